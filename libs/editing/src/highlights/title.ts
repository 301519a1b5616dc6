import type { Stretch } from './boundaries.js';
import type { Episode, Line } from './episode.js';
import { subjectWeights } from './subjects.js';

/** What a title may be long: one line of a video's heading, or two of a reel's. */
const LONGEST = 60;
const FEWEST_WORDS = 3;
/** About this length reads at a glance. */
const AIM = 36;
/** A phrase worth less says too little to be a title. */
const LEAST_WORTH = 0.5;
/** Hesitations that no title keeps. */
const HESITATION = /(?:^|\s)(?:u[hm]+|erm?|äh?m?|euh+|eh+m*|hmm+|yeah)(?=[\s,.…]|$)/i;

/**
 * A title in the speakers' own words: the sentence, or whole main clause, of the stretch that says most about it;
 * else the beginning of its most telling clause, or of the whole, with an ellipsis. At most 60 characters, no word cut off;
 * different from those already taken unless the stretch says nothing else.
 */
export function proposeTitle(episode: Episode, stretch: Stretch, taken: ReadonlySet<string>): string {
  const weights = subjectWeights(episode, stretch);
  const lines = episode.lines.slice(stretch.from, stretch.to);
  const best = (phrasesIn: (line: Line, index: number) => string[], leastWorth: number): string | undefined =>
    lines
      .flatMap((line, index) => phrasesIn(line, index).map((text) => ({ text, worth: worthOf(text, line, index, episode, weights) })))
      .filter(({ text, worth }) => worth >= leastWorth && !taken.has(text))
      .sort((a, b) => b.worth - a.worth)[0]?.text;
  return best((line, index) => phrasesOf(line, index === 0, episode), LEAST_WORTH) ?? best((line) => beginningsOf(line, episode), -Infinity) ?? (shorten(lines[0]?.plain ?? '') || '…');
}

/** Sentences and main clauses of a line that could head a reel. */
function phrasesOf(line: Line, isFirst: boolean, { language }: Episode): string[] {
  if (!line.isComplete || line.opensSubject || HESITATION.test(line.plain)) return [];
  let spoken = language.fillers ? line.plain.replace(language.fillers, '') : line.plain;
  if (language.connective) spoken = spoken.replace(language.connective, '');
  if (language.leaning?.test(spoken)) return [];
  const joint = language.clauseJoint ? spoken.search(language.clauseJoint) : -1;
  // The first sentence's beginning would only repeat what is heard at once.
  const texts = joint > 0 && !isFirst ? [spoken, spoken.slice(0, joint)] : [spoken];
  return texts.map(tidy).filter((text) => text.length <= LONGEST && (text.match(/\p{L}+/gu)?.length ?? 0) >= FEWEST_WORDS);
}

/** The clauses of a line that stand on their own, each up to where it would grow too long. */
function beginningsOf(line: Line, { language }: Episode): string[] {
  const clauses = language.clauseJoint ? line.plain.split(new RegExp(language.clauseJoint, 'gi')) : [line.plain];
  return clauses
    .map((clause) => (language.connective ? clause.replace(language.connective, '') : clause))
    .filter((clause) => !language.leaning?.test(clause) && !HESITATION.test(clause))
    .map(shorten)
    .filter((text) => text.length > 0);
}

/** Cut after a word that can end a line: not after an article, a preposition or a comma. */
function shorten(clause: string): string {
  const whole = tidy(clause);
  if (whole.length <= LONGEST) return whole;
  const room = whole.slice(0, LONGEST);
  const spaced = room.split(' ').slice(0, -1);
  while (spaced.length > FEWEST_WORDS && LEANS.test(spaced.at(-1) ?? '')) spaced.pop();
  return `${spaced.length > 1 ? tidy(spaced.join(' ')) : room.slice(0, AIM)}…`;
}

/** In most languages the short words are articles, prepositions, conjunctions and auxiliaries. */
const LEANS = /^[\p{L}']{1,4}$/u;

/** With a capital, without a final full stop and unpaired quotes. */
function tidy(text: string): string {
  const bare = text.replace(/[\s,;:.…–—-]{1,20}$/u, '').trim();
  const unquoted = (bare.match(/"/g)?.length ?? 0) % 2 === 0 ? bare : bare.replace(/"/g, '');
  return capitalise(unquoted);
}

function capitalise(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

function worthOf(text: string, line: Line, index: number, { language }: Episode, weights: ReadonlyMap<string, number>): number {
  const lower = text.toLowerCase();
  const subjects = line.content.filter((word) => lower.includes(word));
  const telling = subjects.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const punch = language.punch.filter(({ pattern }) => pattern.test(text)).length;
  const hedges = language.hedging.slice(0, 2).filter((pattern) => pattern.test(text)).length;
  return (
    Math.min(3, punch) * 0.4 +
    Math.min(2, telling) +
    Math.min(2, subjects.length) * 0.3 -
    hedges * 0.4 -
    (language.pointing?.test(text) ? 0.5 : 0) +
    (line.isQuestion && text.endsWith('?') ? 0.3 : 0) -
    (/^I\b/.test(text) ? 0.5 : 0) -
    Math.abs(text.length - AIM) / 40 -
    // The opening is heard at once; a title should add to it.
    (index === 0 && !line.isQuestion ? 0.8 : 0)
  );
}
