import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Refusal, told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import { Session } from '../../core/session/session';
import { Field } from '../../shared/field';
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
  /** The field that the API does not accept, and why; with field null it is about the link. */
  protected readonly failure = signal<(Told & { field: string | null }) | null>(null);

  protected about(field: string): string | null {
    const failure = this.failure();
    return failure?.field?.endsWith(field) ? `${failure.message} ${failure.nextStep}` : null;
  }

  protected isGeneral(field: string | null): boolean {
    return field === null || !['name', 'email', 'password'].some((name) => field.endsWith(name));
  }

  protected async create(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.session.createOwner({
        token: this.token,
        name: this.name().trim(),
        email: this.email().trim(),
        password: this.password(),
      });
      await this.#router.navigateByUrl('/');
    } catch (error) {
      const field = error instanceof Refusal ? error.details['field'] : undefined;
      const { code, message, nextStep } = told(error);
      this.failure.set({ code, message, nextStep, field: typeof field === 'string' ? field : null });
    } finally {
      this.busy.set(false);
    }
  }
}
