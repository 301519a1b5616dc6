import { v7, validate } from 'uuid';

/** A new UUIDv7: ids made later sort later. */
export const newId = (): string => v7();

/** Whether a text can be an id at all. Queries for one that cannot find nothing, where Postgres would throw. */
export const isId = (text: string): boolean => validate(text);
