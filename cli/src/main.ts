import { InterruptionListener } from './interruption.js';
import { run } from './run.js';
import { processTerminal } from './terminal/terminal.js';

const line = process.argv.slice(2);
const interruption = new InterruptionListener(process);

// A reader that has enough (`| head`) or a terminal that was closed: nobody is left to tell, so the command ends as on Ctrl-C.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => interruption.hangUp());

process.exitCode = await run(line, {
  terminal: processTerminal({ colours: !line.includes('--no-colour') && !line.includes('--no-color') }),
  signal: interruption.signal,
  onHurry: (hurry) => interruption.onHurry(hurry),
});
