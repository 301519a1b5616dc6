import type { Rect, Size } from '@reels/contracts';
import { fontForLibass } from '@reels/editing/fonts';
import type { LibassAnswer, LibassRequest } from './protocol';

/** A picture of a part of a frame. */
export interface Sketch {
  picture: ImageBitmap;
  /** Where it lies in the frame that was asked for. */
  place: Rect;
}

/**
 * The renderer's own libass, in a worker. It draws one document on one canvas as time goes by, and single pictures of others aside.
 * `fontFile` gives the bytes of a font by its full name.
 */
export class Libass {
  readonly #worker = new Worker(new URL('./libass.worker', import.meta.url), { type: 'module', name: 'libass' });
  readonly #sent = new Map<string, Promise<void>>();
  readonly #sketches = new Map<number, { done: (sketch: Sketch | null) => void; failed: (error: Error) => void }>();
  #nextSketch = 1;
  #drawing = false;
  #wanted: { ms: number; size: Size } | null = null;

  /** @param onFailure is told what libass could not do; what was drawn before stays */
  constructor(
    private readonly fontFile: (font: string) => Promise<Uint8Array>,
    private readonly onFailure: (message: string) => void,
  ) {
    this.#worker.onmessage = ({ data }: MessageEvent<LibassAnswer>) => this.#take(data);
    this.#worker.onerror = (event) => onFailure(event.message || 'The captions could not be loaded.');
  }

  /** Hands a canvas over; the page can no longer draw on it. */
  attach(canvas: HTMLCanvasElement): void {
    const offscreen = canvas.transferControlToOffscreen();
    this.#post({ kind: 'canvas', canvas: offscreen }, [offscreen]);
  }

  /** Draws this document from now on; resolves once its fonts are on their way to libass. @throws when a font cannot be fetched */
  async show(ass: string, fonts: readonly string[]): Promise<void> {
    await this.#give(fonts);
    this.#post({ kind: 'track', ass });
  }

  /** Asks for the picture at a time; while one is drawn, only the newest wish is kept. */
  draw(ms: number, size: Size): void {
    this.#wanted = { ms, size };
    if (this.#drawing) return;
    this.#drawing = true;
    this.#post({ kind: 'draw', ...this.#wanted });
    this.#wanted = null;
  }

  /** One picture of a document; null when it shows nothing at that time. */
  async sketch(ass: string, fonts: readonly string[], ms: number, size: Size): Promise<Sketch | null> {
    await this.#give(fonts);
    const id = this.#nextSketch++;
    return new Promise((done, failed) => {
      this.#sketches.set(id, { done, failed });
      this.#post({ kind: 'sketch', id, ass, ms, size });
    });
  }

  close(): void {
    this.#worker.terminate();
  }

  async #give(fonts: readonly string[]): Promise<void> {
    await Promise.all(
      fonts.map((font) => {
        const sending = this.#sent.get(font) ?? this.#send(font);
        this.#sent.set(font, sending);
        return sending;
      }),
    );
  }

  async #send(font: string): Promise<void> {
    try {
      const file = fontForLibass(await this.fontFile(font));
      this.#post({ kind: 'fonts', files: [file] }, [file.buffer]);
    } catch (error) {
      this.#sent.delete(font);
      throw error;
    }
  }

  #post(request: LibassRequest, transfer: Transferable[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #take(answer: LibassAnswer): void {
    if (answer.kind === 'sketched') {
      const { id, picture, place } = answer;
      this.#sketches.get(id)?.done(picture && place ? { picture, place } : null);
      this.#sketches.delete(id);
      return;
    }
    if (answer.kind === 'failed') {
      const waiting = answer.id === null ? undefined : this.#sketches.get(answer.id);
      if (answer.id !== null) this.#sketches.delete(answer.id);
      if (waiting) return waiting.failed(new Error(answer.message));
      this.onFailure(answer.message);
    }
    this.#drawing = false;
    if (this.#wanted) this.draw(this.#wanted.ms, this.#wanted.size);
  }
}
