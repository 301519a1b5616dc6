import { chromium } from 'playwright-core';

/** Who owns the console in tests and pictures. */
export const OWNER = { name: 'Maya', email: 'maya@example.org', password: 'forty loaves by Friday' };

/**
 * Starts the browser of tests and pictures, which runs as any user, in any container.
 * @param {string | undefined} executablePath
 */
export function startBrowser(executablePath) {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--mute-audio', '--autoplay-policy=no-user-gesture-required'] });
}

/**
 * Fills in the form of the page that is open and waits to be let in: of `/welcome#TOKEN`, where the name is asked for, or of `/sign-in`.
 * @param {import('playwright-core').Page} page
 * @param {{ name?: string, email: string, password: string }} who
 */
export async function passGate(page, { name, email, password }) {
  if (name) await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: name ? 'Create the account' : 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
}
