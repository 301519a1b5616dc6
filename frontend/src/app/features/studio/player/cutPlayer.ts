import type { Range } from '@reels/contracts';
import { cutDurationMs, placeOf, reelMsOf } from './cutClock';

/** What of a media element the player needs. */
export interface Media {
  /** Seconds. */
  currentTime: number;
  readonly paused: boolean;
  play(): Promise<void>;
  pause(): void;
}

/**
 * Plays a cut from two elements that hold the same recording: while one plays a range, the other waits at the start of the next,
 * so that a seam is a change of hands and not a seek. `tick` is to be called for each frame.
 */
export class CutPlayer {
  #active = 0;
  #range = 0;
  #playing = false;
  /** Where the reel stands while nothing plays; also after a seek, until the element has followed. */
  #restMs = 0;

  constructor(
    private readonly media: readonly [Media, Media],
    private readonly cut: readonly Range[],
  ) {
    this.seek(0);
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Which of the two is to be seen. */
  get active(): 0 | 1 {
    return this.#active as 0 | 1;
  }

  /** On the reel's clock. */
  get positionMs(): number {
    return this.#playing ? reelMsOf(this.cut, this.#range, this.#now.currentTime * 1000) : this.#restMs;
  }

  /** From the beginning again when it stands at the end. @throws whatever the element's play() rejects with */
  async play(): Promise<void> {
    if (this.#restMs >= cutDurationMs(this.cut)) this.seek(0);
    this.#playing = true;
    try {
      await this.#now.play();
    } catch (error) {
      // A pause that comes before the sound has begun is no failure.
      if (!this.#playing) return;
      this.#playing = false;
      throw error;
    }
  }

  pause(): void {
    this.#restMs = this.positionMs;
    this.#playing = false;
    for (const media of this.media) media.pause();
  }

  seek(reelMs: number): void {
    const { range, sourceMs } = placeOf(this.cut, reelMs);
    this.#range = range;
    this.#restMs = reelMsOf(this.cut, range, sourceMs);
    this.#now.currentTime = sourceMs / 1000;
    this.#park();
  }

  /** Hands over at a seam, stops at the end. */
  tick(): void {
    const range = this.cut[this.#range];
    if (!this.#playing || !range || this.#now.currentTime * 1000 < range.endMs) return;
    if (this.#range === this.cut.length - 1) {
      this.pause();
      this.#restMs = cutDurationMs(this.cut);
      return;
    }
    const played = this.#now;
    this.#range += 1;
    this.#active = 1 - this.#active;
    void this.#now.play().catch(() => this.pause());
    played.pause();
    this.#park();
  }

  /** The one that does not play waits where it will be needed. */
  #park(): void {
    const next = this.cut[this.#range + 1];
    if (next) this.#other.currentTime = next.startMs / 1000;
  }

  get #now(): Media {
    return this.media[this.#active] as Media;
  }

  get #other(): Media {
    return this.media[1 - this.#active] as Media;
  }
}
