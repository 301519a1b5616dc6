import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { clock } from '../../../core/format/format';
import type { SentenceFragment } from '../../../core/api/generated/operations';
import { Shortcuts } from '../../../core/shortcuts/shortcuts';
import { injectHandScroll } from '../../../shared/handScroll';
import type { Match } from './find';
import { pointAt, rangeOf, selectionIn, showHighlight } from './dom';
import { carryOver, openSentence } from './mending';
import type { Mending } from './mending';
import { toStretch, toWholeSentences, wordStart } from './selection';
import type { Stretch } from './selection';
import { SentenceEditor } from './sentenceEditor';
import { toTurns } from './turns';
import { saidAt, wordAtOffset, wordRanges } from './words';

export interface SentenceChange {
  /** Its place in the transcript. */
  index: number;
  text?: string;
  speaker?: string | null;
}

/** A stretch of the recording whose sentences are tinted: a moment. */
export interface Tint {
  startMs: number;
  endMs: number;
  selected: boolean;
}

/**
 * The transcript as text: one element for each sentence, however long the episode. Words are found by their place in the text,
 * and lit by the browser's custom highlights, which change no element. A list box for the keyboard: arrows go from sentence to
 * sentence, Shift selects, Enter plays, E mends.
 */
@Component({
  selector: 'app-transcript-view',
  imports: [SentenceEditor],
  templateUrl: './transcriptView.html',
  styleUrl: './transcriptView.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TranscriptView {
  readonly sentences = input.required<readonly SentenceFragment[]>();
  readonly speakers = input.required<readonly string[]>();
  readonly ms = input.required<number>();
  readonly playing = input(false);
  readonly tints = input<readonly Tint[]>([]);
  readonly matches = input<readonly Match[]>([]);
  /** Place in the matches of the one that is looked at. */
  readonly match = input(0);
  /** While it is still being made, it can be read and played only. */
  readonly editable = input(true);
  /** Why the last change was not accepted; keeps the editor open. */
  readonly editFailure = input<string | null>(null);
  readonly playFrom = output<number>();
  /** A sentence is opened to be mended; the first of the two clicks has begun to play it. */
  readonly mending = output();
  readonly edited = output<SentenceChange>();
  readonly stretched = output<Stretch | null>();

  private readonly text = viewChild.required<ElementRef<HTMLElement>>('text');
  protected readonly turns = computed(() => toTurns(this.sentences()));
  protected readonly voices = computed(() => new Map(this.speakers().map((name, index) => [name, `voice-${(index % 5) + 1}`])));
  /** It goes with its sentence when the transcript is read anew. */
  protected readonly editing = linkedSignal<readonly SentenceFragment[], Mending | null>({
    source: this.sentences,
    computation: (sentences, previous) => (previous?.value ? carryOver(previous.value, sentences) : null),
  });
  /** Place of the sentence that the Tab key comes to. */
  protected readonly current = signal(0);
  readonly #anchor = signal<number | null>(null);
  readonly #isHandScrolled = injectHandScroll();
  protected readonly clock = clock;

  readonly #said = computed(() => saidAt(this.sentences(), this.ms()), {
    equal: (a, b) => a?.sentence === b?.sentence && a?.word === b?.word,
  });
  readonly #tinted = computed(() =>
    this.sentences().map(
      ({ startMs, endMs }) => this.tints().findLast((tint) => startMs < tint.endMs && endMs > tint.startMs) ?? null,
    ),
  );

  constructor() {
    inject(Shortcuts).register({
      title: 'Transcript',
      shortcuts: [
        { key: 'e', label: 'Mend the sentence', run: () => this.#edit(this.current()) },
        { key: 'Enter', label: 'Play from the sentence', run: () => this.#playSentence(this.current()) },
      ],
    });
    const onSelection = (): void => this.#tellSelection();
    document.addEventListener('selectionchange', onSelection);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('selectionchange', onSelection);
      for (const name of ['said', 'found', 'found-now'] as const) showHighlight(name, []);
    });
    effect(() => this.#light());
    effect(() => this.#showMatches());
  }

  protected tint(index: number): 'tinted' | 'tinted chosen' | '' {
    const tint = this.#tinted()[index];
    return !tint ? '' : tint.selected ? 'tinted chosen' : 'tinted';
  }

  protected click(event: MouseEvent): void {
    // A drag selects; it does not play.
    if (event.detail > 1 || !window.getSelection()?.isCollapsed) return;
    const point = pointAt(this.text().nativeElement, event.clientX, event.clientY);
    if (!point) return;
    this.current.set(point.sentence);
    const ms = wordStart(this.sentences(), point);
    if (ms !== null) this.playFrom.emit(ms);
  }

  protected doubleClick(event: MouseEvent): void {
    const point = pointAt(this.text().nativeElement, event.clientX, event.clientY);
    const sentence = point && this.sentences()[point.sentence];
    if (!point || !sentence || !this.editable()) return;
    const word = wordRanges(sentence)[wordAtOffset(sentence, point.offset)];
    this.mending.emit();
    this.editing.set(openSentence(sentence, point.sentence, word ?? undefined));
  }

  protected key(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget && !(event.target as HTMLElement).matches('[data-sentence]')) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.sentences().length - 1;
    const places: Record<string, number> = {
      ArrowUp: this.current() - 1,
      ArrowLeft: this.current() - 1,
      ArrowDown: this.current() + 1,
      ArrowRight: this.current() + 1,
      Home: 0,
      End: last,
    };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(last, to));
    if (event.shiftKey) this.#anchor.update((anchor) => anchor ?? this.current());
    else this.#anchor.set(null);
    this.current.set(next);
    const element = this.#element(next);
    element?.focus();
    const anchor = this.#anchor();
    if (anchor === null) window.getSelection()?.removeAllRanges();
    else this.#selectSentences(Math.min(anchor, next), Math.max(anchor, next));
  }

  protected type(typed: Partial<Pick<Mending, 'text' | 'speaker'>>): void {
    this.editing.update((mending) => mending && { ...mending, ...typed });
  }

  /** Asks for what is another than it was; the rest stays as somebody else may have made it meanwhile. */
  protected save({ was, place, text, speaker }: Mending): void {
    const typed = text.trim().replace(/\s+/g, ' ');
    const change = { ...(typed !== was.text && { text: typed }), ...(speaker !== undefined && speaker !== was.speaker && { speaker }) };
    if (Object.keys(change).length === 0) this.close();
    else this.edited.emit({ index: place, ...change });
  }

  /** Ends mending, whatever became of it. */
  close(): void {
    const place = this.editing()?.place;
    this.editing.set(null);
    if (place !== undefined) setTimeout(() => this.#element(Math.min(place, this.sentences().length - 1))?.focus({ preventScroll: true }));
  }

  /** Brings a time into view. */
  reveal(ms: number): void {
    const index = this.sentences().findLastIndex(({ startMs }) => startMs <= ms);
    this.#element(Math.max(0, index))?.scrollIntoView({ block: 'center' });
  }

  #edit(index: number): void {
    const sentence = this.sentences()[index];
    if (this.editable() && sentence) this.editing.set(openSentence(sentence, index));
  }

  #playSentence(index: number): void {
    const sentence = this.sentences()[index];
    if (sentence) this.playFrom.emit(sentence.startMs);
  }

  #element(index: number): HTMLElement | null {
    return this.text().nativeElement.querySelector(`[data-sentence="${index}"]`);
  }

  #selectSentences(first: number, last: number): void {
    const [from, to] = [this.#element(first), this.#element(last)];
    if (!from || !to) return;
    window.getSelection()?.setBaseAndExtent(from, 0, to, to.childNodes.length);
    this.stretched.emit(toWholeSentences(this.sentences(), { first, last }));
  }

  #tellSelection(): void {
    const points = selectionIn(this.text().nativeElement);
    if (points === 'elsewhere') return;
    this.stretched.emit(points && toStretch(this.sentences(), points.anchor, points.focus));
  }

  /** Lights the word being said, and keeps it in view while it is played. */
  #light(): void {
    const said = this.#said();
    this.turns();
    if (!said) return showHighlight('said', []);
    // The elements of new sentences are there after this round.
    queueMicrotask(() => {
      const element = this.#element(said.sentence);
      const sentence = this.sentences()[said.sentence];
      const place = sentence && wordRanges(sentence)[said.word];
      showHighlight('said', element && place ? [rangeOf(element, place)] : []);
      const isLeft = this.editing() === null && !this.#isHandScrolled();
      if (element && isLeft && untracked(this.playing)) keepInView(element);
    });
  }

  #showMatches(): void {
    const [matches, match] = [this.matches(), this.match()];
    this.turns();
    queueMicrotask(() => {
      const range = (found: Match): Range[] => {
        const element = this.#element(found.sentence);
        return element ? [rangeOf(element, found)] : [];
      };
      const now = matches[match];
      showHighlight('found', matches.flatMap(range));
      showHighlight('found-now', now ? range(now) : []);
      if (now) this.#element(now.sentence)?.scrollIntoView({ block: 'center' });
    });
  }
}

/** Scrolls only when the element has left the middle of the window, and never while something is selected. */
function keepInView(element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  if (!window.getSelection()?.isCollapsed) return;
  if (top < innerHeight * 0.3 || bottom > innerHeight * 0.85) element.scrollIntoView({ block: 'center' });
}
