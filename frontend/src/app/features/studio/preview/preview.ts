import { ChangeDetectionStrategy, Component, DestroyRef, afterNextRender, computed, effect, inject, input, output, signal, untracked, viewChild, viewChildren } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { frameOf } from '@reels/contracts';
import type { Aspect, Composition, Size } from '@reels/contracts';
import type { PreviewPartsFragment } from '../../../core/api/generated/operations';
import { clock } from '../../../core/format/format';
import type { Libass } from '../libass/libass';
import { cutDurationMs } from '../player/cutClock';
import { CutPlayer } from '../player/cutPlayer';
import { drawGround } from './ground';
import { SafeZones } from './safeZones';

/** As libs/media blurs and dims the copy of the picture: at an eighth of the frame's size, sigma 5; luma 0.4, colour 0.5. */
const COPY_SCALE = 8;
const COPY_SIGMA = 5;
/** The blur takes its colours from beyond the edge: there the copy goes on. */
const COPY_MARGIN = 3 * COPY_SIGMA;
const COPY_LIGHT = 'saturate(1.25) brightness(0.4)';

/** Signed addresses hold for 15 minutes. */
const FRESH_MS = 12 * 60_000;
/** New addresses that fail as well are not asked for again at once. */
const ASK_AGAIN_MS = 60_000;

/** Plays the cut with the captions, the picture and the ground of the render. */
@Component({
  selector: 'app-preview',
  imports: [SafeZones],
  templateUrl: './preview.html',
  styleUrl: './preview.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Preview {
  readonly parts = input.required<PreviewPartsFragment>();
  readonly aspect = input.required<Aspect>();
  /** Null until it is laid out for the first time. */
  readonly composition = input.required<Composition | null>();
  readonly libass = input.required<Libass>();
  /** A newer composition is being made. */
  readonly outdated = input(false);
  readonly safeZones = input(false);
  /** The media's addresses have expired, or never led anywhere. */
  readonly expired = output();

  readonly positionMs = signal(0);
  readonly playing = signal(false);
  /** The composition whose captions libass has. */
  readonly #drawn = signal<Composition | null>(null);
  protected readonly ready = computed(() => this.#drawn() !== null);
  protected readonly busy = computed(() => this.outdated() || this.#drawn() !== this.composition());
  protected readonly problem = signal<string | null>(null);
  protected readonly shown = signal<0 | 1>(0);
  /** False once it has turned out that the browser plays the recording's sound alone. */
  protected readonly hasPicture = signal(true);
  protected readonly clock = clock;

  protected readonly frame = computed(() => this.composition()?.frame ?? frameOf(this.aspect()));
  protected readonly durationMs = computed(() => cutDurationMs(this.parts().cut));
  protected readonly pictureBox = computed(() => {
    const [{ width, height }, picture] = [this.frame(), this.composition()?.picture];
    const box = picture ?? { x: 0, y: 0, width, height };
    return { left: (100 * box.x) / width, top: (100 * box.y) / height, width: (100 * box.width) / width, height: (100 * box.height) / height };
  });
  /** The margin of the copy lies outside of the stage. */
  protected readonly copyBox = computed(() => {
    const { width, height } = this.frame();
    const [x, y] = [width, height].map((length) => (100 * COPY_MARGIN * COPY_SCALE) / length) as [number, number];
    return { left: `${-x}%`, top: `${-y}%`, width: `${100 + 2 * x}%`, height: `${100 + 2 * y}%` };
  });
  readonly #stageWidth = signal(0);
  protected readonly copyFilter = computed(() => `blur(${(COPY_SIGMA * COPY_SCALE * this.#stageWidth()) / this.frame().width}px) ${COPY_LIGHT}`);

  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');
  private readonly captions = viewChild.required<ElementRef<HTMLCanvasElement>>('captions');
  private readonly ground = viewChild.required<ElementRef<HTMLCanvasElement>>('ground');
  private readonly copy = viewChild<ElementRef<HTMLCanvasElement>>('copy');
  private readonly media = viewChildren<ElementRef<HTMLVideoElement>>('media');

  #player: CutPlayer | null = null;
  #cover: Promise<ImageBitmap | null> | null = null;
  #frames = 0;
  #openedAt = 0;
  #askedAt = 0;
  /** Sources that this browser has refused. */
  readonly #refused = new Set<string>();

  constructor() {
    const observer = new ResizeObserver(([entry]) => this.#stageWidth.set(entry?.contentRect.width ?? 0));
    afterNextRender(() => {
      this.libass().attach(this.captions().nativeElement);
      observer.observe(this.stage().nativeElement);
    });
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
      cancelAnimationFrame(this.#frames);
      this.#player?.pause();
    });
    effect(() => {
      const parts = this.parts();
      if (this.media().length === 2) untracked(() => this.#open(parts));
    });
    effect(() => {
      const composition = this.composition();
      if (composition) untracked(() => void this.#show(composition));
    });
    effect(() => {
      const [composition, width] = [this.composition(), this.#stageWidth()];
      if (composition && width > 0) untracked(() => void this.#redraw(composition));
    });
  }

  toggle(): void {
    if (this.playing()) this.pause();
    else void this.play();
  }

  async play(): Promise<void> {
    this.problem.set(null);
    try {
      this.playing.set(true);
      this.#loop();
      await this.#player?.play();
    } catch (error) {
      this.pause();
      this.problem.set(`The recording does not play: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  pause(): void {
    this.#player?.pause();
    this.playing.set(false);
    this.paint();
  }

  seek(ms: number): void {
    this.#player?.seek(ms);
    this.paint();
  }

  protected unplayable(player: number): void {
    const source = this.media()[player]?.nativeElement.src ?? '';
    if (!source || this.#refused.has(source)) return;
    this.#refused.add(source);
    const { playableUrl, sourceUrl } = this.parts();
    if (playableUrl && source === sourceUrl) return this.#open(this.parts());
    if (Date.now() - this.#askedAt < ASK_AGAIN_MS) return this.problem.set('The recording cannot be played here. What you see is what the render will show.');
    this.#askedAt = Date.now();
    this.expired.emit();
  }

  protected loaded(): void {
    const [first] = this.media();
    const wanted = this.parts().video !== null;
    this.hasPicture.set(!wanted || (first?.nativeElement.videoWidth ?? 0) > 0);
    this.paint();
  }

  /** What is to be seen now. */
  protected paint(): void {
    const player = this.#player;
    if (!player) return;
    player.tick();
    this.playing.set(player.playing);
    this.shown.set(player.active);
    this.positionMs.set(Math.round(player.positionMs));
    this.#paintCopy(player);
    const size = this.#drawingSize();
    if (size && this.ready()) this.libass().draw(player.positionMs, size);
  }

  #loop(): void {
    cancelAnimationFrame(this.#frames);
    this.#frames = requestAnimationFrame(() => {
      this.paint();
      if (this.playing()) this.#loop();
    });
  }

  /** Takes the recording, or its playable copy; stays at the same place. */
  #open({ sourceUrl, playableUrl, cut }: PreviewPartsFragment): void {
    const [first, second] = this.media().map(({ nativeElement }) => nativeElement);
    if (!first || !second) return;
    const source = this.#refused.has(sourceUrl) && playableUrl ? playableUrl : sourceUrl;
    const at = this.#player?.positionMs ?? 0;
    const played = this.playing();
    // A cut without a seam needs no second element.
    if (!this.#isFresh(first, source)) {
      for (const media of cut.length > 1 ? [first, second] : [first]) media.src = source;
      this.#openedAt = Date.now();
    }
    this.#player?.pause();
    this.#player = new CutPlayer([first, second], cut);
    this.#player.seek(at);
    if (played) void this.play();
  }

  /** Each answer of the API signs the addresses anew; as long as the old one of the same object holds, it is kept. */
  #isFresh(media: HTMLVideoElement, source: string): boolean {
    const [held, wanted] = [media.src, source].map((url) => url.split('?')[0]);
    return held === wanted && !this.#refused.has(media.src) && Date.now() - this.#openedAt < FRESH_MS;
  }

  async #show(composition: Composition): Promise<void> {
    try {
      await this.libass().show(composition.ass, composition.fonts);
      if (this.composition() !== composition) return;
      this.#drawn.set(composition);
      this.paint();
    } catch (error) {
      this.problem.set(`The captions cannot be drawn: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** What stands still: drawn anew for each composition and size. */
  async #redraw(composition: Composition): Promise<void> {
    this.paint();
    const size = this.#drawingSize();
    if (!composition.still || !size) return;
    const [cover, lettering] = await Promise.all([this.#loadCover(), this.libass().sketch(composition.still.lettering, composition.fonts, 0, size)]);
    if (this.composition() !== composition) return lettering?.picture.close();
    const canvas = this.ground().nativeElement;
    Object.assign(canvas, size);
    const context = canvas.getContext('2d');
    if (!context) return;
    drawGround(context, composition.still, cover);
    if (lettering) context.drawImage(lettering.picture, lettering.place.x, lettering.place.y);
    lettering?.picture.close();
  }

  #paintCopy(player: CutPlayer): void {
    const canvas = this.copy()?.nativeElement;
    const media = this.media()[player.active]?.nativeElement;
    if (!canvas || !media || media.readyState < media.HAVE_CURRENT_DATA || !media.videoWidth) return;
    const { width, height } = this.frame();
    const size = { width: Math.round(width / COPY_SCALE), height: Math.round(height / COPY_SCALE) };
    const [wide, high] = [size.width + 2 * COPY_MARGIN, size.height + 2 * COPY_MARGIN];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    const scale = Math.max(size.width / media.videoWidth, size.height / media.videoHeight);
    const crop = { width: size.width / scale, height: size.height / scale };
    const from = [(media.videoWidth - crop.width) / 2, (media.videoHeight - crop.height) / 2, crop.width, crop.height] as const;
    const context = canvas.getContext('2d');
    context?.drawImage(media, ...from, 0, 0, wide, high);
    context?.drawImage(media, ...from, COPY_MARGIN, COPY_MARGIN, size.width, size.height);
  }

  /** In the screen's own pixels, as many as the finished video has at most. */
  #drawingSize(): Size | null {
    const { width, height } = this.frame();
    const wanted = Math.min(Math.round(this.#stageWidth() * devicePixelRatio), width);
    return wanted > 0 ? { width: wanted, height: Math.round((wanted * height) / width) } : null;
  }

  #loadCover(): Promise<ImageBitmap | null> {
    const { coverUrl } = this.parts();
    this.#cover ??= coverUrl ? fetch(coverUrl).then(async (response) => (response.ok ? createImageBitmap(await response.blob()) : null), () => null) : Promise.resolve(null);
    return this.#cover;
  }
}
