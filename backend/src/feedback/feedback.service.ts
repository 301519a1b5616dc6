import { Inject, Injectable } from '@nestjs/common';
import { CursorError, createFeedback, findAccounts, listFeedback } from '@reels/records';
import type { Database, NewFeedback } from '@reels/records';
import { Account } from '../accounts/account.model.js';
import { isEmail } from '../accounts/email.js';
import { batched } from '../graphql/batched.js';
import type { RequestContext, VisitContext } from '../graphql/context.js';
import { InvalidInput, TooManyAttempts } from '../graphql/errors.js';
import { badRequest } from '../graphql/page.js';
import { DATABASE } from '../infrastructure.js';
import { RateLimit } from '../rateLimit.js';
import { Feedback } from './feedback.model.js';
import type { FeedbackConnection, FeedbackInput } from './feedback.model.js';

const LIMIT = { attempts: 10, windowMs: 3_600_000 };
const MAX_MESSAGE = 5000;
const MAX_PAGE = 2048;
const MAX_STATE = 8192;

/** What users have to say. It is kept in the records, and the log tells that it came. */
@Injectable()
export class FeedbackService {
  private readonly limit: RateLimit;
  private readonly accounts = batched(({ workspaceId }, ids: string[]) => findAccounts(this.db, workspaceId, ids));

  constructor(@Inject(DATABASE) private readonly db: Database) {
    this.limit = new RateLimit(db, 'feedback', LIMIT);
  }

  async list({ workspaceId }: RequestContext, page: { first: number; after: string | null }): Promise<FeedbackConnection> {
    try {
      const { feedback, hasNextPage } = await listFeedback(this.db, workspaceId, page);
      const edges = feedback.map(({ feedback: record, cursor }) => ({ cursor, node: Feedback.from(record) }));
      return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
    } catch (error) {
      if (error instanceof CursorError) throw badRequest('after is not a cursor of this list.');
      throw error;
    }
  }

  async accountOf(context: RequestContext, { accountId }: Feedback): Promise<Account | null> {
    const account = accountId && (await this.accounts(context, accountId));
    return account ? Account.from(account) : null;
  }

  async send(
    { caller, workspaceId, logger }: RequestContext & VisitContext,
    input: FeedbackInput,
  ): Promise<Feedback | InvalidInput | TooManyAttempts> {
    const read = readFeedback(input);
    if (read instanceof InvalidInput) return read;
    const accountId = caller?.session?.accountId ?? null;
    const wait = await this.limit.take(accountId ?? workspaceId);
    if (wait > 0) return new TooManyAttempts(wait);
    const feedback = await createFeedback(this.db, workspaceId, { ...read, accountId });
    logger.info({ feedbackId: feedback.id }, 'feedback has come');
    return Feedback.from(feedback);
  }
}

function readFeedback(input: FeedbackInput): Omit<NewFeedback, 'accountId'> | InvalidInput {
  const message = input.message.trim();
  const replyTo = input.replyTo?.trim() || null;
  const { page = null, state = null } = input;
  if (message.length === 0 || message.length > MAX_MESSAGE)
    return new InvalidInput('message', `A message has 1 to ${MAX_MESSAGE} characters.`);
  if (replyTo !== null && !isEmail(replyTo)) return new InvalidInput('replyTo', 'This is no e-mail address.');
  if (page !== null && page.length > MAX_PAGE) return new InvalidInput('page', `An address has at most ${MAX_PAGE} characters.`);
  if (state !== null && (typeof state !== 'object' || Array.isArray(state)))
    return new InvalidInput('state', 'The state is a JSON object.');
  if (JSON.stringify(state).length > MAX_STATE) return new InvalidInput('state', `The state has at most ${MAX_STATE} bytes.`);
  return { message, replyTo, page, state };
}
