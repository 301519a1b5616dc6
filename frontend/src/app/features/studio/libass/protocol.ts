import type { Rect, Size } from '@reels/contracts';

/** What the page asks of the worker that holds libass. Done in the order in which it comes. */
export type LibassRequest =
  /** Font files that tracks may use from here on. */
  | { kind: 'fonts'; files: Uint8Array[] }
  /** The canvas on which the track is drawn. */
  | { kind: 'canvas'; canvas: OffscreenCanvas }
  /** The ASS document that is drawn from here on. */
  | { kind: 'track'; ass: string }
  /** Draws the track's picture at a time onto the canvas, which takes this size. Answered by `drawn`. */
  | { kind: 'draw'; ms: number; size: Size }
  /** Draws one picture of another document. Answered by `sketched`. */
  | { kind: 'sketch'; id: number; ass: string; ms: number; size: Size };

export type LibassAnswer =
  | { kind: 'drawn' }
  /** What was drawn and where in the frame; null: nothing was. */
  | { kind: 'sketched'; id: number; picture: ImageBitmap | null; place: Rect | null }
  | { kind: 'failed'; id: number | null; message: string };
