import { readFile } from 'node:fs/promises';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';

export const run: Run = async ({ args, terminal: { out } }) => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  out.write(args.flag('json') ? `${JSON.stringify({ version })}\n` : `reels ${version}\n`);
  return EXIT.ok;
};
