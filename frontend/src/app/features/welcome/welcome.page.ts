import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '../../core/session/session';
import { Field } from '../../shared/field';
import { FormFailure } from '../../shared/formFailure';
import { Gate } from '../../shared/gate';

/** The first run: whoever holds the one-time link makes the owner's account. The link's token stays behind the #, out of every log. */
@Component({
  selector: 'app-welcome-page',
  imports: [Gate, Field, RouterLink],
  templateUrl: './welcome.page.html',
  styles: `
    form,
    .stuck {
      display: grid;
      gap: var(--space-4);
      justify-items: stretch;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WelcomePage {
  readonly #router = inject(Router);
  protected readonly session = inject(Session);

  protected readonly token = location.hash.slice(1);
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = new FormFailure(['name', 'email', 'password']);

  protected async create(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.clear();
    try {
      await this.session.createOwner({
        token: this.token,
        name: this.name().trim(),
        email: this.email().trim(),
        password: this.password(),
      });
      await this.#router.navigateByUrl('/');
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}
