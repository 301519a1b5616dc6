import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endGroup, ended, isAlive, signal } from '../system/processes.js';
import type { ProcessIdentity } from '../system/processes.js';
import { SERVICES } from './service.js';
import type { ServiceName, StackEvent } from './service.js';

const Entries = z.array(z.object({ service: z.enum(SERVICES), pid: z.number(), since: z.string() }));
type Entry = z.infer<typeof Entries>[number];

const TITLES: Record<ServiceName, string> = { postgres: 'Postgres', minio: 'MinIO', temporal: 'Temporal', api: 'The API', worker: 'The worker' };

/** How long a leftover may take to end by itself before it is killed. */
const PATIENCE_MS: Record<ServiceName, number> = { postgres: 20_000, minio: 5_000, temporal: 5_000, api: 3_000, worker: 3_000 };

/** Set for every process of a stack, and so for their children: tells whose they are. */
export const stackMarker = (home: string): string => `REELS_HOME=${home}`;

/**
 * The processes of a stack, written down as they start, so that a start after a kill -9 finds what is left. All of it concerns
 * only processes with the id and the start time that were written down.
 */
export class ProcessList {
  private readonly file: string;
  private entries: Entry[] = [];

  constructor(
    run: string,
    private readonly marker: string,
  ) {
    this.file = join(run, 'processes.json');
  }

  add(service: ServiceName, process: ProcessIdentity): void {
    this.entries = [...this.entries.filter((entry) => entry.service !== service), { service, ...process }];
    this.save();
  }

  remove(service: ServiceName): void {
    this.entries = this.entries.filter((entry) => entry.service !== service);
    this.save();
  }

  private save(): void {
    try {
      writeFileSync(`${this.file}.new`, JSON.stringify(this.entries));
      renameSync(`${this.file}.new`, this.file);
    } catch {
      // On a full disk the stack goes on; only a start after a kill -9 would then have to do without the note.
    }
  }

  /** Ends what an earlier start left running: the worker first, the stores last. */
  async endLeftovers(onEvent: (event: StackEvent) => void): Promise<void> {
    const left = this.leftovers();
    for (const service of SERVICES.toReversed()) {
      for (const entry of left.filter((candidate) => candidate.service === service)) {
        if (isAlive(entry)) {
          // Postgres takes SIGINT as "now, but in order"; SIGTERM would wait for its clients.
          signal(entry, service === 'postgres' ? 'SIGINT' : 'SIGTERM');
          if (!(await ended(entry, PATIENCE_MS[service]))) signal(entry, 'SIGKILL');
          await ended(entry, 5_000);
          onEvent({ kind: 'cleaned', message: `${TITLES[service]} (process ${entry.pid}), left running by an earlier start, was stopped.` });
        }
        endGroup(entry, this.marker);
      }
    }
    this.save();
  }

  private leftovers(): Entry[] {
    try {
      return Entries.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return [];
    }
  }
}
