import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Session } from '../../core/session/session';
import { Field } from '../../shared/field';
import { FormFailure } from '../../shared/formFailure';
import { Gate } from '../../shared/gate';

/** A forgotten password: whoever holds the one-time link sets another one. The link's token stays behind the #, out of every log. */
@Component({
  selector: 'app-new-password-page',
  imports: [Gate, Field],
  template: `
    <app-gate
      heading="A new password."
      second="Then you are in."
      lead="The link works once. Whoever is still signed in with the old password is signed out."
    >
      @if (token) {
        <form (submit)="$event.preventDefault(); save()">
          <app-field label="New password" for="password" hint="10 characters or more." [error]="failure.of('password')">
            <input
              class="input"
              id="password"
              type="password"
              autocomplete="new-password"
              required
              minlength="10"
              [value]="password()"
              (input)="password.set($any($event.target).value)"
            />
          </app-field>
          @if (failure.general(); as text) {
            <p class="notice bad" role="alert">{{ text }}</p>
          }
          <button class="button primary" type="submit" [disabled]="busy()">
            {{ busy() ? 'Saving …' : 'Save and sign in' }}
          </button>
        </form>
      } @else {
        <p>
          Open the one-time link that <span class="mono">npm run reels -- sign-in-link</span> printed: it ends in
          <span class="mono">/new-password#…</span>
        </p>
      }
    </app-gate>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPasswordPage {
  readonly #session = inject(Session);
  readonly #router = inject(Router);

  protected readonly token = location.hash.slice(1);
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = new FormFailure(['password']);

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.clear();
    try {
      await this.#session.setPassword({ token: this.token, password: this.password() });
      await this.#router.navigateByUrl('/');
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}
