import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { SentenceFragment } from '../../../core/api/generated/operations';

/** Mends one sentence in its place: its words, and who says it. Enter keeps the change, Escape drops it. */
@Component({
  selector: 'app-sentence-editor',
  template: `
    <textarea
      #area
      class="input"
      rows="1"
      aria-label="The words of this sentence"
      [value]="sentence().text"
      (input)="text.set(area.value)"
      (keydown.enter)="$event.preventDefault(); save()"
      (keydown.escape)="$event.stopPropagation(); cancelled.emit()"
    ></textarea>
    <div class="row small">
      @if (speakers().length) {
        <select class="input" aria-label="Who says it" (change)="speaker.set($any($event.target).value || null)">
          @if (sentence().speaker === null) {
            <option value="" selected>Nobody named</option>
          }
          @for (name of speakers(); track name) {
            <option [value]="name" [selected]="speaker() === name">{{ name }}</option>
          }
        </select>
      }
      <button class="button small primary" type="button" (click)="save()">
        {{ text().trim() ? 'Keep' : 'Remove the sentence' }} <kbd>Enter</kbd>
      </button>
      <button class="button small quiet" type="button" (click)="cancelled.emit()">Cancel <kbd>Esc</kbd></button>
    </div>
    @if (failure(); as failure) {
      <p class="bad small" role="alert">{{ failure }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      margin-block: var(--space-2);
      padding: var(--space-3);
      border: 1px solid var(--accent-text);
      border-radius: var(--radius-md);
      background: var(--panel);
    }

    textarea.input {
      field-sizing: content;
      min-height: 2.75rem;
      font: inherit;
      resize: none;
    }

    .row {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }

    select {
      width: auto;
      min-height: 2rem;
      max-width: 14rem;
    }

    .primary kbd {
      color: inherit;
      border-color: currentColor;
    }

    .bad {
      color: var(--bad);
    }
  `,
  host: { '(click)': '$event.stopPropagation()', '(dblclick)': '$event.stopPropagation()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SentenceEditor {
  readonly sentence = input.required<SentenceFragment>();
  readonly speakers = input.required<readonly string[]>();
  /** What is selected in the text at first: the word that was meant. */
  readonly selection = input.required<{ start: number; end: number }>();
  readonly failure = input<string | null>(null);
  readonly saved = output<{ text: string; speaker: string | null }>();
  readonly cancelled = output();

  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');
  // A transcript that is read again gives new objects: only where they say something else is what was typed given up.
  readonly #text = computed(() => this.sentence().text);
  readonly #speaker = computed(() => this.sentence().speaker);
  protected readonly text = linkedSignal(() => this.#text());
  protected readonly speaker = linkedSignal(() => this.#speaker());

  constructor() {
    afterNextRender(() => {
      const area = this.area().nativeElement;
      const { start, end } = this.selection();
      area.focus();
      if (end > start) area.setSelectionRange(start, end);
      else area.setSelectionRange(area.value.length, area.value.length);
    });
  }

  protected save(): void {
    this.saved.emit({ text: this.text().trim().replace(/\s+/g, ' '), speaker: this.speaker() });
  }
}
