import { bendsAtStart } from './boundaries.js';
import type { Line } from './episode.js';
import type { Evidence } from './evidence.js';
import { isScored } from './evidence.js';
import type { Candidate } from './score.js';

/** A signal that lifts a candidate by less than this is not worth telling. */
const LEAST_LIFT = 0.04;
const MOST_REASONS = 4;
const LONGEST_QUOTE = 90;

/** What lifted a candidate above the others, in a producer's words, the weightiest first; at least one. */
export function reasonsFor(candidate: Candidate, evidence: Evidence): string[] {
  const reasons = tellingReasons(candidate, evidence);
  return reasons.length > 0 ? reasons : ['The best whole stretch of the asked length that is left.'];
}

/** The same; none where nothing lifts it. */
export function tellingReasons(candidate: Candidate, evidence: Evidence): string[] {
  const reasons = [...candidate.lifts]
    .filter(([, lift]) => lift >= LEAST_LIFT)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([signal]) => WORDINGS[signal]?.(candidate, evidence) ?? []);
  return [...new Set(reasons)].slice(0, MOST_REASONS);
}

type Wording = (candidate: Candidate, evidence: Evidence) => string[];

/** How each signal is told; those that say nothing to a producer (familiarPhrases) are left out. */
const WORDINGS: Record<string, Wording> = {
  punch: strongWordings,
  hedging: ({ from, to }, { episode }) => {
    const vague = episode.lines.slice(from, to).some((line) => isScored(line, episode) && episode.language.hedging[0]?.test(line.plain));
    return [vague ? 'Fewer asides, names and vague words than elsewhere.' : 'Said straight, without "maybe" or "kind of".'];
  },
  guestShare: (candidate, evidence) => [`${speakerOf(candidate, evidence)} does nearly all of the talking.`],
  earliness: () => ['Comes early in the episode, where editors choose most often.'],
  themes: (candidate, evidence) => {
    const words = themesOf(candidate, evidence);
    return words.length > 0 ? [`About what the episode keeps coming back to: ${words.join(', ')}.`] : [];
  },
  opensTurn: ({ from }, { episode }) => {
    const speaker = episode.lines[from]?.sentence.speaker;
    return [speaker ? `Begins where ${speaker} takes the floor.` : 'Begins where somebody takes the floor.'];
  },
  address: () => ['Speaks to the listener.'],
  longSentences: () => ['Carries a thought through in full sentences.'],
  oneSubject: () => ['Keeps to one subject.'],
  questionAndAnswer: ({ from, to }, { episode }) => {
    const asked = episode.lines.slice(from, to).findIndex((line) => line.isQuestion);
    const question = episode.lines.slice(from, from + asked + 1).map((line) => line.sentence.text);
    return [`Opens with a question and answers it: ${quote(question.join(' '))}`];
  },
  selfContainedOpening: ({ from }, { episode }) => (bendsAtStart(episode, from) ? [] : [`The opening needs no context: ${quote(episode.lines[from]?.sentence.text)}`]),
  quotableEnding: ({ to }, { episode }) => [`Ends on a line to quote: ${quote(episode.lines[to - 1]?.sentence.text)}`],
  endsTurn: ({ to }, { episode }) => [`Ends where ${episode.lines[to - 1]?.sentence.speaker ?? 'the speaker'} has finished.`],
  story: quoting('story', 'Tells what happened'),
  contrast: quoting('contrast', 'Turns an expectation around'),
  number: quoting('number', 'Names figures'),
  energy: () => ['Spoken with more energy than the rest.'],
  pace: () => ['Spoken faster than the rest.'],
};

/** The two kinds of strong wording that stand out most against the episode, each with the line that shows it best. */
function strongWordings({ from, to }: Candidate, { episode }: Evidence): string[] {
  const inside = episode.lines.slice(from, to).filter((line) => isScored(line, episode));
  const all = episode.lines.filter((line) => isScored(line, episode));
  const { punch } = episode.language;
  const strength = (line: Line) => punch.filter(({ pattern }) => pattern.test(line.plain)).length;
  const quoted = new Set<Line>();
  return punch
    .map(({ does, pattern }) => ({ does, pattern, more: share(inside, pattern) - share(all, pattern) }))
    .filter(({ more }) => more > 0)
    .sort((a, b) => b.more - a.more)
    .slice(0, 2)
    .flatMap(({ does, pattern }) => {
      const shows = inside.filter((line) => pattern.test(line.plain) && !quoted.has(line));
      if (shows.length === 0) return [];
      const best = shows.reduce((leader, line) => (strength(line) > strength(leader) ? line : leader));
      quoted.add(best);
      return [`${does}: ${quote(best.sentence.text)}`];
    });
}

const share = (lines: readonly Line[], pattern: RegExp): number => lines.filter((line) => pattern.test(line.plain)).length / Math.max(1, lines.length);

function quoting(key: 'story' | 'contrast' | 'number', does: string): Wording {
  return ({ from, to }, { episode }) => {
    const pattern = episode.language[key];
    const line = episode.lines.slice(from, to).find((candidate) => isScored(candidate, episode) && pattern?.test(candidate.plain));
    return line ? [`${does}: ${quote(line.sentence.text)}`] : [];
  };
}

function speakerOf({ from, to }: Candidate, { episode }: Evidence): string {
  return episode.lines.slice(from, to).find((line) => !line.byHost)?.sentence.speaker ?? 'The guest';
}

/** The stretch's content words that the episode uses most, at most three. */
function themesOf({ from, to }: Candidate, { episode }: Evidence): string[] {
  const counts = new Map<string, number>();
  for (const word of episode.lines.flatMap((line) => line.content)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...new Set(episode.lines.slice(from, to).flatMap((line) => line.content))];
  return words.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, 3);
}

/** A text in quotation marks, shortened at a word where it is long. */
function quote(text: string | undefined = ''): string {
  if (text.length <= LONGEST_QUOTE) return `“${text}”`;
  const cut = text.slice(0, LONGEST_QUOTE);
  const space = cut.lastIndexOf(' ');
  return `“${(space > 0 ? cut.slice(0, space) : Array.from(cut).slice(0, -1).join('')).replace(/[\p{P}\s]+$/u, '')} …”`;
}
