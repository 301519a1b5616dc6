import type { StackEvent } from '@reels/stack';
import { formatBytes } from './format.js';
import { percentOf } from './jobProgress.js';
import { newRow } from './row.js';
import type { Row } from './row.js';

const SERVICE_NAMES = {
  postgres: 'Postgres',
  minio: 'MinIO',
  temporal: 'Temporal',
  api: 'the API',
  worker: 'the worker',
} as const;

/** What is being fetched and started before a job can begin, as rows: one a part that is fetched, one for the stack itself. */
export class SetupProgress {
  private readonly parts = new Map<string, Row>();
  private readonly stack = newRow('Stack');

  rows(): Row[] {
    return this.stack.startedAt === null ? [...this.parts.values()] : [...this.parts.values(), this.stack];
  }

  /** `now` in milliseconds of the epoch. */
  apply(event: StackEvent, now: number): void {
    switch (event.kind) {
      case 'plan':
        for (const { part } of event.fetches) this.parts.set(part, newRow(part));
        break;
      case 'progress':
        this.change(event.part, now, {
          state: 'active',
          percent: percentOf(event.doneBytes, event.totalBytes),
          detail: `${formatBytes(event.doneBytes)} of ${formatBytes(event.totalBytes)}`,
        });
        break;
      case 'building':
        this.change(event.part, now, { state: 'active', percent: null, detail: event.message });
        break;
      case 'ready':
        if (this.parts.has(event.part.name))
          this.change(event.part.name, now, { state: 'done', percent: 100, endedAt: now, detail: event.part.version });
        break;
      case 'starting':
        Object.assign(this.stack, {
          state: 'active',
          startedAt: this.stack.startedAt ?? now,
          detail: `starting ${SERVICE_NAMES[event.service]}`,
        });
        break;
    }
  }

  /** The stack is up: what was fetched and started is told in one row. */
  ready(now: number): void {
    this.parts.clear();
    if (this.stack.startedAt !== null) Object.assign(this.stack, { state: 'done', percent: 100, endedAt: now, detail: 'up' });
  }

  private change(part: string, now: number, changes: Partial<Row>): void {
    const row = this.parts.get(part) ?? newRow(part);
    this.parts.set(part, Object.assign(row, { startedAt: row.startedAt ?? now }, changes));
  }
}

/** The lines that tell once what will be fetched, before it is. */
export function describePlan(event: Extract<StackEvent, { kind: 'plan' }>): string[] {
  const parts = event.fetches.map(
    ({ title, from, bytes, build }) => `  ${title}: ${formatBytes(bytes)} from ${from}${build ? `, built here ${build}` : ''}`,
  );
  return [`To be fetched once, ${formatBytes(event.bytes)} in all, into ${event.folder}:`, ...parts];
}

/** The sentence for an event of the stack that a person wants to read, or null. */
export function describeStackEvent(event: StackEvent): string | null {
  switch (event.kind) {
    case 'notice':
      return event.part ? `${event.part}: ${event.message}` : event.message;
    case 'port-moved':
      return `Port ${event.wanted} is taken: ${event.service} listens on ${event.port} instead.`;
    case 'cleaned':
      return event.message;
    case 'died':
      return `${capital(SERVICE_NAMES[event.service])} stopped unexpectedly (${event.reason}); it is started again in ${Math.ceil(event.retryInMs / 1000)} s.`;
    default:
      return null;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
