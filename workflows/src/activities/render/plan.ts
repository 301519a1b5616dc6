import { ApplicationFailure } from '@temporalio/activity';
import type { Composition, Peaks, Range, Sentence, Transcript } from '@reels/contracts';
import { composeReel, cutPeaks } from '@reels/editing/composition';
import { cutSentences, planCut } from '@reels/editing/cut';
import { choosePalette } from '@reels/media';
import { findReel, listHighlights } from '@reels/records';
import type { ArtifactRecord, EpisodeRecord, ReelRecord } from '@reels/records';
import type { Deps } from '../deps.js';
import { loadEpisode, loadProject, newestArtifact, readJson, requiredArtifact } from '../project.js';

/** Everything that decides what a reel looks and sounds like. */
export interface ReelPlan {
  reel: ReelRecord;
  episode: EpisodeRecord;
  source: ArtifactRecord;
  cover: Buffer | null;
  /** Digests of what the reel is made from. */
  reads: string[];
  cut: Range[];
  durationMs: number;
  /** On the reel's own clock. */
  sentences: Sentence[];
  composition: Composition;
  hasCaptions: boolean;
}

/** Plans a reel from the record: the cut, what is said in it, and how it is laid out. The same record gives the same plan. */
export async function planReel(deps: Deps, input: { workspaceId: string; projectId: string; reelId: string }): Promise<ReelPlan> {
  const reel = await findReel(deps.db, input.workspaceId, input.reelId);
  const highlights = await listHighlights(deps.db, input.workspaceId, input.projectId);
  const highlight = highlights.find(({ id }) => id === reel?.highlightId);
  if (!reel || !highlight) throw ApplicationFailure.nonRetryable(`There is no reel ${input.reelId} any more.`, 'INTERNAL');

  const { options, title: projectTitle } = await loadProject(deps, input);
  const episode = await loadEpisode(deps, input);
  const source = await requiredArtifact(deps, input, 'source');
  const coverArtifact = await newestArtifact(deps, input, 'cover');
  const cover = coverArtifact && (await deps.store.read(coverArtifact.objectKey));
  const transcript = await readJson<Transcript>(deps, await requiredArtifact(deps, input, 'transcript'));
  const peaks = await readJson<Peaks>(deps, await requiredArtifact(deps, input, 'peaks'));

  const cut = planCut(highlight, transcript, { durationMs: episode.durationMs }).ranges;
  const durationMs = cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const sentences = cutSentences(transcript, cut);
  const layout = options.layout === 'auto' || !episode.video ? (episode.video ? 'fit' : 'audiogram') : options.layout;
  const captions = options.captions === 'auto' ? (layout === 'fit' ? 'punch' : 'studio') : options.captions;
  const show = episode.show ?? projectTitle;
  const composition = composeReel(
    {
      sentences,
      durationMs,
      language: transcript.language,
      captions,
      layout,
      title: reel.title,
      show,
      peaks: cutPeaks(peaks, cut),
      palette: await choosePalette(cover, show),
      hasCover: cover !== null,
      video: episode.video,
    },
    deps.fonts,
  );
  const reads = [source.sha256, ...(coverArtifact ? [coverArtifact.sha256] : [])];
  return { reel, episode, source, cover, reads, cut, durationMs, sentences, composition, hasCaptions: captions !== 'none' };
}
