import { Inject, Injectable } from '@nestjs/common';
import { createSignInLink, findAccount, isSignInLink, replacePassword, useSignInLink } from '@reels/records';
import type { Database } from '@reels/records';
import { Sessions } from '../auth/sessions.js';
import type { RequestContext, VisitContext } from '../graphql/context.js';
import { InvalidInput, NotFound, TooManyAttempts } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { Account, Forbidden, SignInLink } from './account.model.js';
import type { ChangePasswordInput, SetPasswordInput } from './account.model.js';
import { PasswordCheck } from './passwordCheck.js';
import { hashPassword, refusePassword } from './passwords.js';

const LINK_MS = 3_600_000;

/** Another password: by the one there is, or by a link of whoever runs this installation. Either way other sessions end. */
@Injectable()
export class PasswordsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly sessions: Sessions,
    private readonly check: PasswordCheck,
  ) {}

  /** The session that asks goes on. */
  async change(
    context: RequestContext & VisitContext,
    { currentPassword, newPassword }: ChangePasswordInput,
  ): Promise<Account | InvalidInput | TooManyAttempts | Forbidden> {
    const session = context.caller?.session;
    const account = session && (await findAccount(this.db, context.workspaceId, session.accountId));
    if (!account) return new Forbidden('An API key has no password.', 'Sign in, and change it there.');
    const refused = refusePassword('newPassword', newPassword);
    if (refused) return refused;
    const found = await this.check.attempt(context, account.email, currentPassword);
    if (found instanceof TooManyAttempts) return found;
    if (!found) return new InvalidInput('currentPassword', 'This is not your password.');
    this.sessions.tellEnded(await replacePassword(this.db, account.id, await hashPassword(newPassword), session.id));
    context.logger.info({ accountId: account.id }, 'the password is changed');
    return Account.from(account);
  }

  /** Only for programs: whoever sits down at a browser that somebody left open shall not get at the account. */
  async createLink({ caller, workspaceId, logger }: RequestContext & VisitContext): Promise<SignInLink | NotFound | Forbidden> {
    if (caller?.session) return new Forbidden('A link is drawn by an API key alone.', 'Run "reels sign-in-link".');
    const expiresAt = new Date(Date.now() + LINK_MS);
    const link = await createSignInLink(this.db, workspaceId, expiresAt);
    if (!link) return new NotFound('account', null, 'Make the first one by the link that "reels start" prints.');
    logger.info({ accountId: link.account.id }, 'a sign-in link is drawn');
    return Object.assign(new SignInLink(), { token: link.token, expiresAt, account: Account.from(link.account) });
  }

  /** Sets the password of the link's account, and signs it in. The link is used up then; tokens are too long to be guessed. */
  async set(context: VisitContext, { token, password }: SetPasswordInput): Promise<Account | InvalidInput | NotFound> {
    if (!(await isSignInLink(this.db, token))) return linkGone();
    const refused = refusePassword('password', password);
    if (refused) return refused;
    const passwordHash = await hashPassword(password);
    const used = await useSignInLink(this.db, token, passwordHash);
    if (!used) return linkGone();
    this.sessions.tellEnded(used.endedSessions);
    context.keepToken(await this.sessions.begin(used.account.id, passwordHash));
    context.logger.info({ accountId: used.account.id }, 'the password is set by a link');
    return Account.from(used.account);
  }
}

const linkGone = () =>
  new NotFound('such link any more', null, 'Links are good once, for an hour: "reels sign-in-link" prints another.');
