#!/usr/bin/env node
/**
 * The way in, from a fresh clone on: makes sure that the npm packages are installed and the build is current, then hands over to
 * the command itself. Plain Node without packages, since at first there are none. It speaks on the error output only: the output
 * belongs to the command.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: Podcast-to-Reels needs Node 20.19 or newer. Get it at https://nodejs.org.`);
  process.exit(1);
}

const { prepare } = await import('../../scripts/prepare.mjs');
// Only who starts the stack will open the console.
if (!(await prepare({ console: process.argv[2] === 'start' }))) process.exit(1);
// npm runs scripts in the clone's root; files are named from where the user stands.
if (process.env.npm_lifecycle_event && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import('../dist/main.js');
