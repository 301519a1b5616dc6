import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The frame of the pages in front of the door: a sentence on what this is, and a form. */
@Component({
  selector: 'app-gate',
  template: `
    <div class="words">
      <h1>
        {{ heading() }}<br /><span class="mute">{{ second() }}</span>
      </h1>
      <p class="mute">{{ lead() }}</p>
    </div>
    <div class="card"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
      max-width: 27rem;
      margin: clamp(var(--space-6), 9vh, var(--space-8)) auto;
      padding-inline: var(--space-5);
    }

    .words {
      display: grid;
      gap: var(--space-3);
    }

    h1 {
      font-size: var(--size-3xl);
      line-height: 1.06;
    }

    .card {
      padding: var(--space-5);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Gate {
  readonly heading = input.required<string>();
  readonly second = input.required<string>();
  readonly lead = input.required<string>();
}
