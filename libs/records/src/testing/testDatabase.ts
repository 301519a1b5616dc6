import { DEFAULT_OPTIONS } from '@reels/contracts';
import type { BoundaryProof, HighlightProposal } from '@reels/contracts';
import { Client } from 'pg';
import { openDatabase } from '../database.js';
import type { Database } from '../database.js';
import { decideHighlights, replaceHighlights } from '../highlights.js';
import { newId } from '../ids.js';
import { migrate } from '../migrate.js';
import { createProject } from '../projects.js';
import type { NewProject, ProjectRecord } from '../projects.js';
import { createReelsForHighlights } from '../reels.js';
import type { ReelRecord } from '../reels.js';
import { DEFAULT_WORKSPACE_ID } from '../workspaces.js';

export interface TestDatabase {
  db: Database;
  url: string;
  /** Ends the connections and drops the database. */
  drop(): Promise<void>;
}

/** A database of its own, migrated unless told otherwise, on the server that TEST_DATABASE_URL names (`npm test` starts one). */
export async function createTestDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL must name a Postgres server on which databases may be made: run `npm test`.');
  const name = `test_${newId().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const db = await openDatabase(url.href);
  if (options.migrated ?? true) await migrate(db);
  return {
    db,
    url: url.href,
    drop: async () => {
      await db.destroy();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Another workspace, to see that what belongs to one is not seen from it. */
export async function createTestWorkspace(db: Database): Promise<string> {
  const id = newId();
  await db.query('INSERT INTO workspace (id, name) VALUES ($1, $2)', [id, 'Another']);
  return id;
}

export async function createTestProject(db: Database, input: Partial<NewProject> = {}): Promise<ProjectRecord> {
  const project = await createProject(db, DEFAULT_WORKSPACE_ID, {
    title: 'An episode',
    source: { url: 'https://podcasts.example.com/1.mp3' },
    options: DEFAULT_OPTIONS,
    ...input,
  });
  if (!project) throw new Error('The source of the test project is not complete.');
  return project;
}

/** Reels of approved highlights that begin a minute apart, the best score first. */
export async function createTestReels(db: Database, projectId: string, count: number): Promise<ReelRecord[]> {
  const proposals = Array.from({ length: count }, (_, i) => testProposal(i * 60_000, { score: 90 - i }));
  const highlights = await replaceHighlights(db, DEFAULT_WORKSPACE_ID, projectId, proposals);
  await decideHighlights(
    db,
    DEFAULT_WORKSPACE_ID,
    projectId,
    highlights.map(({ id }) => id),
  );
  return createReelsForHighlights(db, DEFAULT_WORKSPACE_ID, projectId);
}

export function testProposal(startMs: number, more: Partial<HighlightProposal> = {}): HighlightProposal {
  const held = { holds: true };
  const boundaries: BoundaryProof = {
    startsAtSentence: held,
    endsAtSentence: held,
    pauseAfter: { holds: false, why: 'The pause is 90 ms.' },
    opensOnItsOwn: held,
    cutsNoSpeakerOff: held,
    lengthWithinBounds: held,
  };
  return { startMs, endMs: startMs + 30_000, score: 50, reasons: ['Opens with a question'], title: 'Why?', boundaries, ...more };
}
