import { JsonView } from './jsonView.js';
import { LiveView } from './liveView.js';
import { PlainView } from './plainView.js';
import type { Screen, Terminal } from './terminal.js';
import type { View } from './view.js';

/**
 * The view for a job, which is itself what the command shows: on standard output.
 * With `quiet` only notices are told, on standard error.
 */
export function createJobView(terminal: Terminal, { json, quiet }: { json: boolean; quiet: boolean }): View {
  if (json) return new JsonView(terminal.out);
  return quiet ? new QuietView(terminal.err) : createSideView(terminal.out);
}

/** The view for a command whose standard output is an answer: what happens on the way goes to the screen given. */
export function createSideView(screen: Screen): View {
  return screen.live ? new LiveView(screen) : new PlainView(screen);
}

/** Only what the user should know. */
class QuietView extends PlainView {
  override setup(): void {}
  override uploaded(): void {}
  override project(): void {}
  override event(): void {}
}
