import type { Stretch } from './boundaries.js';
import type { Episode, Line } from './episode.js';
import { subjectPhrases, subjectWeights } from './subjects.js';

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
 * else its subjects. At most 60 characters, no word cut off, different from those already taken.
 */
export function proposeTitle(episode: Episode, stretch: Stretch, taken: ReadonlySet<string>): string {
  const weights = subjectWeights(episode, stretch);
  const phrases = episode.lines
    .slice(stretch.from, stretch.to)
    .flatMap((line, index) => phrasesOf(line, index === 0, episode).map((text) => ({ text, worth: worthOf(text, line, index, episode, weights) })))
    .filter(({ text, worth }) => worth >= LEAST_WORTH && !taken.has(text))
    .sort((a, b) => b.worth - a.worth);
  return phrases[0]?.text ?? subjectsTitle(episode, stretch, weights, taken);
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

/** Who speaks most words; null where it is not known, or only a number. */
function mainSpeaker({ lines }: Episode, { from, to }: Stretch): string | null {
  const words = new Map<string, number>();
  for (const { sentence } of lines.slice(from, to)) if (sentence.speaker) words.set(sentence.speaker, (words.get(sentence.speaker) ?? 0) + sentence.words.length);
  const [most] = [...words].sort(([, a], [, b]) => b - a);
  return most && !/\d/.test(most[0]) ? most[0] : null;
}

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

/** "Ada on global packages and Cabal hell": the most telling subjects, after the name of whoever speaks most of them. */
function subjectsTitle(episode: Episode, stretch: Stretch, weights: ReadonlyMap<string, number>, taken: ReadonlySet<string>): string {
  const { and, on } = episode.language;
  const subjects = subjectPhrases(episode, stretch, weights);
  const speaker = mainSpeaker(episode, stretch);
  const titles = [2, 1, 3].flatMap((count) => {
    const chosen = subjects.slice(0, count);
    if (chosen.length === 0) return [];
    const named = chosen.length > 1 && and ? `${chosen.slice(0, -1).join(', ')} ${and} ${chosen.at(-1)}` : chosen.join(', ');
    return [...(speaker && on ? [`${speaker} ${on} ${named}`] : []), capitalise(named)];
  });
  const title = titles.find((text) => text.length <= LONGEST && !taken.has(text));
  if (title) return title;
  const seconds = Math.floor((episode.lines[stretch.from]?.sentence.startMs ?? 0) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
