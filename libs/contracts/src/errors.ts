/**
 * Every failure that a user can cause or mend: a code, a plain sentence and the next step.
 * A failure that is not listed here is a bug.
 */
export const ERRORS = {
  NOT_MEDIA: ['This is not a recording that can be read.', 'Give an audio or video file: mp3, m4a, wav, flac, ogg, opus, mp4, mov, mkv or webm.'],
  NO_AUDIO: ['The file has no sound.', 'Export the episode with its audio track and try again.'],
  EMPTY: ['The file is empty.', 'Check that the export or download finished, then try again.'],
  SILENT: ['The recording is silent from start to end.', 'Check that the right track was exported, then try again.'],
  TRUNCATED: ['The file is cut short: most of what it announces is missing.', 'Copy or download it again, then try again.'],
  TOO_LONG: ['The recording is longer than the limit.', 'Split it, or raise MAX_EPISODE_HOURS in the settings.'],
  TOO_LARGE: ['The file is larger than the limit.', 'Export it smaller, or raise MAX_UPLOAD_GB in the settings.'],
  HOSTILE: ['The file refers to other files or addresses, or claims a picture of impossible size, and is not opened.', 'Export the episode afresh from your editor.'],
  NO_SPEECH: ['Nobody speaks in this recording.', 'Choose a recording with speech, or bring a transcript of your own.'],
  BAD_TRANSCRIPT: ['The transcript cannot be read.', 'Give SRT, WebVTT, Podcasting 2.0 JSON or this product\'s own transcript.json.'],
  TRANSCRIPT_MISMATCH: ['The transcript does not belong to this recording: its times lie outside of it.', 'Give the transcript of this episode.'],
  NO_HIGHLIGHTS: ['There is no stretch of whole sentences of the asked length.', 'Ask for shorter or longer reels, or use a longer part of the episode.'],
  ADDRESS_REFUSED: ['The address is not one that may be fetched.', 'Give a public http or https address of a media file, or the file itself.'],
  ADDRESS_FAILED: ['The address did not give the file.', 'Open it in a browser to see whether it is still there, or give the file itself.'],
  CHECK_FAILED: ['The finished video did not pass its checks.', 'See the failed checks of the reel; retry, and report it if it fails again.'],
  DISK_FULL: ['The disk is full.', 'Free some space, then retry: finished steps are kept.'],
  PROVIDER_FAILED: ['A part that the pipeline needs did not work.', 'Run "reels doctor", mend what it names, then retry.'],
  STORAGE_DOWN: ['The object store does not answer.', 'Run "reels doctor"; when it is up again, retry.'],
  CANCELLED: ['Cancelled.', 'Retry to go on from the last finished step.'],
  INTERNAL: ['Something went wrong that should not.', 'Retry; if it fails again, report it with the project\'s id.'],
} as const satisfies Record<string, readonly [sentence: string, nextStep: string]>;

export type ErrorCode = keyof typeof ERRORS;

/** An expected failure. `detail` names what is special about this case. */
export class UserError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail = '',
  ) {
    super(detail ? `${ERRORS[code][0]} ${detail}` : ERRORS[code][0]);
    this.name = 'UserError';
  }

  /** What the user can do about it. */
  get nextStep(): string {
    return ERRORS[this.code][1];
  }
}

/** Whether a text is one of the codes above. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** A failure as it is recorded and shown. */
export interface Failure {
  code: ErrorCode;
  /** The plain sentence, with what is special about this case. */
  detail: string;
}
