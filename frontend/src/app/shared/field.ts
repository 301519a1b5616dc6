import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A label, the control put inside, and below it a hint or what is wrong. */
@Component({
  selector: 'app-field',
  template: `
    <label [for]="for()">{{ label() }}</label>
    <ng-content />
    @if (error(); as error) {
      <p class="error small" role="alert" [id]="for() + '-error'">{{ error }}</p>
    } @else if (hint(); as hint) {
      <p class="mute small">{{ hint }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-1);
    }

    label {
      font-weight: 600;
      font-size: var(--size-sm);
    }

    .error {
      color: var(--bad);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Field {
  readonly label = input.required<string>();
  /** The id of the control. */
  readonly for = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly error = input<string | null>(null);
}
