import type { ErrorCode } from '@reels/contracts';

/** What went wrong, for people and machines alike: as the API, the contracts' UserError and the stack tell it. */
export interface Failure {
  /** A code of the contracts, or one of the command's own (`USAGE`, `NOT_FOUND`, `API_DOWN`, ...). */
  code: string;
  message: string;
  nextStep: string;
}

/** The exit codes of the command; docs/cli.md lists them. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** All reels that were made are good, but `--reels N` asked for more than the episode holds. */
  fewer: 3,
  interrupted: 130,
} as const;

/** A wrong option or value: one sentence that names it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that cannot do what was asked. `projectId` is set when a project exists that can be retried or looked at. */
export class CommandError extends Error implements Failure {
  override readonly name = 'CommandError';

  constructor(
    readonly code: ErrorCode | CommandErrorCode,
    message: string,
    readonly nextStep: string,
    readonly projectId?: string,
  ) {
    super(message);
  }
}

/** Codes of failures that arise in the command itself or in the API's answers. */
export type CommandErrorCode =
  | 'API_DOWN'
  | 'API_REFUSED'
  | 'API_BROKEN'
  | 'AMBIGUOUS_ID'
  | 'NOT_FOUND'
  | 'NOTHING_TO_DO'
  | 'FILE_UNREADABLE'
  | 'FILE_CHANGED'
  | 'UPLOAD_FAILED'
  | 'DOWNLOAD_FAILED';

/** Ctrl-C or SIGTERM; `exitCode` is what shells expect: 128 + the signal's number. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(
    readonly exitCode: number = EXIT.interrupted,
    /** How to go on, when something was begun. */
    readonly nextStep = '',
    readonly projectId?: string,
  ) {
    super('Stopped.');
  }
}
