import { loadEnvFile, processEnvironment, readSettings } from '@reels/platform';
import { findRunningStack, startStack } from '@reels/stack';
import type { RunningStack, StackEvent } from '@reels/stack';
import { ApiClient } from '../api/client.js';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { NeedsOwnerDocument } from '../generated/operations.js';
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
    const addresses = await publicAddresses(running, signal);
    out.write(
      json
        ? `${JSON.stringify({ type: 'running', pid: running.pid, addresses })}\n`
        : `The stack is up already (process ${running.pid}).\n\n${renderAddresses(running, addresses)}\n`,
    );
    return EXIT.ok;
  }

  const view = createJobView(terminal, { json, quiet: args.flag('quiet') });
  try {
    const onEvent = (event: StackEvent) => view.setup(event);
    const stack = await startStack({ env: processEnvironment, signal, onEvent });
    onHurry(() => stack.stop({ fast: true }));
    const stop = () => {
      tellStopping(terminal.err);
      // What goes wrong with it is told by `stopped`.
      stack.stop().catch(() => {});
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    const addresses = await publicAddresses(stack, signal);
    view.ready();
    view.end();
    out.write(
      json
        ? `${JSON.stringify({ type: 'up', pid: stack.pid, addresses })}\n`
        : `\n${renderAddresses(stack, addresses)}\n\nCtrl-C stops it.\n`,
    );
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
export interface PublicAddresses {
  /** Null: no console was built. While there is no account, this is the link by which the first one is made. */
  console: string | null;
  api: string;
  graphql: string;
  temporalUi: string;
  minio: string;
}

export async function publicAddresses({ addresses, apiKey, env }: RunningStack, signal: AbortSignal): Promise<PublicAddresses> {
  const { api, temporalUi, minio } = addresses;
  const client = new ApiClient({ url: api, apiKey }, signal);
  // An API that does not answer just now is no reason to hide where it is.
  const { about } = await client.request(NeedsOwnerDocument, {}).catch(() => ({ about: { needsOwner: false } }));
  const page = about.needsOwner ? `${api}/welcome#${env.OWNER_TOKEN}` : api;
  return { console: env.CONSOLE_DIR ? page : null, api, graphql: `${api}/graphql`, temporalUi, minio };
}

export function renderAddresses({ home }: Pick<RunningStack, 'home'>, addresses: PublicAddresses): string {
  const { console, api, graphql, temporalUi, minio } = addresses;
  const isFirstRun = console !== null && console !== api;
  return [
    ...(isFirstRun ? ['Open this link to make your account; it works once:', '', `  ${console}`, ''] : []),
    ...(console && !isFirstRun ? [`  Console       ${console}`] : []),
    `  GraphQL API   ${graphql}`,
    `  Temporal UI   ${temporalUi}`,
    `  Object store  ${minio}`,
    `  Data          ${home}`,
    '',
    ...(console ? [] : ['The console is not built: "npm run build" builds it.']),
    `In another terminal: npm run reels -- EPISODE`,
  ].join('\n');
}
