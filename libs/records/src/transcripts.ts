import type { Sentence, Transcript } from '@reels/contracts';
import type { Db } from './database.js';
import { ProjectEntity } from './entities/project.js';
import { TranscriptEntity } from './entities/transcript.js';
import { isId, newId } from './ids.js';

/** What is known of a transcript without its sentences. */
export interface TranscriptRecord {
  id: string;
  workspaceId: string;
  projectId: string;
  /** From 1; the newest is the one in use. */
  revision: number;
  /** The step that made it. */
  stepKey: string;
  /** BCP 47. */
  language: string;
  sentenceCount: number;
  createdAt: Date;
}

const MAX_SENTENCES = 500;

/** Stores a new revision. What the same step stored before is answered as it is, even when newer revisions have followed. */
export async function saveTranscript(
  db: Db,
  workspaceId: string,
  projectId: string,
  { stepKey, language, sentences }: Transcript & { stepKey: string },
): Promise<TranscriptRecord> {
  return db.transaction(async (tx) => {
    // One at a time for each project, so that revisions are counted without gaps or doubles.
    await tx
      .getRepository(ProjectEntity)
      .findOne({ select: { id: true }, where: { id: projectId }, lock: { mode: 'for_no_key_update' } });
    const transcripts = tx.getRepository(TranscriptEntity);
    const known = await transcripts.findOneBy({ workspaceId, projectId, stepKey });
    if (known) return { ...known };

    const revision = ((await transcripts.maximum('revision', { projectId })) ?? 0) + 1;
    const row = {
      id: newId(),
      workspaceId,
      projectId,
      revision,
      stepKey,
      language,
      sentenceCount: sentences.length,
      createdAt: new Date(),
    };
    await transcripts.insert({ ...row, sentences });
    return row;
  });
}

/** A stretch of a transcript's sentences: skips `after` and takes `first` (cut to 0..500). */
export async function listSentences(
  db: Db,
  workspaceId: string,
  transcriptId: string,
  page: { first: number; after: number },
): Promise<Sentence[]> {
  const first = Math.min(page.first, MAX_SENTENCES);
  if (!isId(transcriptId) || first < 1 || page.after < 0) return [];
  const rows: { page: Sentence[] }[] = await db.query(
    `SELECT jsonb_path_query_array(sentences, '$[$from to $to]', jsonb_build_object('from', $3::int, 'to', $4::int)) AS page
     FROM transcript WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, transcriptId, page.after, page.after + first - 1],
  );
  return rows[0]?.page ?? [];
}
