import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { findAccountByEmail } from '@reels/records';
import type { AccountRecord, Database } from '@reels/records';
import type { VisitContext } from '../graphql/context.js';
import { TooManyAttempts } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { RateLimit } from '../rateLimit.js';
import { hashPassword, isPassword } from './passwords.js';

const QUARTER_MS = 15 * 60_000;
const FROM_ADDRESS = { attempts: 30, windowMs: QUARTER_MS };
const ON_ACCOUNT = { attempts: 10, windowMs: QUARTER_MS };

/**
 * Attempts to prove a password. Those that fail are counted twice: by the address they come from, which bounds what one machine can
 * try on all accounts, and by the account they are for, which bounds what many machines can try on one.
 */
@Injectable()
export class PasswordCheck {
  private readonly fromAddress: RateLimit;
  private readonly onAccount: RateLimit;
  /** Compared with where no account has the address, so that an answer takes equally long. */
  private readonly nobodysHash = hashPassword(randomUUID());

  constructor(@Inject(DATABASE) private readonly db: Database) {
    this.fromAddress = new RateLimit(db, 'password from address', FROM_ADDRESS);
    this.onAccount = new RateLimit(db, 'password on account', ON_ACCOUNT);
  }

  /** The account of this e-mail address, with the hash that was compared; null when there is none or it has another password. */
  async attempt(
    { address, logger }: VisitContext,
    email: string,
    password: string,
  ): Promise<{ account: AccountRecord; passwordHash: string } | TooManyAttempts | null> {
    const key = email.trim().toLowerCase();
    const wait = (await this.fromAddress.take(address)) || (await this.onAccount.take(key));
    if (wait > 0) {
      logger.warn({ address, wait }, 'too many attempts to give a password');
      return new TooManyAttempts(wait);
    }
    const found = await findAccountByEmail(this.db, key);
    const matches = await isPassword(password, found?.passwordHash ?? (await this.nobodysHash));
    if (!found || !matches) {
      logger.warn({ address }, 'a password was wrong');
      return null;
    }
    await Promise.all([this.fromAddress.giveBack(address), this.onAccount.giveBack(key)]);
    return found;
  }
}
