import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';

/** Mends one sentence in its place: its words, and who says it. Enter keeps the change, Escape drops it. What is typed is held by the view. */
@Component({
  selector: 'app-sentence-editor',
  template: `
    <textarea
      #area
      class="input"
      rows="1"
      aria-label="The words of this sentence"
      [value]="text()"
      (input)="typed.emit({ text: area.value })"
      (keydown.enter)="$event.preventDefault(); saved.emit()"
      (keydown.escape)="$event.stopPropagation(); cancelled.emit()"
    ></textarea>
    <div class="row small">
      @if (speakers().length) {
        <select class="input" aria-label="Who says it" (change)="typed.emit({ speaker: $any($event.target).value || null })">
          @if (speaker() === null) {
            <option value="" selected>Nobody named</option>
          }
          @for (name of speakers(); track name) {
            <option [value]="name" [selected]="speaker() === name">{{ name }}</option>
          }
        </select>
      }
      <button class="button small primary" type="button" (click)="saved.emit()">
        {{ text().trim() ? 'Keep' : 'Remove the sentence' }} <kbd>Enter</kbd>
      </button>
      <button class="button small quiet" type="button" (click)="cancelled.emit()">Cancel <kbd>Esc</kbd></button>
    </div>
    @if (theirs(); as theirs) {
      <p class="small" role="alert">
        In another window it was changed to: “{{ theirs }}” {{ text().trim() ? '“Keep” puts yours in its place' : '“Remove” takes it out' }}, “Cancel” leaves it.
      </p>
    }
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
  readonly text = input.required<string>();
  readonly speaker = input.required<string | null>();
  readonly speakers = input.required<readonly string[]>();
  /** What is selected in the text at first: the word that was meant. */
  readonly selection = input.required<{ start: number; end: number }>();
  /** What the sentence became in another window, while something else was typed here. */
  readonly theirs = input<string | null>(null);
  readonly failure = input<string | null>(null);
  readonly typed = output<{ text: string } | { speaker: string | null }>();
  readonly saved = output();
  readonly cancelled = output();

  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');

  constructor() {
    afterNextRender(() => {
      const area = this.area().nativeElement;
      const { start, end } = this.selection();
      area.focus();
      if (end > start) area.setSelectionRange(start, end);
      else area.setSelectionRange(area.value.length, area.value.length);
    });
  }
}
