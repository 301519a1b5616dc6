import type { Environment } from '../system/environment.js';
import type { RunningStack } from './service.js';

/** The stack that runs on this data root, or null. Its file may be stale: it counts only if its process lives and its API answers. */
export declare function findRunningStack(options: { env: Environment; home?: string }): Promise<RunningStack | null>;
