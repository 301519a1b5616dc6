import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_WORKSPACE_ID, createFirstAccount, findAccount, hasAccounts } from '@reels/records';
import type { Database } from '@reels/records';
import { Sessions } from '../auth/sessions.js';
import type { VisitContext } from '../graphql/context.js';
import { InvalidInput, NotFound, TooManyAttempts } from '../graphql/errors.js';
import { API_SETTINGS, DATABASE } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { Account, InvalidCredentials } from './account.model.js';
import type { CreateOwnerInput, SignInInput } from './account.model.js';
import { isEmail } from './email.js';
import { PasswordCheck } from './passwordCheck.js';
import { hashPassword, refusePassword } from './passwords.js';

const MAX_NAME = 100;

/** Who can sign in, and signing in and out. */
@Injectable()
export class AccountsService {
  private hasOwner = false;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
    private readonly sessions: Sessions,
    private readonly check: PasswordCheck,
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
    const refused = refusePassword('password', input.password);
    if (refused) return refused;

    const passwordHash = await hashPassword(input.password);
    const account = await createFirstAccount(this.db, DEFAULT_WORKSPACE_ID, { name, email, passwordHash });
    if (!account) return linkGone();
    context.keepToken(await this.sessions.begin(account.id, passwordHash));
    context.logger.info({ accountId: account.id }, 'the first account is made');
    return Account.from(account);
  }

  async signIn(context: VisitContext, { email, password }: SignInInput): Promise<Account | InvalidCredentials | TooManyAttempts> {
    const found = await this.check.attempt(context, email, password);
    if (found instanceof TooManyAttempts) return found;
    const token = found && (await this.sessions.begin(found.account.id, found.passwordHash));
    if (!found || !token) return new InvalidCredentials();
    await this.leave(context);
    context.keepToken(token);
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
