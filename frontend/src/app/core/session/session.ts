import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../api/client';
import { expectMember } from '../api/failures';
import { CreateOwnerDocument, SessionDocument, SignInDocument, SignOutDocument } from '../api/generated/operations';
import type { AccountFragment, CreateOwnerInput, SessionQuery, SignInInput } from '../api/generated/operations';

export type About = SessionQuery['about'];

/** Who is signed in, and what the API says of itself. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #api = inject(ApiClient);
  readonly #account = signal<AccountFragment | null>(null);
  readonly #about = signal<About | null>(null);
  #loading: Promise<void> | null = null;

  /** Null while signed out. */
  readonly account = this.#account.asReadonly();
  /** Null until it is loaded. */
  readonly about = this.#about.asReadonly();
  readonly signedIn = computed(() => this.#account() !== null);

  /** Asks once who is signed in; a failed attempt is made again by the next call. */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { about, me } = await this.#api.request(SessionDocument, {});
    this.#about.set(about);
    this.#account.set(me);
  }

  /** @throws Refusal InvalidCredentials, TooManyAttempts */
  async signIn(input: SignInInput): Promise<void> {
    const { signIn } = await this.#api.request(SignInDocument, { input });
    this.#account.set(expectMember(signIn, 'Account'));
  }

  /** Makes the owner's account by the one-time link, and signs in. @throws Refusal InvalidInput, NotFound */
  async createOwner(input: CreateOwnerInput): Promise<void> {
    const { createOwner } = await this.#api.request(CreateOwnerDocument, { input });
    this.#account.set(expectMember(createOwner, 'Account'));
    this.#about.update((about) => about && { ...about, needsOwner: false });
  }

  async signOut(): Promise<void> {
    await this.#api.request(SignOutDocument, {});
    this.#account.set(null);
  }

  /** The API said that the session is over. */
  ended(): void {
    this.#account.set(null);
  }
}
