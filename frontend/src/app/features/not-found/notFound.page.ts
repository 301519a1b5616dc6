import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Empty } from '../../shared/empty';

@Component({
  selector: 'app-not-found-page',
  imports: [RouterLink, Empty],
  template: `<app-empty heading="There is no such page."
    ><p>It may have been deleted.</p>
    <a class="button primary" routerLink="/">Go to your projects</a></app-empty
  >`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {}
