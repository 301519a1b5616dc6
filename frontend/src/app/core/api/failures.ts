/** What an expected failure tells: a stable code, a sentence a person understands, and what to do about it. */
export interface Told {
  code: string;
  message: string;
  nextStep: string;
}

/** An expected failure of the API: a member of a result's union other than the wanted one. */
export class Refusal extends Error implements Told {
  override readonly name = 'Refusal';

  /** @param details all fields of the member: `field`, `currentRevision`, `retryAfterSeconds`, ... */
  constructor(
    readonly code: string,
    message: string,
    readonly nextStep: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The API cannot be reached: the network is gone, or the stack is stopped. */
export class Unreachable extends Error implements Told {
  override readonly name = 'Unreachable';
  readonly code = 'UNREACHABLE';
  readonly nextStep = 'Check that the stack is running ("npm start") and that this device is online.';

  constructor() {
    super('The API does not answer.');
  }
}

/** There is no session, or it has ended. */
export class SignedOutError extends Error implements Told {
  override readonly name = 'SignedOutError';
  readonly code = 'UNAUTHENTICATED';
  readonly nextStep = 'Sign in again; nothing is lost.';

  constructor() {
    super('You are signed out.');
  }
}

/** A bug, here or there. */
export class Broken extends Error implements Told {
  override readonly name = 'Broken';
  readonly code = 'BROKEN';
  readonly nextStep = 'Try again; if it fails again, tell us by "Feedback" at the foot of the page.';
}

/** Any thrown value in the words of a failure. */
export function told(error: unknown): Told {
  if (error instanceof Refusal || error instanceof Unreachable || error instanceof SignedOutError || error instanceof Broken)
    return error;
  return new Broken(`Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`);
}

/**
 * The wanted member of a mutation's union: the one place where unions are taken apart.
 * @throws Refusal for any other member
 */
export function expectMember<Result extends { __typename: string }, Name extends Result['__typename']>(
  result: Result,
  name: Name,
): Extract<Result, { __typename: Name }> {
  if (result.__typename === name) return result as Extract<Result, { __typename: Name }>;
  const { code, message, nextStep, ...details } = result as unknown as Told & Record<string, unknown>;
  throw new Refusal(code, message, nextStep, details);
}
