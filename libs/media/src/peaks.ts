import type { Peaks } from '@reels/contracts';

/** Fine enough to move a waveform with the voice, coarse enough for twelve hours (about 1 million values). */
export const EPISODE_BUCKET_MS = 40;
const FULL_SCALE = 32_768;

/** Measures 16-bit mono samples as they stream by: peaks of each bucket, the loudest sample, how many there were. */
export class PeakMeter {
  readonly #values: number[] = [];
  readonly #bucketSamples: number;
  #inBucket = 0;
  #bucketPeak = 0;
  #samples = 0;
  #loudest = 0;

  constructor(
    private readonly sampleRate: number,
    private readonly bucketMs = EPISODE_BUCKET_MS,
  ) {
    this.#bucketSamples = (sampleRate * bucketMs) / 1_000;
  }

  push(samples: Int16Array): void {
    let at = 0;
    while (at < samples.length) {
      const end = Math.min(samples.length, at + this.#bucketSamples - this.#inBucket);
      this.#inBucket += end - at;
      let peak = this.#bucketPeak;
      for (; at < end; at++) {
        const sample = samples[at] ?? 0;
        if (sample > peak) peak = sample;
        else if (-sample > peak) peak = -sample;
      }
      this.#bucketPeak = peak;
      if (this.#inBucket === this.#bucketSamples) this.#closeBucket();
    }
    this.#samples += samples.length;
  }

  #closeBucket(): void {
    this.#values.push(Math.min(255, Math.round((this.#bucketPeak * 255) / FULL_SCALE)));
    if (this.#bucketPeak > this.#loudest) this.#loudest = this.#bucketPeak;
    this.#bucketPeak = 0;
    this.#inBucket = 0;
  }

  /** Length of what was pushed. */
  get durationMs(): number {
    return Math.round((this.#samples * 1_000) / this.sampleRate);
  }

  /** The peaks so far; a last, shorter bucket is included. */
  peaks(): Peaks {
    if (this.#inBucket > 0) this.#closeBucket();
    return { bucketMs: this.bucketMs, values: this.#values };
  }

  /** Level of the loudest sample; -Infinity for digital silence. */
  loudestDbfs(): number {
    return 20 * Math.log10(Math.max(this.#loudest, this.#bucketPeak) / FULL_SCALE);
  }
}
