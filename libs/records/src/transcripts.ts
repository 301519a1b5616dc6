import type { Range, Sentence, Transcript } from '@reels/contracts';
import { LessThanOrEqual } from 'typeorm';
import type { Database, Db, Transaction } from './database.js';
import { TranscriptEntity } from './entities/transcript.js';
import { isId, newId } from './ids.js';
import { lockProject } from './journal.js';

/** What is known of a transcript without its sentences. */
export interface TranscriptRecord {
  id: string;
  workspaceId: string;
  projectId: string;
  /** From 1; the newest is the one in use. */
  revision: number;
  /** The step that made it; null for one that a person made of an earlier one. */
  stepKey: string | null;
  /** What is different from the revision before, in a few words. */
  summary: string;
  /** BCP 47. */
  language: string;
  sentenceCount: number;
  createdAt: Date;
}

/** A sentence and its place in the transcript, from 0. */
export type IndexedSentence = Sentence & { index: number };

const MAX_SENTENCES = 500;
const MAX_REVISIONS = 100;

/**
 * Stores what a step made as a new revision. What the same step stored before is answered as it is, even when newer revisions
 * have followed; and what a person has edited is not buried under what a newer version of a step makes of the sound.
 */
export async function saveTranscript(
  db: Db,
  workspaceId: string,
  projectId: string,
  { stepKey, summary, ...transcript }: Transcript & { stepKey: string; summary?: string },
): Promise<TranscriptRecord> {
  return db.transaction(async (tx) => {
    // One at a time for each project, so that revisions are counted without gaps or doubles.
    await lockProject(tx, workspaceId, projectId);
    const known = await tx.getRepository(TranscriptEntity).findOneBy({ workspaceId, projectId, stepKey });
    if (known) return { ...known };
    const newest = await findNewest(tx, workspaceId, projectId);
    if (newest && newest.stepKey === null) return newest;
    return insert(tx, workspaceId, projectId, {
      ...transcript,
      stepKey,
      summary: summary ?? 'As recognized',
      revision: (newest?.revision ?? 0) + 1,
    });
  });
}

/**
 * Makes a new revision of the newest one, unless that is not `revision` any more: then nothing changes, and `stale` says which
 * is the newest. `edit` answers null where there is nothing to change. Null when the project has no transcript.
 */
export async function reviseTranscript(
  db: Database,
  workspaceId: string,
  projectId: string,
  revision: number,
  edit: (current: Transcript, tx: Transaction) => Promise<{ sentences: Sentence[]; summary: string } | null>,
): Promise<{ transcript: TranscriptRecord } | { stale: number } | null> {
  if (!isId(projectId)) return null;
  return db.transaction(async (tx) => {
    if (!(await lockProject(tx, workspaceId, projectId))) return null;
    const newest = await findNewest(tx, workspaceId, projectId);
    if (!newest) return null;
    if (newest.revision !== revision) return { stale: newest.revision };
    const sentences = (await readSentences(tx, workspaceId, projectId, revision)) ?? [];
    const edited = await edit({ language: newest.language, sentences }, tx);
    if (!edited) return { transcript: newest };
    const next = { ...edited, language: newest.language, stepKey: null, revision: revision + 1 };
    return { transcript: await insert(tx, workspaceId, projectId, next) };
  });
}

/** All sentences of one revision; null when there is none of this number. */
export async function readSentences(
  db: Db,
  workspaceId: string,
  projectId: string,
  revision: number,
): Promise<Sentence[] | null> {
  const row = await db
    .getRepository(TranscriptEntity)
    .findOne({ select: { id: true, sentences: true }, where: { workspaceId, projectId, revision } });
  return row?.sentences ?? null;
}

/** The newest revision, or the newest up to `revision`; null when there is none. */
export async function findTranscript(
  db: Db,
  workspaceId: string,
  projectId: string,
  revision?: number,
): Promise<TranscriptRecord | null> {
  if (!isId(projectId)) return null;
  return findNewest(db, workspaceId, projectId, revision);
}

/** The newest first, at most 100. */
export async function listTranscriptRevisions(db: Db, workspaceId: string, projectId: string): Promise<TranscriptRecord[]> {
  if (!isId(projectId)) return [];
  const rows = await db
    .getRepository(TranscriptEntity)
    .find({ where: { workspaceId, projectId }, order: { revision: 'DESC' }, take: MAX_REVISIONS });
  return rows.map((row) => ({ ...row }));
}

/** A stretch of a transcript's sentences: skips `after` and takes `first` (cut to 0..500). */
export async function listSentences(
  db: Db,
  workspaceId: string,
  transcriptId: string,
  page: { first: number; after: number },
): Promise<IndexedSentence[]> {
  const first = Math.min(page.first, MAX_SENTENCES);
  if (!isId(transcriptId) || first < 1 || page.after < 0) return [];
  const rows: { page: Sentence[] }[] = await db.query(
    `SELECT jsonb_path_query_array(sentences, '$[$from to $to]', jsonb_build_object('from', $3::int, 'to', $4::int)) AS page
     FROM transcript WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, transcriptId, page.after, page.after + first - 1],
  );
  return (rows[0]?.page ?? []).map((sentence, i) => ({ ...sentence, index: page.after + i }));
}

/** The sentences of one revision that are spoken, at least in part, within a range; in order. */
export async function listSentencesWithin(
  db: Db,
  workspaceId: string,
  transcriptId: string,
  range: Range,
): Promise<IndexedSentence[]> {
  if (!isId(transcriptId)) return [];
  const rows: { sentence: Sentence; place: string }[] = await db.query(
    `SELECT sentence, place FROM transcript, jsonb_array_elements(sentences) WITH ORDINALITY AS listed(sentence, place)
     WHERE workspace_id = $1 AND id = $2 AND (sentence->>'endMs')::int > $3 AND (sentence->>'startMs')::int < $4 ORDER BY place`,
    [workspaceId, transcriptId, range.startMs, range.endMs],
  );
  return rows.map(({ sentence, place }) => ({ ...sentence, index: Number(place) - 1 }));
}

async function findNewest(db: Db, workspaceId: string, projectId: string, revision?: number): Promise<TranscriptRecord | null> {
  const row = await db.getRepository(TranscriptEntity).findOne({
    where: { workspaceId, projectId, ...(revision !== undefined && { revision: LessThanOrEqual(revision) }) },
    order: { revision: 'DESC' },
  });
  return row && { ...row };
}

async function insert(
  tx: Transaction | Db,
  workspaceId: string,
  projectId: string,
  { sentences, ...given }: Pick<TranscriptRecord, 'revision' | 'stepKey' | 'summary' | 'language'> & { sentences: Sentence[] },
): Promise<TranscriptRecord> {
  const row = { id: newId(), workspaceId, projectId, ...given, sentenceCount: sentences.length, createdAt: new Date() };
  await tx.getRepository(TranscriptEntity).insert({ ...row, sentences });
  return row;
}
