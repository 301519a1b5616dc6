/** What is known of a recording before anything is made of it. */

export interface Chapter {
  title: string;
  startMs: number;
  endMs: number;
}

export interface EpisodeFacts {
  durationMs: number;
  container: string;
  audioCodec: string;
  /** Null for a recording without a moving picture (cover art does not count). */
  video: { codec: string; width: number; height: number; fps: number } | null;
  hasCover: boolean;
  title: string | null;
  show: string | null;
  chapters: Chapter[];
}

/**
 * Loudness envelope of an episode or a cut: the largest absolute sample of each bucket, 0..255.
 * `bucketMs` is the length of a bucket.
 */
export interface Peaks {
  bucketMs: number;
  values: number[];
}

/** A stretch of time in the episode, half-open. */
export interface Range {
  startMs: number;
  endMs: number;
}
