import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_WORKSPACE_ID, createFirstAccount, findAccount, findAccountByEmail, hasAccounts } from '@reels/records';
import type { Database } from '@reels/records';
import { Sessions } from '../auth/sessions.js';
import type { VisitContext } from '../graphql/context.js';
import { InvalidInput, NotFound, TooManyAttempts } from '../graphql/errors.js';
import { API_SETTINGS, DATABASE } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { RateLimit } from '../rateLimit.js';
import { Account, InvalidCredentials } from './account.model.js';
import type { CreateOwnerInput, SignInInput } from './account.model.js';
import { isEmail } from './email.js';
import { PASSWORD_LENGTH, hashPassword, isPassword } from './passwords.js';

const MAX_NAME = 100;
const QUARTER_MS = 15 * 60_000;
const ATTEMPTS_OF_ADDRESS = 30;
const ATTEMPTS_ON_EMAIL = 10;

/** Who can sign in, and signing in and out. */
@Injectable()
export class AccountsService {
  private readonly ofAddress = new RateLimit(ATTEMPTS_OF_ADDRESS, QUARTER_MS);
  private readonly onEmail = new RateLimit(ATTEMPTS_ON_EMAIL, QUARTER_MS);
  /** Compared with where no account has the address, so that an answer takes equally long. */
  private readonly nobodysHash = hashPassword(randomUUID());
  private hasOwner = false;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
    private readonly sessions: Sessions,
  ) {}

  /** Whether the first account is still to be made. */
  async needsOwner(): Promise<boolean> {
    // Accounts don't go away again.
    this.hasOwner ||= await hasAccounts(this.db);
    return !this.hasOwner;
  }

  /** Makes the first account by the token of the start, and signs it in. */
  async createOwner(context: VisitContext, input: CreateOwnerInput): Promise<Account | InvalidInput | NotFound> {
    const { OWNER_TOKEN } = this.settings;
    if (!OWNER_TOKEN || !isEqual(input.token, OWNER_TOKEN) || !(await this.needsOwner())) return linkGone();
    const name = input.name.trim();
    const email = input.email.trim();
    if (name.length === 0 || name.length > MAX_NAME) return new InvalidInput('name', `A name has 1 to ${MAX_NAME} characters.`);
    if (!isEmail(email)) return new InvalidInput('email', 'This is no e-mail address.');
    const { min, max } = PASSWORD_LENGTH;
    if (input.password.length < min || input.password.length > max)
      return new InvalidInput('password', `A password has ${min} to ${max} characters.`);

    const passwordHash = await hashPassword(input.password);
    const account = await createFirstAccount(this.db, DEFAULT_WORKSPACE_ID, { name, email, passwordHash });
    if (!account) return linkGone();
    context.keepToken(await this.sessions.begin(account.id));
    context.logger.info({ accountId: account.id }, 'the first account is made');
    return Account.from(account);
  }

  /** Attempts that fail are counted, by the address they come from and by the account they are for. */
  async signIn(context: VisitContext, { email, password }: SignInInput): Promise<Account | InvalidCredentials | TooManyAttempts> {
    const [address, account] = [context.address, email.trim().toLowerCase()];
    const wait = this.ofAddress.take(address) || this.onEmail.take(account);
    if (wait > 0) {
      context.logger.warn({ address, wait }, 'too many attempts to sign in');
      return new TooManyAttempts(wait);
    }
    const found = await findAccountByEmail(this.db, account);
    const matches = await isPassword(password, found?.passwordHash ?? (await this.nobodysHash));
    if (!found || !matches) {
      context.logger.warn({ address }, 'a sign-in failed');
      return new InvalidCredentials();
    }
    this.ofAddress.giveBack(address);
    this.onEmail.giveBack(account);
    await this.leave(context);
    context.keepToken(await this.sessions.begin(found.account.id));
    context.logger.info({ accountId: found.account.id }, 'signed in');
    return Account.from(found.account);
  }

  async signOut(context: VisitContext): Promise<void> {
    await this.leave(context);
    context.keepToken(null);
  }

  /** Null for a program, and for somebody unknown. */
  async me({ caller }: VisitContext): Promise<Account | null> {
    const account = caller?.session && (await findAccount(this.db, caller.workspaceId, caller.session.accountId));
    return account ? Account.from(account) : null;
  }

  /** Ends the session that the browser had, with its sockets. */
  private async leave({ caller }: VisitContext): Promise<void> {
    if (caller?.session) await this.sessions.end(caller.session.id);
  }
}

const linkGone = () =>
  new NotFound('such link any more', null, 'Sign in; or, if there is no account yet, open the link that the last start printed.');

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long whether the first or the last letter differs. */
const isEqual = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));
