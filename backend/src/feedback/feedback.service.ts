import { Inject, Injectable } from '@nestjs/common';
import { createFeedback } from '@reels/records';
import type { Database, NewFeedback } from '@reels/records';
import { isEmail } from '../accounts/email.js';
import type { RequestContext, VisitContext } from '../graphql/context.js';
import { InvalidInput, TooManyAttempts } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { RateLimit } from '../rateLimit.js';
import { Feedback } from './feedback.model.js';
import type { FeedbackInput } from './feedback.model.js';

const HOUR_MS = 3_600_000;
const TIMES_AN_HOUR = 10;
const MAX_MESSAGE = 5000;
const MAX_PAGE = 2048;
const MAX_STATE = 8192;

/** What users have to say. It is kept in the records, and the log tells that it came. */
@Injectable()
export class FeedbackService {
  private readonly limit = new RateLimit(TIMES_AN_HOUR, HOUR_MS);

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async send(
    { caller, workspaceId, logger }: RequestContext & VisitContext,
    input: FeedbackInput,
  ): Promise<Feedback | InvalidInput | TooManyAttempts> {
    const read = readFeedback(input);
    if (read instanceof InvalidInput) return read;
    const accountId = caller?.session?.accountId ?? null;
    const wait = this.limit.take(accountId ?? workspaceId);
    if (wait > 0) return new TooManyAttempts(wait);
    const id = await createFeedback(this.db, workspaceId, { ...read, accountId });
    logger.info({ feedbackId: id }, 'feedback has come');
    return Object.assign(new Feedback(), { id });
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
