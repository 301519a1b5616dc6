import type { Stack, StackOptions } from './service.js';

/** Fetches what is missing and brings the whole stack up; resolves when the API says that it is ready. */
export declare function startStack(options: StackOptions): Promise<Stack>;
