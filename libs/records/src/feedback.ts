import { LessThan } from 'typeorm';
import { cursorOf, idOf } from './cursor.js';
import type { Db } from './database.js';
import { FeedbackEntity } from './entities/feedback.js';
import { newId } from './ids.js';

/** What a page showed: a JSON object of whatever the page finds worth telling. */
export type PageState = object;

export interface NewFeedback {
  /** Null: sent with an API key. */
  accountId: string | null;
  message: string;
  replyTo: string | null;
  page: string | null;
  state: PageState | null;
}

export interface FeedbackRecord extends NewFeedback {
  id: string;
  workspaceId: string;
  createdAt: Date;
}

export interface FeedbackPage {
  feedback: { feedback: FeedbackRecord; cursor: string }[];
  hasNextPage: boolean;
}

const MAX_PAGE = 100;

export async function createFeedback(db: Db, workspaceId: string, feedback: NewFeedback): Promise<FeedbackRecord> {
  const row: FeedbackRecord = { ...feedback, id: newId(), workspaceId, createdAt: new Date() };
  await db.getRepository(FeedbackEntity).insert(row);
  return row;
}

/** Newest first. `first` is cut to 1..100. Throws CursorError. */
export async function listFeedback(
  db: Db,
  workspaceId: string,
  page: { first: number; after?: string | null },
): Promise<FeedbackPage> {
  const size = Math.max(1, Math.min(page.first, MAX_PAGE));
  const rows = await db.getRepository(FeedbackEntity).find({
    // Ids grow with time, so that they alone are the key of the order.
    where: { workspaceId, ...(page.after && { id: LessThan(idOf(page.after)) }) },
    order: { id: 'DESC' },
    take: size + 1,
  });
  return {
    feedback: rows.slice(0, size).map((row) => ({ feedback: { ...row }, cursor: cursorOf(row.id) })),
    hasNextPage: rows.length > size,
  };
}
