import type { Rect, Size } from '@reels/contracts';
import createModule from 'jassub/dist/wasm/jassub-worker.js';
import { blendImages, union, wipe } from './blend';
import type { MaskImage } from './blend';
import type { LibassAnswer, LibassRequest } from './protocol';

/** libass in WebAssembly, apart from the page's own thread. It knows the fonts that it is given, and no others. */

/** What jassub's module offers of libass (jassub/src/wasm/types.d.ts). */
interface Renderer {
  addFont(name: string, address: number, bytes: number): void;
  reloadFonts(): void;
  createTrackMem(ass: string): void;
  resizeCanvas(width: number, height: number, storageWidth: number, storageHeight: number): void;
  /** The images at a time in seconds; null: as they were the last time, unless `force` is 1. */
  rawRender(seconds: number, force: number): MaskImage[] | null;
}
interface LibassModule {
  _malloc(bytes: number): number;
  JASSUB: new (width: number, height: number, defaultFont: string) => Renderer;
}
interface WorkerScope {
  /** jassub's module keeps its memory here, anew whenever it grows. */
  HEAPU8RAW: Uint8Array;
  onmessage: ((event: MessageEvent<LibassRequest>) => void) | null;
  postMessage(answer: LibassAnswer, transfer?: Transferable[]): void;
}
const scope = self as unknown as WorkerScope;

/** A renderer with the size that it draws at. */
class Drawing {
  readonly #renderer: Renderer;
  #pixels: ImageData | null = null;
  #fresh = true;
  #fonts = 0;

  constructor(private readonly module: LibassModule) {
    this.#renderer = new module.JASSUB(16, 16, 'Instrument Sans Regular');
  }

  addFont(file: Uint8Array): void {
    const address = this.module._malloc(file.byteLength);
    scope.HEAPU8RAW.set(file, address);
    this.#renderer.addFont(`font-${this.#fonts++}`, address, file.byteLength);
    this.#renderer.reloadFonts();
    this.#fresh = true;
  }

  track(ass: string): void {
    this.#renderer.createTrackMem(ass);
    this.#fresh = true;
  }

  /** The picture at a time, and what of it is not transparent; null: the same as the last time. */
  draw(ms: number, { width, height }: Size): { pixels: ImageData; bounds: Rect | null } | null {
    if (this.#pixels?.width !== width || this.#pixels.height !== height) {
      this.#pixels = new ImageData(width, height);
      this.#renderer.resizeCanvas(width, height, width, height);
      this.#fresh = true;
    }
    const images = this.#renderer.rawRender(ms / 1000, Number(this.#fresh));
    if (!images) return null;
    this.#fresh = false;
    return { pixels: this.#pixels, bounds: blendImages(images, scope.HEAPU8RAW, this.#pixels) };
  }
}

/** The track on the page's canvas: only what changes is painted. */
class Screen {
  #context: OffscreenCanvasRenderingContext2D | null = null;
  #painted: Rect | null = null;

  constructor(private readonly drawing: Drawing) {}

  attach(canvas: OffscreenCanvas): void {
    this.#context = canvas.getContext('2d');
  }

  draw(ms: number, size: Size): void {
    const context = this.#context;
    if (!context) throw new Error('There is no canvas to draw on');
    const { canvas } = context;
    if (canvas.width !== size.width || canvas.height !== size.height) {
      Object.assign(canvas, size);
      this.#painted = null;
    }
    const drawn = this.drawing.draw(ms, size);
    if (!drawn) return;
    const changed = union(this.#painted, drawn.bounds);
    if (changed) context.putImageData(drawn.pixels, 0, 0, changed.x, changed.y, changed.width, changed.height);
    this.#painted = drawn.bounds;
    if (drawn.bounds) wipe(drawn.pixels, drawn.bounds);
  }
}

async function open(): Promise<(request: LibassRequest) => Promise<void>> {
  const module = (await createModule({ __out: () => undefined })) as unknown as LibassModule;
  const [main, aside] = [new Drawing(module), new Drawing(module)];
  const screen = new Screen(main);
  return async (request) => {
    switch (request.kind) {
      case 'fonts':
        for (const file of request.files) for (const drawing of [main, aside]) drawing.addFont(file);
        return;
      case 'canvas':
        return screen.attach(request.canvas);
      case 'track':
        return main.track(request.ass);
      case 'draw':
        screen.draw(request.ms, request.size);
        return scope.postMessage({ kind: 'drawn' });
      case 'sketch':
        return sketch(aside, request);
    }
  };
}

async function sketch(drawing: Drawing, { id, ass, ms, size }: Extract<LibassRequest, { kind: 'sketch' }>): Promise<void> {
  drawing.track(ass);
  const drawn = drawing.draw(ms, size);
  const place = drawn?.bounds ?? null;
  if (!drawn || !place) return scope.postMessage({ kind: 'sketched', id, picture: null, place: null });
  const picture = await createImageBitmap(drawn.pixels, place.x, place.y, place.width, place.height);
  wipe(drawn.pixels, place);
  scope.postMessage({ kind: 'sketched', id, picture, place }, [picture]);
}

const opened = open();
let queue: Promise<void> = Promise.resolve();
scope.onmessage = ({ data }) => {
  queue = queue
    .then(async () => (await opened)(data))
    .catch((error: unknown) => scope.postMessage({ kind: 'failed', id: data.kind === 'sketch' ? data.id : null, message: String(error) }));
};
