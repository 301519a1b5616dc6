import { loadEnvFile, processEnvironment, readSettings } from '@reels/platform';
import { findRunningStack, startStack } from '@reels/stack';
import type { RunningStack, Stack, StackEvent } from '@reels/stack';
import { ApiClient } from '../api/client.js';
import type { Endpoint } from '../api/client.js';
import type { Context } from '../arguments/command.js';
import { CommandError } from '../failure.js';
import { createSideView } from '../terminal/createView.js';
import type { View } from '../terminal/view.js';

/** The API for the time of one command, and the stack under it when this command started it. */
export interface Session {
  api: ApiClient;
  /** Whether the stack ends with this command. */
  ownsStack(): boolean;
  /** Stops the stack if this command started it: the worker is drained, and finished steps are kept. */
  close(): Promise<void>;
}

type SessionContext = Pick<Context, 'signal' | 'onHurry'>;

/**
 * Finds the API to talk to: REELS_API_URL if it is set, else a stack that runs on this machine, else one that is started for this
 * command. A stack that the command which had started it stops meanwhile is started again, so that a job it carried goes on.
 *
 * @param mayStart else it is a CommandError that none runs
 */
async function openSession({ signal, onHurry }: SessionContext, view: View, mayStart: boolean): Promise<Session> {
  loadEnvFile();
  const settings = readSettings('cli');
  if (settings.REELS_API_URL && settings.API_KEY) {
    const api = new ApiClient({ url: settings.REELS_API_URL, apiKey: settings.API_KEY }, signal);
    return { api, ownsStack: () => false, close: async () => {} };
  }

  let own: Stack | null = null;
  let closing = false;
  const tell = (event: StackEvent): void => {
    if (!closing) view.setup(event);
  };
  const start = async (): Promise<Endpoint> => {
    if (!mayStart)
      throw new CommandError('API_DOWN', 'No stack runs on this machine.', 'Start it by "reels start", then try again.');
    own = await startStack({ env: processEnvironment, signal, onEvent: tell });
    onHurry(async () => own?.stop({ fast: true }));
    // When a part cannot be kept up, `died` has told it, and the next request fails with a sentence of its own.
    own.stopped.catch(() => {});
    return endpointOf(own);
  };
  // Waits for a stack that is just starting, or whose API is being started again.
  const findRunning = () => unlessAborted(findRunningStack({ env: processEnvironment }), signal);
  const relocate = async (): Promise<Endpoint | null> => {
    // A part of an own stack is started again at the same place.
    if (own) return null;
    const running = await findRunning();
    if (running) return endpointOf(running);
    view.notice('The stack was stopped by the command that had started it; it is started again.');
    return start();
  };

  const running = await findRunning();
  const api = new ApiClient(running ? endpointOf(running) : await start(), signal, relocate);
  view.ready();
  const close = async (): Promise<void> => {
    // The result has been told: how the parts stop interests nobody.
    closing = true;
    await own?.stop();
  };
  return { api, ownsStack: () => own !== null, close };
}

/** What a promise gives, unless the signal is aborted first. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => void (abort = () => reject(signal.reason as Error)));
  signal.addEventListener('abort', abort);
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

const endpointOf = ({ addresses, apiKey }: RunningStack): Endpoint => ({ url: addresses.api, apiKey });

/** Does something with the API and closes the session, whatever comes of it. */
export async function withSession<Result>(
  context: SessionContext,
  view: View,
  work: (session: Session) => Promise<Result>,
  mayStart = true,
): Promise<Result> {
  try {
    const session = await openSession(context, view, mayStart);
    try {
      return await work(session);
    } finally {
      view.end();
      if (context.signal.aborted && session.ownsStack())
        view.notice(
          'Stopping the stack: what runs may take half a minute to end. Ctrl-C again does not wait; what is finished is kept either way.',
        );
      await session.close();
    }
  } finally {
    view.end();
  }
}

/** The same for a command whose standard output is an answer: what happens until the API is there goes to the error output. */
export function withApi<Result>(context: Context, work: Work<Result>): Promise<Result> {
  return answer(context, work, true);
}

/** The same where a stack that ends with the command would be of no use. @throws CommandError API_DOWN when none runs */
export function withRunningApi<Result>(context: Context, work: Work<Result>): Promise<Result> {
  return answer(context, work, false);
}

type Work<Result> = (api: ApiClient) => Promise<Result>;

function answer<Result>(context: Context, work: Work<Result>, mayStart: boolean): Promise<Result> {
  const view = createSideView(context.terminal.err);
  const session = ({ api }: Session): Promise<Result> => {
    view.end();
    return work(api);
  };
  return withSession(context, view, session, mayStart);
}
