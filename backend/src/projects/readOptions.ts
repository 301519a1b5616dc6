import { DEFAULT_OPTIONS } from '@reels/contracts';
import type { ProjectOptions, Range } from '@reels/contracts';
import { InvalidInput } from '../graphql/errors.js';
import type { ProjectOptionsInput } from './project.inputs.js';

const REELS = { min: 1, max: 50 };
const LENGTH_MS = { min: 5_000, max: 180_000 };

/**
 * Fills in the defaults and checks what was chosen. A bound of the length that was left out gives way to the one that was given.
 *
 * @param maxEpisodeMs where a part without an end ends: no episode is longer
 */
export function readOptions(input: ProjectOptionsInput, maxEpisodeMs: number): ProjectOptions | InvalidInput {
  const invalid = (field: keyof ProjectOptionsInput, message: string) => new InvalidInput(`options.${field}`, message);
  const reels = input.reels ?? DEFAULT_OPTIONS.reels;
  const minMs = input.minMs ?? Math.min(DEFAULT_OPTIONS.minMs, input.maxMs ?? Infinity);
  const maxMs = input.maxMs ?? Math.max(DEFAULT_OPTIONS.maxMs, minMs);
  const language = input.language ? canonicalLanguage(input.language) : null;

  if (reels < REELS.min || reels > REELS.max) return invalid('reels', `There can be ${REELS.min} to ${REELS.max} reels.`);
  if (minMs < LENGTH_MS.min) return invalid(input.minMs ? 'minMs' : 'maxMs', `A reel lasts at least ${LENGTH_MS.min / 1000} s.`);
  if (maxMs > LENGTH_MS.max) return invalid(input.maxMs ? 'maxMs' : 'minMs', `A reel lasts at most ${LENGTH_MS.max / 1000} s.`);
  if (minMs > maxMs) return invalid('minMs', 'The shortest reel cannot be longer than the longest.');
  if ((input.fromMs ?? 0) < 0) return invalid('fromMs', 'The part cannot begin before the episode.');
  if ((input.forMs ?? 1) <= 0) return invalid('forMs', 'The part must last longer than nothing.');
  if (language === undefined) return invalid('language', 'This is no BCP 47 language code, such as "en" or "pt-BR".');

  return {
    reels,
    minMs,
    maxMs,
    part: readPart(input, maxEpisodeMs),
    language,
    captions: input.captions ?? DEFAULT_OPTIONS.captions,
    layout: input.layout ?? DEFAULT_OPTIONS.layout,
    review: input.review ?? DEFAULT_OPTIONS.review,
    transcriptOnly: input.transcriptOnly ?? DEFAULT_OPTIONS.transcriptOnly,
  };
}

function readPart({ fromMs, forMs }: ProjectOptionsInput, maxEpisodeMs: number): Range | null {
  if (fromMs == null && forMs == null) return null;
  const startMs = fromMs ?? 0;
  return { startMs, endMs: forMs == null ? Math.max(maxEpisodeMs, startMs + 1) : startMs + forMs };
}

/** "EN-us" is "en-US"; undefined when it is no language code. */
function canonicalLanguage(code: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(code)[0];
  } catch {
    return undefined;
  }
}
