import { Field, ID, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import type { UserError } from '@reels/contracts';

/** What a mutation answers when it could not do what was asked for a reason that a client can know of. Bugs throw instead. */
@InterfaceType({ description: 'An expected failure: what happened, in a sentence, and what to do next.' })
export abstract class ErrorResult {
  @Field({ description: 'Stable; for programs.' })
  readonly code: string;

  @Field({ description: 'A sentence a person understands.' })
  readonly message: string;

  @Field({ description: 'What to do about it.' })
  readonly nextStep: string;

  constructor(code: string, message: string, nextStep: string) {
    this.code = code;
    this.message = message;
    this.nextStep = nextStep;
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'A value that cannot be accepted.' })
export class InvalidInput extends ErrorResult {
  @Field({ description: 'Which value, as the path of its field: "options.reels".' })
  readonly field: string;

  constructor(field: string, message: string) {
    super('INVALID_INPUT', message, `Correct ${field} and send it again.`);
    this.field = field;
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'There is no such thing in this workspace.' })
export class NotFound extends ErrorResult {
  /** @param id null: there was none to name. */
  constructor(what: string, id: string | null, nextStep = 'Check the id; `reels list` shows what there is.') {
    super('NOT_FOUND', `There is no ${id === null ? what : `${what} ${id}`}.`, nextStep);
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'It was tried too often in a short time.' })
export class TooManyAttempts extends ErrorResult {
  @Field(() => Int, { description: 'Seconds until it can be tried again.' })
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
    super('TOO_MANY_ATTEMPTS', 'It was tried too often in a short time.', `Wait ${wait}, then try again.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'It is in the wrong state for this.' })
export class Conflict extends ErrorResult {
  constructor(message: string, nextStep: string) {
    super('CONFLICT', message, nextStep);
  }
}

@ObjectType({
  implements: () => ErrorResult,
  description: 'Somebody else has changed it since the revision that was named; nothing was changed.',
})
export class StaleRevision extends ErrorResult {
  @Field(() => Int, { description: 'The revision, or the version of a draft, that is the newest.' })
  readonly currentRevision: number;

  constructor(what: string, currentRevision: number) {
    super('STALE_REVISION', `The ${what} was changed meanwhile.`, 'Read it again and make the change on the newest revision.');
    this.currentRevision = currentRevision;
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'It is larger than the limit.' })
export class TooLarge extends ErrorResult {
  constructor(message: string, nextStep: string) {
    super('TOO_LARGE', message, nextStep);
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'It is plainly no recording, address or transcript that can be used.' })
export class UnsupportedSource extends ErrorResult {
  static from(error: UserError): UnsupportedSource {
    return new UnsupportedSource(error.code, error.message, error.nextStep);
  }
}

@ObjectType({
  implements: () => ErrorResult,
  description: 'The engine does not answer. What was asked is recorded and begins when it is back, if projectId is set.',
})
export class EngineUnavailable extends ErrorResult {
  @Field(() => ID, {
    nullable: true,
    description: 'The project that is kept and will begin, or whose reel will be made, by itself.',
  })
  readonly projectId: string | null;

  constructor(nextStep: string, projectId: string | null) {
    super('ENGINE_UNAVAILABLE', 'The engine does not answer.', nextStep);
    this.projectId = projectId;
  }

  /** It has to be asked for again. */
  static tryAgain(): EngineUnavailable {
    return new EngineUnavailable('Try again when `reels doctor` finds the engine running.', null);
  }

  /** The project is recorded as queued. */
  static queued(projectId: string): EngineUnavailable {
    return new EngineUnavailable(
      `Project ${projectId} is kept and begins by itself when the engine is back; there is no need to send it again.`,
      projectId,
    );
  }

  /** A reel of the project is recorded as queued. */
  static queuedReel(projectId: string): EngineUnavailable {
    return new EngineUnavailable(
      'The reel is kept and is made by itself when the engine is back; there is no need to ask again.',
      projectId,
    );
  }
}
