import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of the bundle that the build made of the workflows. Throws when there is none. */
export function workflowBundle(): string {
  const file = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
  if (!existsSync(file)) throw new Error(`The workflows are not bundled (${file}). Run: npm run build`);
  return file;
}
