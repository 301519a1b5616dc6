import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** What a page shows when it has nothing else to show: why, and what to do. */
@Component({
  selector: 'app-empty',
  template: `
    <h1>{{ heading() }}</h1>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      justify-items: start;
      max-width: 34rem;
      margin: var(--space-8) auto;
      padding-inline: var(--space-5);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Empty {
  readonly heading = input.required<string>();
}
