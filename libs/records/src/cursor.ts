import { isId } from './ids.js';

/** The cursor is not one that a list gave. */
export class CursorError extends Error {}

/** Where an entry stands in a list that is ordered by id: ids grow with time. */
export const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

/** The id behind a cursor. Throws CursorError. */
export function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isId(id)) throw new CursorError('This cursor was not given by a list.');
  return id;
}
