import { BOUNDARY_RULES } from '@reels/contracts';
import type { BoundaryProof, Checks, MadeBy, ReelJson, ReelsJson } from '@reels/contracts';
import type { FileFragment, HighlightFragment, ProjectReelsQuery } from '../generated/operations.js';
import { slug } from './slug.js';

const ENDINGS = { video: 'mp4', srt: 'srt', vtt: 'vtt', thumbnail: 'jpg' } as const;

export type ProjectReels = NonNullable<ProjectReelsQuery['project']>;
export type Reel = ProjectReels['reels'][number];

/** A reel with its highlight and the files it is downloaded as. */
export interface DeliveredReel {
  json: ReelJson;
  /** Length of the cut. */
  durationMs: number;
  /** What is stored, by the name under which it goes into the folder. */
  files: { name: string; stored: FileFragment }[];
}

/** The better first; of two that are as good the earlier. Also the order in which highlights are numbered for `approve`. */
export function byScore(a: { score: number; startMs: number }, b: { score: number; startMs: number }): number {
  return b.score - a.score || a.startMs - b.startMs;
}

/** The finished reels of a project, the best first, named `01-title.mp4` and so on. */
export function deliverReels(project: ProjectReels): DeliveredReel[] {
  const highlights = new Map(project.highlights.map((highlight) => [highlight.id, highlight]));
  const ready = project.reels.flatMap((reel) => {
    const highlight = highlights.get(reel.highlightId);
    return reel.state === 'READY' && highlight ? [{ reel, highlight }] : [];
  });
  ready.sort((a, b) => byScore(a.highlight, b.highlight));
  return ready.map(({ reel, highlight }, index) => deliverReel(reel, highlight, index + 1));
}

function deliverReel(reel: Reel, highlight: HighlightFragment, number: number): DeliveredReel {
  const stem = `${String(number).padStart(2, '0')}-${slug(reel.title, 'reel')}`;
  const file = (kind: keyof typeof ENDINGS) => {
    const stored = reel[kind];
    if (!stored) throw new Error(`Reel ${reel.id} is ready, but has no ${kind}.`);
    return { name: `${stem}.${ENDINGS[kind]}`, stored };
  };
  const [video, srt, vtt, thumbnail] = [file('video'), file('srt'), file('vtt'), file('thumbnail')];
  const json: ReelJson = {
    file: video.name,
    srt: srt.name,
    vtt: vtt.name,
    thumbnail: thumbnail.name,
    title: reel.title,
    score: highlight.score,
    reasons: highlight.reasons,
    boundaries: boundaryProof(highlight),
    cut: reel.cut.map(({ startMs, endMs }) => ({ startMs, endMs })),
    checks: checksOf(reel),
    madeBy: reel.madeBy.map(madeBy),
  };
  const durationMs = reel.cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return { json, durationMs, files: [video, srt, vtt, thumbnail] };
}

export function toReelsJson(projectId: string, reels: readonly DeliveredReel[]): ReelsJson {
  return { project: projectId, transcript: 'transcript.json', reels: reels.map(({ json }) => json) };
}

/** The API lists the rules; the contract has them by name. */
export function boundaryProof({ id, boundaries }: HighlightFragment): BoundaryProof {
  const entries = BOUNDARY_RULES.map((rule) => {
    const found = boundaries.find((boundary) => boundary.rule === rule);
    if (!found) throw new Error(`Highlight ${id} says nothing of the rule ${rule}.`);
    return [rule, { holds: found.holds, ...(found.why !== null && { why: found.why }) }] as const;
  });
  return Object.fromEntries(entries) as BoundaryProof;
}

const checksOf = ({ checks }: Reel): Checks =>
  Object.fromEntries(checks.map(({ name, passed, value, limit }) => [name, { passed, value, limit }]));

function madeBy({ step, provider, version, costMicroUsd, fallback }: Reel['madeBy'][number]): MadeBy {
  return { step, provider, version, costMicroUsd, ...(fallback !== null && { fallback }) };
}
