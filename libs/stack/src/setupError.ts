/**
 * Something about this machine keeps the stack from starting: a plain sentence and what to do about it.
 * Unlike a UserError it never crosses a process, so it has no code.
 */
export class SetupError extends Error {
  constructor(
    message: string,
    /** What the user can do about it, in plain words. */
    readonly nextStep: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SetupError';
  }
}
