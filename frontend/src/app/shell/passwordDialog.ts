import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { DialogRef } from '@angular/cdk/dialog';
import { Session } from '../core/session/session';
import { Toasts } from '../core/toasts/toasts';
import { DialogFrame } from '../shared/dialogFrame';
import { Field } from '../shared/field';
import { FormFailure } from '../shared/formFailure';

/** Another password for whoever is signed in. */
@Component({
  selector: 'app-password-dialog',
  imports: [DialogFrame, Field],
  template: `
    <app-dialog-frame heading="Change your password" headingId="password-heading">
      <form (submit)="$event.preventDefault(); save()">
        <!-- Tells password managers whose password it is. -->
        <input type="email" autocomplete="username" hidden readonly [value]="session.account()?.email ?? ''" />
        <app-field label="Current password" for="current-password" [error]="failure.of('currentPassword')">
          <input
            class="input"
            id="current-password"
            type="password"
            autocomplete="current-password"
            cdkFocusInitial
            required
            [value]="currentPassword()"
            (input)="currentPassword.set($any($event.target).value)"
          />
        </app-field>
        <app-field label="New password" for="new-password" hint="10 characters or more." [error]="failure.of('newPassword')">
          <input
            class="input"
            id="new-password"
            type="password"
            autocomplete="new-password"
            required
            minlength="10"
            [value]="newPassword()"
            (input)="newPassword.set($any($event.target).value)"
          />
        </app-field>
        @if (failure.general(); as text) {
          <p class="notice bad" role="alert">{{ text }}</p>
        }
        <p class="mute small">Your other browsers are signed out then; this one stays.</p>
        <button class="button primary" type="submit" [disabled]="busy()">
          {{ busy() ? 'Saving …' : 'Change the password' }}
        </button>
      </form>
    </app-dialog-frame>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
    }

    .button {
      justify-self: start;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordDialog {
  readonly #toasts = inject(Toasts);
  readonly #dialog = inject(DialogRef);
  protected readonly session = inject(Session);

  protected readonly currentPassword = signal('');
  protected readonly newPassword = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = new FormFailure(['currentPassword', 'newPassword']);

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.clear();
    try {
      await this.session.changePassword({ currentPassword: this.currentPassword(), newPassword: this.newPassword() });
      this.#toasts.good('Your password is changed. Your other browsers are signed out.');
      this.#dialog.close();
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}
