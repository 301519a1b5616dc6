import { ChangeDetectionStrategy, Component, Injector, afterNextRender, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { told } from '../../../core/api/failures';
import type { Told } from '../../../core/api/failures';
import type { SentenceFragment } from '../../../core/api/generated/operations';
import { StudioStore } from '../studioStore';
import { wordAt } from './wordAt';

/** A sentence that is being mended: as the transcript has it, whole. */
interface Mending {
  index: number;
  was: string;
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
  readonly seek = output<number>();

  protected readonly store = inject(StudioStore);
  protected readonly mending = signal<Mending | null>(null);
  protected readonly text = signal('');
  /** The place of the word being said, as "sentence:word". */
  protected readonly said = computed(() => wordAt(this.sentences(), this.positionMs()));
  /** As the reel's captions see it: whose words they are is told where it changes. */
  protected readonly rows = computed(() => this.sentences().map((sentence, at, all) => ({ ...sentence, names: sentence.speaker !== null && sentence.speaker !== all[at - 1]?.speaker })));

  readonly #injector = inject(Injector);
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');

  constructor() {
    effect(() => {
      const field = this.field()?.nativeElement;
      if (field) untracked(() => field.focus());
    });
  }

  protected time(ms: number): string {
    return `${Math.floor(ms / 60_000)}:${(Math.floor(ms / 100) / 10 % 60).toFixed(1).padStart(4, '0')}`;
  }

  protected async begin(sentence: SentenceFragment): Promise<void> {
    // The reel may keep only a part of the sentence; the transcript has all of it.
    this.text.set(sentence.text);
    this.mending.set({ index: sentence.index, was: sentence.text, failure: null, busy: true });
    try {
      const whole = await this.store.sentence(sentence.index);
      this.text.set(whole);
      this.#update(sentence.index, { was: whole, busy: false });
    } catch (error) {
      this.#update(sentence.index, { failure: told(error), busy: false });
    }
  }

  protected async done(): Promise<void> {
    const mending = this.mending();
    if (!mending || mending.busy) return;
    const text = this.text().trim();
    if (text === mending.was) return this.leave();
    this.#update(mending.index, { busy: true, failure: null });
    try {
      await this.store.mend(mending.index, mending.was, text);
      this.leave();
    } catch (error) {
      this.#update(mending.index, { busy: false, failure: told(error) });
    }
  }

  protected leave(): void {
    const index = this.mending()?.index;
    this.mending.set(null);
    // The focus goes back to where it came from.
    afterNextRender(() => document.getElementById(`mend-${index}`)?.focus(), { injector: this.#injector });
  }

  protected keyed(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void this.done();
    }
  }

  #update(index: number, changes: Partial<Mending>): void {
    this.mending.update((mending) => (mending?.index === index ? { ...mending, ...changes } : mending));
  }
}
