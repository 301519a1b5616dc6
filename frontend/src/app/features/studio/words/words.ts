import { ChangeDetectionStrategy, Component, ElementRef, Injector, afterNextRender, computed, effect, inject, input, linkedSignal, output, untracked, viewChild } from '@angular/core';
import { told } from '../../../core/api/failures';
import type { Told } from '../../../core/api/failures';
import type { SentenceFragment } from '../../../core/api/generated/operations';
import { followSentence } from '../../../core/transcript/followSentence';
import { injectHandScroll } from '../../../shared/handScroll';
import { StudioStore } from '../studioStore';
import { ReelWords } from './reelWords';
import { wordAt } from './wordAt';

/** A sentence that is being mended. */
interface Mending {
  /** As much of it as the reel keeps, at the times of the recording. */
  spoken: SentenceFragment;
  /** Its place among the reel's sentences; null when it was taken out elsewhere. */
  place: number | null;
  /** As the transcript has it, whole; null until it is read. */
  was: SentenceFragment | null;
  text: string;
  failure: Told | null;
  busy: boolean;
}

/** What is said in the reel. A click on a word leads there; a sentence is mended in its place, in the transcript of the episode. */
@Component({
  selector: 'app-words',
  templateUrl: './words.html',
  styleUrl: './words.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Words {
  readonly sentences = input.required<readonly SentenceFragment[]>();
  /** On the reel's clock. */
  readonly positionMs = input.required<number>();
  readonly playing = input(false);
  readonly seek = output<number>();

  readonly #store = inject(StudioStore);
  readonly #words = inject(ReelWords);
  /** It goes with its sentence when the words are read anew. */
  protected readonly mending = linkedSignal<readonly SentenceFragment[], Mending | null>({
    source: this.#words.spoken,
    computation: (sentences, previous) => (previous?.value ? carryOver(previous.value, sentences) : null),
  });
  /** The place of the word being said, as "sentence:word". */
  protected readonly said = computed(() => wordAt(this.sentences(), this.positionMs()));
  /** As the reel's captions see it: whose words they are is told where it changes. */
  protected readonly rows = computed(() => this.sentences().map((sentence, at, all) => ({ ...sentence, names: sentence.speaker !== null && sentence.speaker !== all[at - 1]?.speaker })));

  readonly #injector = inject(Injector);
  readonly #isHandScrolled = injectHandScroll();
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #saidPlace = computed(() => Number(this.said().split(':')[0]));

  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');

  constructor() {
    effect(() => {
      const field = this.field()?.nativeElement;
      if (field) untracked(() => field.focus());
    });
    effect(() => {
      const place = this.#saidPlace();
      if (this.playing()) untracked(() => this.#follow(place));
    });
  }

  protected time(ms: number): string {
    return `${Math.floor(ms / 60_000)}:${(Math.floor(ms / 100) / 10 % 60).toFixed(1).padStart(4, '0')}`;
  }

  protected async begin(place: number): Promise<void> {
    const spoken = this.#words.spoken()[place];
    if (!spoken) return;
    this.mending.set({ spoken, place, was: null, text: spoken.text, failure: null, busy: true });
    const isThis = (): boolean => this.mending()?.spoken.startMs === spoken.startMs;
    try {
      const whole = await this.#words.wholeSentence(spoken);
      if (isThis()) this.#update({ was: whole, text: whole.text, busy: false });
    } catch (error) {
      if (isThis()) this.#update({ failure: told(error), busy: false });
    }
  }

  protected type(text: string): void {
    this.#update({ text });
  }

  protected async done(): Promise<void> {
    const mending = this.mending();
    if (!mending?.was || mending.busy) return;
    const text = mending.text.trim();
    if (text === mending.was.text) return this.leave();
    this.#update({ busy: true, failure: null });
    try {
      await this.#store.mend(mending.was, text);
      this.leave();
    } catch (error) {
      this.#update({ busy: false, failure: told(error) });
      if (told(error).code === 'STALE_SENTENCE') await this.#readAgain();
    }
  }

  protected leave(): void {
    const place = this.mending()?.place;
    this.mending.set(null);
    // The focus goes back to where it came from.
    afterNextRender(() => document.getElementById(`mend-${place}`)?.focus(), { injector: this.#injector });
  }

  protected keyed(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void this.done();
    }
  }

  /** Keeps the sentence that is said in view, where the words have a column of their own and nobody is busy in it. */
  #follow(place: number): void {
    const [row, column] = [this.#host.querySelectorAll('li')[place], this.#host.closest<HTMLElement>('.side')];
    if (!row || !column || this.mending() || this.#isHandScrolled()) return;
    const [{ top, bottom }, view] = [row.getBoundingClientRect(), column.getBoundingClientRect()];
    const isSeen = top >= view.top + view.height * 0.1 && bottom <= view.bottom - view.height * 0.2;
    if (!isSeen) column.scrollTop += top - view.top - view.height * 0.3;
  }

  /** Whoever has been told what the sentence is now, and mends it again, means that one. */
  async #readAgain(): Promise<void> {
    const { spoken, place } = this.mending() ?? {};
    const was = spoken && place !== null ? await this.#words.wholeSentence(spoken).catch(() => null) : null;
    if (was) this.#update({ was });
  }

  #update(changes: Partial<Mending>): void {
    this.mending.update((mending) => mending && { ...mending, ...changes });
  }
}

function carryOver(mending: Mending, sentences: readonly SentenceFragment[]): Mending {
  const place = followSentence(mending.spoken, mending.place ?? 0, sentences);
  return { ...mending, place, spoken: sentences[place ?? -1] ?? mending.spoken };
}
