import { createHash } from 'node:crypto';

/** sha256 in hex: all that is stored of a key or a token, which are long and drawn by chance. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');
