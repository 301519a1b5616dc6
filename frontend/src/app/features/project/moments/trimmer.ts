import { ChangeDetectionStrategy, Component, computed, effect, input, output, signal, untracked, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { clock } from '../../../core/format/format';
import type { HighlightCardFragment, SentenceFragment } from '../../../core/api/generated/operations';
import type { Envelope } from '../player/bars';
import { Waveform } from '../player/waveform';
import { moveEdge, snap, snapPoints, step, warningsFor } from './snap';
import type { Edge, Span } from './snap';

/** So much of the recording is shown on each side of the moment. */
const AROUND_MS = 12_000;
const FINE_MS = 100;
/** After the last key press the new edges are told. */
const SETTLE_MS = 700;

/** The edges of one moment on the waveform around it. They snap to sentences and rests; what they break is told while they are moved. */
@Component({
  selector: 'app-trimmer',
  imports: [Waveform],
  templateUrl: './trimmer.html',
  styleUrl: './trimmer.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Trimmer {
  readonly moment = input.required<HighlightCardFragment>();
  readonly sentences = input.required<readonly SentenceFragment[]>();
  readonly peaks = input.required<Envelope>();
  readonly durationMs = input.required<number>();
  /** What was asked for, in milliseconds. */
  readonly bounds = input.required<{ minMs: number; maxMs: number }>();
  readonly ms = input.required<number>();
  /** Edges that were let go at a new place. */
  readonly moved = output<Span>();
  readonly seek = output<number>();

  private readonly track = viewChild.required<ElementRef<HTMLElement>>('track');
  protected readonly edges: readonly Edge[] = ['start', 'end'];
  protected readonly span = signal<Span>({ startMs: 0, endMs: 0 });
  /** What is shown: kept while edges move, so that nothing slips away under the pointer. */
  protected readonly window = signal<Span>({ startMs: 0, endMs: 1 });
  protected readonly snapped = signal<Edge | null>(null);
  readonly #points = computed(() => ({ start: snapPoints(this.sentences(), 'start'), end: snapPoints(this.sentences(), 'end') }));
  #settle: ReturnType<typeof setTimeout> | undefined;

  protected readonly warnings = computed(() => warningsFor(this.span(), this.sentences(), this.bounds()));
  protected readonly length = computed(() => `${((this.span().endMs - this.span().startMs) / 1000).toFixed(1)} s`);
  protected readonly marks = computed(() => [{ id: 'span', ...this.span(), tone: 'selected' as const }]);
  /** The first and the last words, so that ears are not needed to see what an edge takes in. */
  protected readonly words = computed(() => {
    const { startMs, endMs } = this.span();
    const words = this.sentences()
      .filter((sentence) => sentence.endMs > startMs && sentence.startMs < endMs)
      .flatMap((sentence) => sentence.words)
      .filter((word) => word.startMs >= startMs && word.endMs <= endMs)
      .map(({ text }) => text);
    return { first: words.slice(0, 6).join(' '), last: words.slice(-6).join(' ') };
  });

  constructor() {
    effect(() => {
      const { startMs, endMs } = this.moment();
      untracked(() => {
        this.span.set({ startMs, endMs });
        this.window.set({ startMs: Math.max(0, startMs - AROUND_MS), endMs: Math.min(this.durationMs(), endMs + AROUND_MS) });
      });
    });
  }

  protected at(edge: Edge): number {
    return edge === 'start' ? this.span().startMs : this.span().endMs;
  }

  /** Per cent of the window. */
  protected place(ms: number): number {
    const { startMs, endMs } = this.window();
    return (100 * (ms - startMs)) / (endMs - startMs);
  }

  protected describe(edge: Edge): string {
    const place = clock(this.at(edge));
    const warning = this.warnings().find(({ rule }) => rule === (edge === 'start' ? 'startsAtSentence' : 'endsAtSentence'));
    return warning ? `${place}. ${warning.text}` : place;
  }

  protected press(event: PointerEvent): void {
    if (event.button === 0) (event.target as HTMLElement).setPointerCapture(event.pointerId);
  }

  protected drag(edge: Edge, event: PointerEvent): void {
    if (!(event.target as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.track().nativeElement.getBoundingClientRect();
    const { startMs, endMs } = this.window();
    const msPerPx = (endMs - startMs) / width;
    const ms = startMs + (event.clientX - left) * msPerPx;
    // Held with Alt, an edge goes where the hand goes.
    const point = event.altKey ? null : snap(ms, this.#points()[edge], msPerPx);
    this.snapped.set(point ? edge : null);
    this.span.set(moveEdge(this.span(), edge, point?.ms ?? ms, this.durationMs()));
  }

  protected release(): void {
    this.snapped.set(null);
    this.#tell();
  }

  protected key(edge: Edge, event: KeyboardEvent): void {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] as -1 | 1 | undefined;
    if (!direction) return;
    event.preventDefault();
    const to = event.shiftKey ? this.at(edge) + direction * FINE_MS : step(this.at(edge), this.#points()[edge], direction);
    if (to === null) return;
    this.span.set(moveEdge(this.span(), edge, to, this.durationMs()));
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#tell(), SETTLE_MS);
  }

  #tell(): void {
    const { startMs, endMs } = this.span();
    const moment = this.moment();
    if (startMs !== moment.startMs || endMs !== moment.endMs) this.moved.emit({ startMs, endMs });
  }
}
