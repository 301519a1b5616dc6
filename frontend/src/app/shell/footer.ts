import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '../core/session/session';
import { FeedbackOpener } from './feedbackOpener';

@Component({
  selector: 'app-footer',
  imports: [RouterLink],
  template: `
    <footer class="small mute">
      <span>Podcast to Reels{{ version() }}</span>
      @if (session.signedIn()) {
        <button class="link" type="button" (click)="feedback.open()">Feedback</button>
      }
      @if (session.about()?.supportAddress; as address) {
        <a [href]="support(address)">Support</a>
      }
      <a routerLink="/licences">Licences</a>
    </footer>
  `,
  styles: `
    footer {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-5);
      padding: var(--space-5);
      border-top: 1px solid var(--line);
    }

    span {
      margin-right: auto;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Footer {
  protected readonly session = inject(Session);
  protected readonly feedback = inject(FeedbackOpener);

  protected readonly version = (): string => {
    const version = this.session.about()?.version;
    return version ? ` ${version}` : '';
  };

  /** The support address may be a page or an e-mail address. */
  protected readonly support = (address: string): string => (/^https?:/.test(address) ? address : `mailto:${address}`);
}
