import type { Peaks, Range } from '@reels/contracts';

/**
 * Length of a chunk that is aimed at. Starting the recognizer costs about a second of speech's work, so that five
 * minutes lose next to nothing; an hour makes twelve chunks, and a worker that dies repeats half a minute of work.
 */
const TARGET_MS = 5 * 60_000;
/** A good pause is worth a chunk that is so much shorter or longer. */
const SHORTEST = 0.6;
const LONGEST = 1.4;
/** Sound kept before the first and after the last speech of a chunk. */
const MARGIN_MS = 500;

/**
 * Cuts a recording into chunks that are recognized by themselves: in order, without overlaps, each inside the recording,
 * together holding all of the speech. Cuts lie in the longest pause near the aimed length; where somebody speaks on
 * without a pause, in the quietest place of `loudness`.
 */
export function planChunks(speech: readonly Range[], durationMs: number, loudness?: Peaks): Range[] {
  const groups = groupSpeech(speech, loudness);
  return groups.map((group, i) => ({
    startMs: Math.max(i === 0 ? 0 : middle(groups[i - 1]!, group), group.startMs - MARGIN_MS),
    endMs: Math.min(i === groups.length - 1 ? durationMs : middle(group, groups[i + 1]!), group.endMs + MARGIN_MS),
  }));
}

const middle = (before: Range, after: Range): number => Math.floor((before.endMs + after.startMs) / 2);

/** From the first to the last speech of each chunk. */
function groupSpeech(speech: readonly Range[], loudness: Peaks | undefined): Range[] {
  const groups: Range[] = [];
  let rest = [...speech];
  while (rest.length > 0) {
    const startMs = rest[0]!.startMs;
    const endMs = rest.at(-1)!.endMs;
    if (endMs - startMs <= TARGET_MS * LONGEST) {
      groups.push({ startMs, endMs });
      break;
    }
    const cut = cutNear(rest, startMs + TARGET_MS * SHORTEST, startMs + TARGET_MS * LONGEST, loudness);
    groups.push({ startMs, endMs: cut.startMs });
    rest = rest.flatMap((range) => (range.endMs <= cut.startMs ? [] : [{ startMs: Math.max(range.startMs, cut.endMs), endMs: range.endMs }]));
  }
  return groups;
}

/** The longest pause that begins between these times, or a place of no length inside speech. */
function cutNear(speech: readonly Range[], fromMs: number, toMs: number, loudness: Peaks | undefined): Range {
  let longest: Range | undefined;
  for (let i = 0; i + 1 < speech.length; i++) {
    const pause = { startMs: speech[i]!.endMs, endMs: speech[i + 1]!.startMs };
    const inside = pause.startMs >= fromMs && pause.startMs <= toMs && pause.endMs > pause.startMs;
    if (inside && (!longest || pause.endMs - pause.startMs > longest.endMs - longest.startMs)) longest = pause;
  }
  const quiet = quietestPlace(fromMs, toMs, loudness);
  return longest ?? { startMs: quiet, endMs: quiet };
}

function quietestPlace(fromMs: number, toMs: number, loudness: Peaks | undefined): number {
  if (!loudness) return Math.round((fromMs + toMs) / 2);
  const first = Math.ceil(fromMs / loudness.bucketMs);
  const buckets = loudness.values.slice(first, Math.floor(toMs / loudness.bucketMs));
  if (buckets.length === 0) return Math.round((fromMs + toMs) / 2);
  const quietest = buckets.indexOf(Math.min(...buckets));
  return Math.round((first + quietest + 0.5) * loudness.bucketMs);
}
