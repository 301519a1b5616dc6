import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

/** A colour of one's own, or the style's. */
@Component({
  selector: 'app-colour-choice',
  template: `
    <input #well type="color" [attr.aria-label]="label()" [value]="value() ?? fallback()" (input)="value.set(well.value)" />
    @if (value(); as colour) {
      <span class="mono">{{ colour }}</span>
      <button class="link small" type="button" [attr.aria-label]="label() + ': as the style has it'" (click)="value.set(null)">Clear</button>
    } @else {
      <span class="mute small">As the style has it</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-3);
    }

    input {
      width: 2.75rem;
      height: 2rem;
      padding: 2px;
      border: 1px solid var(--edge);
      border-radius: var(--radius-sm);
      background: none;
      cursor: pointer;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColourChoice {
  readonly label = input.required<string>();
  /** `#rrggbb`; null: the style's. */
  readonly value = model.required<string | null>();
  /** Shown in the well while there is none. */
  readonly fallback = input.required<string>();
}
