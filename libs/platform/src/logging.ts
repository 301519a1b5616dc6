import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';

export type { Logger } from 'pino';

/** What a log line may carry beside its message: `logger.child({ projectId, workflowId })`. */
export interface LogContext {
  requestId?: string;
  projectId?: string;
  reelId?: string;
  workflowId?: string;
  activityId?: string;
}

const SECRETS = ['authorization', 'apiKey', 'secretKey', 'accessKey', 'password', 'url', 'signedUrl'];

/**
 * A logger that writes one JSON object a line, to standard output unless told otherwise. Secrets, and addresses, which may
 * carry signatures, are blotted out wherever they are logged under their usual names.
 */
export function createLogger(options: { service: string; level?: Level | 'silent'; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]), censor: '[hidden]' },
    },
    options.destination ?? process.stdout,
  );
}
