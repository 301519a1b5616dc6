import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { clock } from '../../../core/format/format';
import { barsOf } from './bars';
import type { Envelope } from './bars';

/** A stretch of the recording that is marked on the waveform. */
export interface Mark {
  id: string;
  startMs: number;
  endMs: number;
  tone: 'selected' | 'kept' | 'rejected';
}

const BAR_PX = 3;
const GAP_PX = 2;

/**
 * The waveform of a stretch of the recording, drawn from the stored peaks: what was played bright, marks in colour. It is a slider
 * of the place in the recording: click or drag to move, arrow keys for five seconds.
 */
@Component({
  selector: 'app-waveform',
  template: '<canvas #canvas aria-hidden="true"></canvas>',
  styles: `
    :host {
      display: block;
      position: relative;
      height: 4.5rem;
      cursor: pointer;
      touch-action: pan-y;
      border-radius: var(--radius-sm);
      --played: var(--accent);
      --unplayed: light-dark(#bdb4a4, #555b68);
      --marked: light-dark(#e2a07c, #a4633f);
      --rejected: light-dark(#d9d2c6, #343943);
    }

    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `,
  host: {
    role: 'slider',
    tabindex: '0',
    '[attr.aria-label]': 'label()',
    'aria-valuemin': '0',
    '[attr.aria-valuemax]': 'seconds(endMs())',
    '[attr.aria-valuenow]': 'seconds(ms())',
    '[attr.aria-valuetext]': 'text()',
    '(pointerdown)': 'press($event)',
    '(pointermove)': 'drag($event)',
    '(keydown)': 'key($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Waveform {
  readonly peaks = input.required<Envelope>();
  readonly startMs = input(0);
  readonly endMs = input.required<number>();
  /** Where it is played, from the start of the recording. */
  readonly ms = input.required<number>();
  readonly marks = input<readonly Mark[]>([]);
  readonly label = input('Place in the recording');
  readonly seek = output<number>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  readonly #width = signal(0);
  readonly #height = signal(0);
  readonly #theme = signal(0);

  protected readonly text = computed(() => `${clock(this.ms())} of ${clock(this.endMs())}`);
  readonly #bars = computed(() =>
    barsOf(this.peaks(), this.startMs(), this.endMs(), Math.max(1, Math.floor(this.#width() / (BAR_PX + GAP_PX)))),
  );

  constructor() {
    const resized = new ResizeObserver(([entry]) => {
      this.#width.set(Math.round(entry?.contentRect.width ?? 0));
      this.#height.set(Math.round(entry?.contentRect.height ?? 0));
    });
    resized.observe(this.#host.nativeElement);
    const themed = new MutationObserver(() => this.#theme.update((count) => count + 1));
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const changed = (): void => this.#theme.update((count) => count + 1);
    dark.addEventListener('change', changed);
    inject(DestroyRef).onDestroy(() => {
      resized.disconnect();
      themed.disconnect();
      dark.removeEventListener('change', changed);
    });
    effect(() => this.#draw());
  }

  protected seconds(ms: number): number {
    return Math.round(ms / 1000);
  }

  protected press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#host.nativeElement.setPointerCapture(event.pointerId);
    this.seek.emit(this.#msAt(event));
  }

  protected drag(event: PointerEvent): void {
    if (this.#host.nativeElement.hasPointerCapture(event.pointerId)) this.seek.emit(this.#msAt(event));
  }

  protected key(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: -5_000,
      ArrowDown: -5_000,
      ArrowRight: 5_000,
      ArrowUp: 5_000,
      PageUp: 30_000,
      PageDown: -30_000,
    };
    const places: Record<string, number> = { Home: this.startMs(), End: this.endMs() };
    const to = places[event.key] ?? (event.key in steps ? this.ms() + (steps[event.key] ?? 0) : null);
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.seek.emit(Math.max(this.startMs(), Math.min(this.endMs(), to)));
  }

  #msAt({ clientX }: PointerEvent): number {
    const { left, width } = this.#host.nativeElement.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (clientX - left) / width));
    return Math.round(this.startMs() + share * (this.endMs() - this.startMs()));
  }

  #draw(): void {
    const [width, height, bars] = [this.#width(), this.#height(), this.#bars()];
    this.#theme();
    const canvas = this.canvas().nativeElement;
    const context = canvas.getContext('2d');
    if (!context || width === 0) return;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const paint = this.#colours();
    const perPx = (this.endMs() - this.startMs()) / width;
    const playedPx = (this.ms() - this.startMs()) / perPx;
    for (const [index, value] of bars.entries()) {
      const x = index * (BAR_PX + GAP_PX);
      const tall = Math.max(BAR_PX, value * (height - 4));
      const at = this.startMs() + (x + BAR_PX / 2) * perPx;
      const tone = this.marks().find(({ startMs, endMs }) => at >= startMs && at < endMs)?.tone;
      context.fillStyle =
        tone === 'selected'
          ? paint.played
          : tone === 'kept'
            ? paint.marked
            : tone === 'rejected'
              ? paint.rejected
              : paint.unplayed;
      context.beginPath();
      context.roundRect(x, (height - tall) / 2, BAR_PX, tall, BAR_PX / 2);
      context.fill();
    }
    context.fillStyle = paint.cursor;
    context.fillRect(Math.max(0, Math.min(width - 2, playedPx - 1)), 0, 2, height);
  }

  /** The tokens, as the canvas needs them: resolved for the theme. */
  #colours(): Record<'played' | 'unplayed' | 'marked' | 'rejected' | 'cursor', string> {
    const probe = document.createElement('i');
    this.#host.nativeElement.append(probe);
    const resolve = (token: string): string => {
      probe.style.color = `var(${token})`;
      return getComputedStyle(probe).color;
    };
    const colours = {
      played: resolve('--played'),
      unplayed: resolve('--unplayed'),
      marked: resolve('--marked'),
      rejected: resolve('--rejected'),
      cursor: resolve('--text'),
    };
    probe.remove();
    return colours;
  }
}
