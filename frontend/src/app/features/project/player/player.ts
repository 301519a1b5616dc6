import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../../../core/api/client';
import { told } from '../../../core/api/failures';
import type { Told } from '../../../core/api/failures';
import { ProjectPlayerDocument } from '../../../core/api/generated/operations';
import type { ProjectPlayerQuery } from '../../../core/api/generated/operations';

type Recording = NonNullable<ProjectPlayerQuery['project']>;

/**
 * Plays the recording. The media element is made here and shown by whoever wants its picture, so that the sound goes on while
 * pages of the transcript come and go. Provided by the project's page.
 */
@Injectable()
export class Player {
  readonly #api = inject(ApiClient);
  readonly #recording = signal<Recording | null>(null);
  readonly #ms = signal(0);
  readonly #playing = signal(false);
  readonly #broken = signal(false);
  #projectId = '';
  #stopAt: number | null = null;
  #frame = 0;
  #renewedAt = 0;
  #soundOnly = false;

  /** Plays video as well as sound. */
  readonly element = document.createElement('video');
  /** Milliseconds from the start of the recording. */
  readonly ms = this.#ms.asReadonly();
  readonly playing = this.#playing.asReadonly();
  /** Whether the browser cannot play the recording at all. */
  readonly broken = this.#broken.asReadonly();
  readonly durationMs = computed(() => this.#recording()?.episode?.durationMs ?? 0);
  readonly peaks = computed(() => this.#recording()?.episode?.peaks ?? null);
  readonly chapters = computed(() => this.#recording()?.episode?.chapters ?? []);
  /** Whether there is something to play. */
  readonly ready = computed(() => this.#recording()?.sourceUrl != null);
  readonly hasPicture = computed(() => this.#recording()?.episode?.video != null);

  constructor() {
    const { element } = this;
    element.preload = 'metadata';
    element.playsInline = true;
    element.addEventListener('play', () => {
      this.#playing.set(true);
      this.#tick();
    });
    element.addEventListener('pause', () => this.#playing.set(false));
    element.addEventListener('seeking', () => this.#ms.set(Math.round(element.currentTime * 1000)));
    element.addEventListener('error', () => void this.#renew());
    inject(DestroyRef).onDestroy(() => {
      cancelAnimationFrame(this.#frame);
      element.pause();
      element.removeAttribute('src');
      element.load();
    });
  }

  /** Why there is nothing to play yet. */
  readonly failure = signal<Told | null>(null);

  /** Loads what there is to play; to be called again once the recording has come in. */
  async load(projectId: string): Promise<void> {
    this.#projectId = projectId;
    this.failure.set(null);
    try {
      const { project } = await this.#api.request(ProjectPlayerDocument, { id: projectId });
      this.#recording.set(project);
      this.#setSource();
    } catch (error) {
      if (this.#recording() !== null) throw error;
      this.failure.set(told(error));
    }
  }

  again(): void {
    void this.load(this.#projectId);
  }

  play(): void {
    this.#stopAt = null;
    this.#start();
  }

  pause(): void {
    this.element.pause();
  }

  toggle(): void {
    if (this.playing()) this.pause();
    else this.play();
  }

  /** Moves to a place; goes on playing if it was. Before the recording is there, that is where it will begin. */
  seek(ms: number): void {
    this.#stopAt = null;
    this.#moveTo(Math.max(0, Math.min(ms, this.durationMs() || Infinity)));
  }

  playFrom(ms: number): void {
    this.seek(ms);
    this.#start();
  }

  /** Plays a stretch, and stops at its end. */
  playSpan(startMs: number, endMs: number): void {
    this.#moveTo(startMs);
    this.#stopAt = endMs;
    this.#start();
  }

  #moveTo(ms: number): void {
    this.#ms.set(ms);
    this.element.currentTime = ms / 1000;
  }

  #start(): void {
    this.element.play().catch((error: unknown) => {
      // A newer request or a refusal of the browser; a broken source is told by the element's error event.
      if (!(error instanceof DOMException)) throw error;
    });
  }

  #tick(): void {
    cancelAnimationFrame(this.#frame);
    const ms = Math.round(this.element.currentTime * 1000);
    this.#ms.set(ms);
    if (this.#stopAt !== null && ms >= this.#stopAt) {
      this.#stopAt = null;
      this.pause();
    } else if (!this.element.paused) this.#frame = requestAnimationFrame(() => this.#tick());
  }

  #setSource(): void {
    const recording = this.#recording();
    const url = this.hasPicture() && !this.#soundOnly ? recording?.sourceUrl : (recording?.playableUrl ?? recording?.sourceUrl);
    if (!url || this.element.src === url) return;
    this.element.src = url;
    this.element.currentTime = this.#ms() / 1000;
  }

  /** Signed addresses live for 15 minutes: a fresh one goes on from the same place. Twice in a row means that it cannot be played. */
  async #renew(): Promise<void> {
    if (!this.element.hasAttribute('src')) return;
    const [at, playing] = [this.#ms(), this.playing()];
    if (Date.now() - this.#renewedAt < 10_000) {
      if (this.#soundOnly || !this.hasPicture()) return this.#broken.set(true);
      this.#soundOnly = true;
    }
    this.#renewedAt = Date.now();
    try {
      await this.load(this.#projectId);
      this.element.currentTime = at / 1000;
      if (playing) this.#start();
    } catch {
      this.#broken.set(true);
    }
  }
}
