import { InterruptionListener } from './interruption.js';
import { run } from './run.js';
import { processTerminal } from './terminal/terminal.js';

const line = process.argv.slice(2);
const interruption = new InterruptionListener(process);

// A reader that has enough, such as `| head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(line, {
  terminal: processTerminal({ colours: !line.includes('--no-colour') && !line.includes('--no-color') }),
  signal: interruption.signal,
  onHurry: (hurry) => interruption.onHurry(hurry),
});
