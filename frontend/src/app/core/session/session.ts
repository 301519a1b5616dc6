import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../api/client';
import { expectMember, told } from '../api/failures';
import type { Told } from '../api/failures';
import {
  ChangePasswordDocument,
  CreateOwnerDocument,
  SessionDocument,
  SetPasswordDocument,
  SignInDocument,
  SignOutDocument,
} from '../api/generated/operations';
import type {
  AccountFragment,
  ChangePasswordInput,
  CreateOwnerInput,
  SessionQuery,
  SetPasswordInput,
  SignInInput,
} from '../api/generated/operations';

export type About = SessionQuery['about'];

/** Who is signed in, and what the API says of itself. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #api = inject(ApiClient);
  readonly #account = signal<AccountFragment | null>(null);
  readonly #about = signal<About | null>(null);
  readonly #failure = signal<Told | null>(null);
  #loading: Promise<boolean> | null = null;

  /** Null while signed out. */
  readonly account = this.#account.asReadonly();
  /** Null until it is loaded. */
  readonly about = this.#about.asReadonly();
  /** Why nothing could be loaded: the console can do nothing then but try again. */
  readonly failure = this.#failure.asReadonly();
  /** Whether it is known who is signed in, or why it is not. */
  readonly asked = computed(() => this.#about() !== null || this.#failure() !== null);
  readonly signedIn = computed(() => this.#account() !== null);

  /** Asks once who is signed in. False when the API does not tell; the next call asks again. */
  load(): Promise<boolean> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<boolean> {
    try {
      const { about, me } = await this.#api.request(SessionDocument, {});
      this.#about.set(about);
      this.#account.set(me);
      this.#failure.set(null);
      return true;
    } catch (error) {
      this.#failure.set(told(error));
      this.#loading = null;
      return false;
    }
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

  /** Other browsers of the account are signed out. @throws Refusal InvalidInput, TooManyAttempts */
  async changePassword(input: ChangePasswordInput): Promise<void> {
    const { changePassword } = await this.#api.request(ChangePasswordDocument, { input });
    expectMember(changePassword, 'Account');
  }

  /** Sets a password by a one-time link, and signs in. @throws Refusal InvalidInput, NotFound */
  async setPassword(input: SetPasswordInput): Promise<void> {
    const { setPassword } = await this.#api.request(SetPasswordDocument, { input });
    this.#account.set(expectMember(setPassword, 'Account'));
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
