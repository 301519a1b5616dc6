import { ApplicationFailure } from '@temporalio/activity';
import { resolveDesign } from '@reels/contracts';
import type { Composition, Peaks, Range, ReelWorkflowInput, Sentence } from '@reels/contracts';
import { composeReel, cutPeaks } from '@reels/editing/composition';
import { cutSentences, planCut, reachOf } from '@reels/editing/cut';
import { choosePalette } from '@reels/media';
import { findHighlight, findReel, findTranscript, listSentencesWithin } from '@reels/records';
import type { ArtifactRecord, EpisodeRecord, ReelRecord, ReelRevisionRecord } from '@reels/records';
import type { Deps } from '../deps.js';
import { gone, loadEpisode, loadProject, newestArtifact, readJson, requiredArtifact } from '../project.js';

/** Everything that decides what a reel looks and sounds like. */
export interface ReelPlan {
  reel: ReelRecord;
  episode: EpisodeRecord;
  source: ArtifactRecord;
  cover: Buffer | null;
  /** Digests of what the reel is made from. */
  reads: string[];
  cut: Range[];
  transcriptRevision: number;
  durationMs: number;
  /** On the reel's own clock. */
  sentences: Sentence[];
  composition: Composition;
  hasCaptions: boolean;
}

/** What a revision of a reel is made of. */
export type Made = Pick<ReelRevisionRecord, 'title' | 'design' | 'cut' | 'transcriptRevision'>;

/** Plans the present revision of a reel from the record as it is now: the newest transcript, and the highlight's edges. */
export async function planReel(deps: Deps, input: ReelWorkflowInput): Promise<ReelPlan> {
  const { db } = deps;
  const { workspaceId, projectId } = input;
  const reel = await loadReel(deps, input);
  const highlight = (await findHighlight(db, workspaceId, reel.highlightId)) ?? gone(`highlight of reel ${reel.id}`);
  const { durationMs } = await loadEpisode(deps, input);
  const transcript = (await findTranscript(db, workspaceId, projectId)) ?? gone(`transcript of project ${projectId}`);
  const sentences = await listSentencesWithin(db, workspaceId, transcript.id, reachOf(highlight));
  const cut = planCut(highlight, { language: transcript.language, sentences }, { durationMs }).ranges;
  return planRevision(deps, input, { ...reel, cut, transcriptRevision: transcript.revision });
}

/** The plan that the present revision was rendered by, whatever was edited since. */
export async function plannedReel(deps: Deps, input: ReelWorkflowInput): Promise<ReelPlan> {
  const reel = await loadReel(deps, input);
  const { transcriptRevision } = reel;
  // A render that was begun before plans were kept went by what was newest.
  return transcriptRevision === null ? planReel(deps, input) : planRevision(deps, input, { ...reel, transcriptRevision });
}

/** The plan of any revision, present or past. The same revision gives the same plan. */
export async function planRevision(deps: Deps, input: ReelWorkflowInput, made: Made): Promise<ReelPlan> {
  const { db, store, fonts } = deps;
  const { workspaceId, projectId } = input;
  const { cut, transcriptRevision } = made;
  const reel = await loadReel(deps, input);
  const { title: projectTitle } = await loadProject(deps, input);
  const episode = await loadEpisode(deps, input);
  const source = await requiredArtifact(deps, input, 'source');
  const coverArtifact = await newestArtifact(deps, input, 'cover');
  const cover = coverArtifact && (await store.read(coverArtifact.objectKey));
  const peaks = await readJson<Peaks>(deps, await requiredArtifact(deps, input, 'peaks'));
  const transcript = (await findTranscript(db, workspaceId, projectId, transcriptRevision)) ?? gone(`transcript of project ${projectId}`);
  const reach = { startMs: Math.min(...cut.map(({ startMs }) => startMs)), endMs: Math.max(...cut.map(({ endMs }) => endMs)) };
  const spoken = await listSentencesWithin(db, workspaceId, transcript.id, reach);

  const { language } = transcript;
  const sentences = cutSentences({ language, sentences: spoken }, cut);
  const durationMs = cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const { captions } = resolveDesign(made.design, episode);
  const show = episode.show ?? projectTitle;
  const composition = composeReel(
    {
      sentences,
      durationMs,
      language,
      design: made.design,
      title: made.title,
      show,
      peaks: cutPeaks(peaks, cut),
      palette: episode.palette ?? (await choosePalette(cover, show)),
      hasCover: cover !== null,
      video: episode.video,
    },
    fonts,
  );
  const reads = [source.sha256, ...(coverArtifact ? [coverArtifact.sha256] : [])];
  return { reel, episode, source, cover, reads, cut, transcriptRevision, durationMs, sentences, composition, hasCaptions: captions !== 'none' };
}

/** The reel as it is to be made. A revision that a newer one has superseded is made no further. */
async function loadReel({ db }: Deps, { workspaceId, reelId, revision }: ReelWorkflowInput): Promise<ReelRecord> {
  const reel = (await findReel(db, workspaceId, reelId)) ?? gone(`reel ${reelId}`);
  if (revision !== undefined && reel.revision !== revision) {
    throw ApplicationFailure.nonRetryable(`Revision ${revision} of reel ${reelId} was superseded by ${reel.revision}.`, 'CANCELLED');
  }
  return reel;
}
