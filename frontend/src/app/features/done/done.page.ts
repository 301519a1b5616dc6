import { ChangeDetectionStrategy, Component, input } from '@angular/core';

@Component({
  selector: 'app-done-page',
  template: '',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DonePage {
  /** Of the reel; from the address. */
  readonly id = input.required<string>();
}
