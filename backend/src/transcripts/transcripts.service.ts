import { Inject, Injectable } from '@nestjs/common';
import type { Transcript as TranscriptWords } from '@reels/contracts';
import { editTranscript } from '@reels/editing/transcript';
import { readSentences, reviseTranscript } from '@reels/records';
import type { Database, Transaction } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, InvalidInput, NotFound, StaleRevision } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { ProjectReads } from '../projects/projectReads.js';
import type { EditTranscriptInput } from './transcript.inputs.js';
import { Transcript } from './transcript.model.js';

/** A minute of speech has about a thousand characters. */
const MAX_TEXT = 5_000;
const MAX_NAME = 100;

type Edit = NonNullable<ReturnType<typeof editTranscript>>;
export type EditAnswer = Transcript | StaleRevision | InvalidInput | NotFound | Conflict;

/** Edits of transcripts. Each makes a new revision; none is made on another one than was read. */
@Injectable()
export class TranscriptsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly reads: ProjectReads,
  ) {}

  async edit(context: RequestContext, input: EditTranscriptInput): Promise<EditAnswer> {
    const { projectId, revision, renameSpeaker } = input;
    const sentences = input.sentences ?? [];
    return this.revise(context, projectId, revision, async (current) => {
      const refused = checkEdit(input, current.sentences.length);
      if (refused) return refused;
      const edited = editTranscript(current, { sentences, ...(renameSpeaker && { renameSpeaker }) });
      if (edited?.sentences.length === 0) return new InvalidInput('sentences', 'A transcript keeps at least one sentence.');
      return edited;
    });
  }

  /** A new revision that is equal to an older one. */
  async restore(context: RequestContext, projectId: string, revision: number, to: number): Promise<EditAnswer> {
    return this.revise(context, projectId, revision, async (_, tx) => {
      const sentences = await readSentences(tx, context.workspaceId, projectId, to);
      if (!sentences) return new InvalidInput('to', `The transcript has no revision ${to}.`);
      return to === revision ? null : { sentences, summary: `Back to version ${to}` };
    });
  }

  private async revise(
    context: RequestContext,
    projectId: string,
    revision: number,
    edit: (current: TranscriptWords, tx: Transaction) => Promise<Edit | InvalidInput | null>,
  ): Promise<EditAnswer> {
    if (!(await this.reads.project(context, projectId))) return new NotFound('project', projectId);
    let refused: InvalidInput | undefined;
    const revised = await reviseTranscript(this.db, context.workspaceId, projectId, revision, async (current, tx) => {
      const edited = await edit(current, tx);
      if (!(edited instanceof InvalidInput)) return edited;
      refused = edited;
      return null;
    });
    if (refused) return refused;
    if (!revised) return new Conflict('There is no transcript yet.', 'Wait until the recording is transcribed.');
    if ('stale' in revised) return new StaleRevision('transcript', revised.stale);
    context.logger.info({ projectId, revision: revised.transcript.revision }, 'transcript edited');
    return Transcript.from(revised.transcript);
  }
}

function checkEdit({ sentences, renameSpeaker }: EditTranscriptInput, count: number): InvalidInput | null {
  const seen = new Set<number>();
  for (const [place, { index, text, speaker }] of (sentences ?? []).entries()) {
    const field = `sentences.${place}`;
    if (index < 0 || index >= count) return new InvalidInput(`${field}.index`, `There is no sentence ${index}.`);
    if (seen.has(index)) return new InvalidInput(`${field}.index`, `Sentence ${index} is named twice.`);
    if ((text?.length ?? 0) > MAX_TEXT)
      return new InvalidInput(`${field}.text`, `A sentence has at most ${MAX_TEXT} characters.`);
    if ((speaker?.length ?? 0) > MAX_NAME)
      return new InvalidInput(`${field}.speaker`, `A name has at most ${MAX_NAME} characters.`);
    seen.add(index);
  }
  const to = renameSpeaker?.to.trim();
  if (to === '') return new InvalidInput('renameSpeaker.to', 'A speaker needs a name.');
  return to && to.length > MAX_NAME ? new InvalidInput('renameSpeaker.to', `A name has at most ${MAX_NAME} characters.`) : null;
}
