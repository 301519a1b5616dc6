import type { Db } from './database.js';
import { digest } from './digest.js';

/** At most so many attempts in a window of time, which begins with the first one. */
export interface AttemptLimit {
  attempts: number;
  windowMs: number;
}

/** Rows that are over are forgotten so many at a time, when another begins: so they never pile up. */
const SWEEP = 100;

/**
 * Counts an attempt, for all processes alike and by the database's clock. Answers 0, or the seconds to wait if it is not to be
 * made; it is not counted then. Of several at once no more are let through than are left.
 */
export async function takeAttempt(db: Db, key: string, { attempts, windowMs }: AttemptLimit): Promise<number> {
  const taken: { attempts: number }[] = await db.query(
    `INSERT INTO attempt_window AS w (sha256, attempts, ends_at) VALUES ($1, 1, now() + $3 * interval '1 millisecond')
     ON CONFLICT (sha256) DO UPDATE SET
       attempts = CASE WHEN w.ends_at <= now() THEN 1 ELSE w.attempts + 1 END,
       ends_at = CASE WHEN w.ends_at <= now() THEN excluded.ends_at ELSE w.ends_at END
     WHERE w.ends_at <= now() OR w.attempts < $2
     RETURNING attempts`,
    [digest(key), attempts, windowMs],
  );
  if (taken[0]?.attempts === 1) await forgetEnded(db);
  return taken.length > 0 ? 0 : secondsLeft(db, key);
}

/** Does not count the last attempt: it was a good one. */
export async function giveBackAttempt(db: Db, key: string): Promise<void> {
  await db.query('UPDATE attempt_window SET attempts = attempts - 1 WHERE sha256 = $1 AND attempts > 0', [digest(key)]);
}

async function secondsLeft(db: Db, key: string): Promise<number> {
  const rows: { seconds: number }[] = await db.query(
    'SELECT ceil(extract(epoch FROM ends_at - now()))::int AS seconds FROM attempt_window WHERE sha256 = $1',
    [digest(key)],
  );
  // The window may have ended since.
  return Math.max(1, rows[0]?.seconds ?? 1);
}

/** Passes over rows that somebody else holds, so that two at once never wait for each other. */
async function forgetEnded(db: Db): Promise<void> {
  await db.query(
    `DELETE FROM attempt_window WHERE sha256 IN
       (SELECT sha256 FROM attempt_window WHERE ends_at <= now() LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED)`,
  );
}
