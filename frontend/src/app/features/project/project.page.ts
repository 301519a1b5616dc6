import { ChangeDetectionStrategy, Component, input } from '@angular/core';

@Component({
  selector: 'app-project-page',
  template: '{{ id() }}',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProjectPage {
  /** From the address. */
  readonly id = input.required<string>();
}
