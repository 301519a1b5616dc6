import { ChangeDetectionStrategy, Component, input } from '@angular/core';

@Component({
  selector: 'app-studio-page',
  template: '',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StudioPage {
  /** Of the reel; from the address. */
  readonly id = input.required<string>();
}
