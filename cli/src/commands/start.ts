import { loadEnvFile, processEnvironment, readSettings } from '@reels/platform';
import { findRunningStack, startStack } from '@reels/stack';
import type { RunningStack, StackEvent } from '@reels/stack';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { createJobView } from '../terminal/createView.js';
import type { Screen } from '../terminal/terminal.js';

/** Brings the whole stack up and keeps it up until Ctrl-C, then drains the worker and stops all. */
export const run: Run = async ({ args, terminal, signal, onHurry }) => {
  loadEnvFile();
  readSettings('cli');
  const { out } = terminal;
  const json = args.flag('json');
  const running = await findRunningStack({ env: processEnvironment });
  if (running) {
    out.write(
      json
        ? `${JSON.stringify({ type: 'running', pid: running.pid, addresses: publicAddresses(running) })}\n`
        : `The stack is up already (process ${running.pid}).\n\n${renderAddresses(running)}\n`,
    );
    return EXIT.ok;
  }

  const view = createJobView(terminal, { json, quiet: args.flag('quiet') });
  try {
    const onEvent = (event: StackEvent) => view.setup(event);
    const stack = await startStack({ env: processEnvironment, signal, onEvent });
    onHurry(() => stack.stop({ fast: true }));
    view.ready();
    view.end();
    out.write(
      json
        ? `${JSON.stringify({ type: 'up', pid: stack.pid, addresses: publicAddresses(stack) })}\n`
        : `\n${renderAddresses(stack)}\n\nCtrl-C stops it.\n`,
    );
    const stop = () => {
      tellStopping(terminal.err);
      // What goes wrong with it is told by `stopped`.
      stack.stop().catch(() => {});
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    await stack.stopped;
    if (!json) out.write('All parts are stopped.\n');
    return EXIT.ok;
  } finally {
    view.end();
  }
};

function tellStopping(screen: Screen): void {
  screen.write(
    'The worker finishes what it is at, then all is stopped. Press Ctrl-C again not to wait: nothing finished is lost.\n',
  );
}

/** Addresses that may be shown: that of the database holds a password. */
function publicAddresses({ addresses: { api, temporalUi, minio } }: RunningStack): Record<string, string> {
  return { api, graphql: `${api}/graphql`, temporalUi, minio };
}

function renderAddresses(stack: RunningStack): string {
  const { graphql, temporalUi, minio } = publicAddresses(stack);
  return [
    `  GraphQL API   ${graphql}`,
    `  Temporal UI   ${temporalUi}`,
    `  Object store  ${minio}`,
    `  Data          ${stack.home}`,
    '',
    `In another terminal: npm run reels -- EPISODE`,
  ].join('\n');
}
