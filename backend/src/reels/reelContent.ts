import { Inject, Injectable } from '@nestjs/common';
import type { Peaks as PeaksRecord, Range, Sentence as SentenceRecord } from '@reels/contracts';
import { cutPeaks, paletteForName } from '@reels/editing/composition';
import { cutSentences, planCut, reachOf } from '@reels/editing/cut';
import { MAX_SIGNED_SECONDS, ObjectStore } from '@reels/platform';
import { findHighlight, findTranscript, listSentencesWithin } from '@reels/records';
import type { ArtifactRecord, Database, EpisodeRecord, IndexedSentence, ReelRecord, TranscriptRecord } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { DATABASE } from '../infrastructure.js';
import { Peaks } from '../projects/episode.model.js';
import { ProjectReads } from '../projects/projectReads.js';
import { Sentence } from '../transcripts/transcript.model.js';
import { ReelPreview } from './reelPreview.model.js';

/** What a render would make a reel of now; planned as workflows/src/activities/render/plan.ts does. */
@Injectable()
export class ReelContent {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly store: ObjectStore,
    private readonly reads: ProjectReads,
  ) {}

  async preview(context: RequestContext, reel: ReelRecord): Promise<ReelPreview> {
    const { projectId } = reel;
    const project = await this.reads.project(context, projectId);
    const episode = required(await this.reads.episode(context, projectId), 'episode');
    const transcript = required(await this.reads.transcript(context, projectId), 'transcript');
    const artifacts = (await this.reads.artifacts(context, projectId)) ?? [];
    const newest = (kind: ArtifactRecord['kind']) => artifacts.findLast((artifact) => artifact.kind === kind);
    const cut = await this.cut(context, reel, transcript, episode);
    const show = episode.show ?? project?.title ?? null;
    const cover = newest('cover');
    const audio = newest('audio');
    const peaks = JSON.parse(String(await this.store.read(required(newest('peaks'), 'waveform').objectKey))) as PeaksRecord;
    return Object.assign(new ReelPreview(), {
      cut,
      durationMs: cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
      language: transcript.language,
      show,
      sentences: (await this.sentences(context, transcript, cut)).map((sentence) => Sentence.from(sentence)),
      peaks: Peaks.from(cutPeaks(peaks, cut)),
      palette: episode.palette ?? paletteForName(show ?? ''),
      hasCover: cover !== undefined,
      coverUrl: cover ? await this.sign(cover) : null,
      sourceUrl: await this.sign(required(newest('source'), 'recording')),
      playableUrl: audio ? await this.sign(audio) : null,
      video: episode.video,
    });
  }

  /** Whether a render would make something else than the present revision is, or will be when it is finished. */
  async isOutdated(context: RequestContext, reel: ReelRecord): Promise<boolean> {
    if (reel.draft.title !== reel.title || !isEqual(reel.draft.design, reel.design)) return true;
    const transcript = await this.reads.transcript(context, reel.projectId);
    const episode = await this.reads.episode(context, reel.projectId);
    if (!transcript || !episode || reel.transcriptRevision === null) return false;
    const cut = await this.cut(context, reel, transcript, episode);
    if (!isEqual(cut, reel.cut)) return true;
    if (transcript.revision === reel.transcriptRevision) return false;
    const rendered = await findTranscript(this.db, context.workspaceId, reel.projectId, reel.transcriptRevision);
    const words = async (of: TranscriptRecord) =>
      (await this.sentences(context, of, cut)).map(({ index: _, ...sentence }) => sentence);
    return rendered === null || !isEqual(await words(rendered), await words(transcript));
  }

  private async cut(
    { workspaceId }: RequestContext,
    { highlightId }: ReelRecord,
    { id, language }: TranscriptRecord,
    { durationMs }: EpisodeRecord,
  ): Promise<Range[]> {
    const highlight = required(await findHighlight(this.db, workspaceId, highlightId), 'highlight');
    const sentences = await listSentencesWithin(this.db, workspaceId, id, reachOf(highlight));
    return planCut(highlight, { language, sentences }, { durationMs }).ranges;
  }

  /** On the reel's own clock. */
  private async sentences(
    { workspaceId }: RequestContext,
    { id, language }: TranscriptRecord,
    cut: readonly Range[],
  ): Promise<IndexedSentence[]> {
    const reach = { startMs: Math.min(...cut.map(({ startMs }) => startMs)), endMs: Math.max(...cut.map(({ endMs }) => endMs)) };
    const spoken: SentenceRecord[] = await listSentencesWithin(this.db, workspaceId, id, reach);
    // A sentence that is cut keeps its other fields, its index among them.
    return cutSentences({ language, sentences: spoken }, cut) as IndexedSentence[];
  }

  private sign({ objectKey }: ArtifactRecord): Promise<string> {
    return this.store.signGet(objectKey, { seconds: MAX_SIGNED_SECONDS });
  }
}

/** A reel is made only of what is recorded. */
function required<T>(value: T | null | undefined, what: string): T {
  if (value == null) throw new Error(`The reel's ${what} is not recorded.`);
  return value;
}

/** By their values; Postgres orders the fields of what it stores. */
const isEqual = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
