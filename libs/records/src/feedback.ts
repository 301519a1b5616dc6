import type { Db } from './database.js';
import { FeedbackEntity } from './entities/feedback.js';
import { newId } from './ids.js';

/** What a page showed: a JSON object of whatever the page finds worth telling. */
export type PageState = object;

export interface NewFeedback {
  accountId: string | null;
  message: string;
  replyTo: string | null;
  page: string | null;
  state: PageState | null;
}

/** Answers its id. */
export async function createFeedback(db: Db, workspaceId: string, feedback: NewFeedback): Promise<string> {
  const id = newId();
  await db.getRepository(FeedbackEntity).insert({ ...feedback, id, workspaceId, createdAt: new Date() });
  return id;
}
