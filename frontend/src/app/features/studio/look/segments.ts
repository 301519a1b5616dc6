import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

let groups = 0;

/** One of a few, side by side: radio buttons that look like a strip. */
@Component({
  selector: 'app-segments',
  template: `
    <div role="radiogroup" [attr.aria-label]="label()">
      @for (option of options(); track option.value) {
        <label [class.chosen]="value() === option.value">
          <input class="cdk-visually-hidden" type="radio" [name]="group" [checked]="value() === option.value" (change)="value.set(option.value)" />
          {{ option.label }}
        </label>
      }
    </div>
  `,
  styles: `
    div {
      display: flex;
      border: 1px solid var(--edge);
      border-radius: var(--radius-md);
      overflow: hidden;
    }

    label {
      position: relative;
      flex: 1 1 auto;
      padding: 0.35rem 0.25rem;
      text-align: center;
      font-size: var(--size-sm);
      white-space: nowrap;
      cursor: pointer;
    }

    label:hover {
      background: var(--sunken);
    }

    label.chosen {
      background: var(--accent-soft);
      color: var(--accent-text);
      font-weight: 600;
    }

    label:focus-within {
      outline: 2px solid var(--accent-text);
      outline-offset: -2px;
      border-radius: var(--radius-md);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Segments<Value> {
  readonly label = input.required<string>();
  readonly options = input.required<readonly { value: Value; label: string }[]>();
  readonly value = model.required<Value>();
  protected readonly group = `segments-${groups++}`;
}
