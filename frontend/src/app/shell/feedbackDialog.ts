import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { DialogRef } from '@angular/cdk/dialog';
import { Router } from '@angular/router';
import { ApiClient } from '../core/api/client';
import { expectMember, told } from '../core/api/failures';
import type { Told } from '../core/api/failures';
import { SendFeedbackDocument } from '../core/api/generated/operations';
import { Session } from '../core/session/session';
import { Toasts } from '../core/toasts/toasts';
import { DialogFrame } from '../shared/dialogFrame';
import { Field } from '../shared/field';
import { pageState } from './pageState';

/** The feedback form: a message, an address to answer to, and the page's state if the person agrees. */
@Component({
  selector: 'app-feedback-dialog',
  imports: [DialogFrame, Field],
  template: `
    <app-dialog-frame heading="Feedback" headingId="feedback-heading">
      <form (submit)="$event.preventDefault(); send()">
        <app-field
          label="What should we know?"
          for="feedback-message"
          [error]="message().trim() || !tried() ? null : 'Write a few words first.'"
        >
          <textarea
            class="input"
            id="feedback-message"
            cdkFocusInitial
            required
            maxlength="5000"
            [value]="message()"
            (input)="message.set($any($event.target).value)"
          ></textarea>
        </app-field>
        <app-field label="Where to answer (an e-mail address)" for="feedback-reply">
          <input
            class="input"
            id="feedback-reply"
            type="email"
            autocomplete="email"
            [value]="replyTo()"
            (input)="replyTo.set($any($event.target).value)"
          />
        </app-field>
        <label class="agree">
          <input type="checkbox" [checked]="agreed()" (change)="agreed.set($any($event.target).checked)" />
          <span>Send the state of this page too: its address, the window's size and the version. No media, no text.</span>
        </label>
        @if (failure(); as failure) {
          <p class="notice bad" role="alert">{{ failure.message }} {{ failure.nextStep }}</p>
        }
        <button class="button primary" type="submit" [disabled]="sending()">{{ sending() ? 'Sending …' : 'Send' }}</button>
      </form>
    </app-dialog-frame>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
    }

    .agree {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: var(--space-3);
    }

    .button {
      justify-self: start;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FeedbackDialog {
  readonly #api = inject(ApiClient);
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #toasts = inject(Toasts);
  readonly #dialog = inject(DialogRef);

  protected readonly message = signal('');
  protected readonly replyTo = signal(this.#session.account()?.email ?? '');
  protected readonly agreed = signal(false);
  protected readonly tried = signal(false);
  protected readonly sending = signal(false);
  protected readonly failure = signal<Told | null>(null);

  protected async send(): Promise<void> {
    this.tried.set(true);
    if (!this.message().trim() || this.sending()) return;
    this.sending.set(true);
    this.failure.set(null);
    try {
      const state = this.agreed() ? pageState(this.#router.url, this.#session.about()?.version) : null;
      const input = {
        message: this.message().trim(),
        replyTo: this.replyTo().trim() || null,
        page: this.agreed() ? this.#router.url : null,
        state,
      };
      const { sendFeedback } = await this.#api.request(SendFeedbackDocument, { input });
      expectMember(sendFeedback, 'Feedback');
      this.#toasts.good('Thank you. It has arrived.');
      this.#dialog.close();
    } catch (error) {
      this.failure.set(told(error));
    } finally {
      this.sending.set(false);
    }
  }
}
