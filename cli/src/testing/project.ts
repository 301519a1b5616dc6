import { BOUNDARY_RULES } from '@reels/contracts';
import type { HighlightFragment } from '../generated/operations.js';
import type { ProjectReels, Reel } from '../output/reelsJson.js';

const stored = (name: string) => ({ bytes: 10, sha256: '0'.repeat(64), url: `http://store.test/${name}` });

export function highlight(id: string, fields: Partial<HighlightFragment> = {}): HighlightFragment {
  return {
    id,
    startMs: 10_000,
    endMs: 52_000,
    score: 80,
    reasons: ['tells a story with a turn'],
    title: `Title ${id}`,
    state: 'APPROVED',
    boundaries: BOUNDARY_RULES.map((rule) => ({ rule, holds: true, why: null })),
    ...fields,
  };
}

/** A finished reel of the highlight with the same id. */
export function reel(id: string, fields: Partial<Reel> = {}): Reel {
  return {
    id: `reel-${id}`,
    highlightId: id,
    title: `Title ${id}`,
    state: 'READY',
    cut: [{ startMs: 10_000, endMs: 52_000 }],
    checks: [{ name: 'loudness', passed: true, value: -14.1, limit: '-14 LUFS +-0.5' }],
    madeBy: [{ step: 'render', provider: 'ffmpeg', version: '5.1', costMicroUsd: 0, fallback: null }],
    error: null,
    video: stored('reel.mp4'),
    srt: stored('reel.srt'),
    vtt: stored('reel.vtt'),
    thumbnail: stored('reel.jpg'),
    ...fields,
  };
}

export function project(highlights: HighlightFragment[], reels: Reel[], wanted = reels.length): ProjectReels {
  return {
    id: '0199a1b2-0000-7000-8000-00000000abcd',
    title: 'The baker',
    state: 'DONE',
    stage: 'CHECK',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:10:00.000Z',
    lastSeq: 9,
    error: null,
    episode: { fileName: 'baker.mp3', durationMs: 600_000 },
    options: { reels: wanted, transcriptOnly: false },
    highlights,
    reels,
  };
}
