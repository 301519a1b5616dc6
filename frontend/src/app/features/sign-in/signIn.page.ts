import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import { Session } from '../../core/session/session';
import { Field } from '../../shared/field';
import { Gate } from '../../shared/gate';

@Component({
  selector: 'app-sign-in-page',
  imports: [Gate, Field],
  template: `
    <app-gate heading="Drop an episode." second="Get the moments worth posting." lead="Sign in to your projects.">
      <form (submit)="$event.preventDefault(); signIn()">
        <app-field label="E-mail" for="email">
          <input
            class="input"
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            [value]="email()"
            (input)="email.set($any($event.target).value)"
          />
        </app-field>
        <app-field label="Password" for="password">
          <input
            class="input"
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            [value]="password()"
            (input)="password.set($any($event.target).value)"
          />
        </app-field>
        @if (failure(); as failure) {
          <p class="notice bad" role="alert">{{ failure.message }} {{ failure.nextStep }}</p>
        }
        <button class="button primary" type="submit" [disabled]="busy()">{{ busy() ? 'Signing in …' : 'Sign in' }}</button>
        <p class="mute small">
          Forgotten the password? On the machine that runs this, <span class="mono">npm run reels -- sign-in-link</span> prints a
          link to set a new one.
        </p>
      </form>
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
export class SignInPage {
  readonly #session = inject(Session);
  readonly #router = inject(Router);

  /** Where to go then: a path of this console. From the address. */
  readonly to = input<string>();

  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal<Told | null>(null);

  protected async signIn(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.#session.signIn({ email: this.email().trim(), password: this.password() });
      const to = this.to() ?? '/';
      await this.#router.navigateByUrl(/^\/(?!\/)/.test(to) ? to : '/');
    } catch (error) {
      this.failure.set(told(error));
      this.password.set('');
    } finally {
      this.busy.set(false);
    }
  }
}
