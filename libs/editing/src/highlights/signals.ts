import type { Stretch } from './boundaries.js';
import { bendsAtEnd, bendsAtStart } from './boundaries.js';
import type { Line } from './episode.js';
import type { Evidence } from './evidence.js';

/**
 * One property of a stretch that speaks for or against it. Weights are in the exponent: +0.7 doubles a stretch's worth.
 *
 * Where the weights come from: those of punch, hedging, guestShare, earliness, themes and opensTurn were learned on
 * interviews with editors' choices (guests' clips hit: .25 with all of them, .18 without earliness, .08 by chance);
 * address, longSentences, oneSubject and familiarPhrases showed there with an area under the curve of .55 to .58 and
 * weigh little beside them; the others did not show or could not be measured, and only decide between near equals.
 */
export interface Signal {
  name: string;
  weight: number;
  /** Measured against the episode's other candidates, in deviations. */
  relative: boolean;
  measure(stretch: Stretch, evidence: Evidence): number;
}

/**
 * Wordings are counted per 35 s, the length of stretch that their weights were learned on. A shorter one is counted
 * as if it were half as far from that: among short stretches the densest are so by chance.
 */
const LEARNED_MS = 35_000;

const perLength = (key: 'punch' | 'hedging') => (stretch: Stretch, evidence: Evidence) => {
  const lengthMs = evidence.lengthMs(stretch);
  return (evidence.sum(key, stretch) * LEARNED_MS) / Math.max(lengthMs, (lengthMs + LEARNED_MS) / 2);
};
const perWord = (key: 'story' | 'contrast' | 'number' | 'address') => (stretch: Stretch, evidence: Evidence) =>
  evidence.sum(key, stretch) / Math.max(1, evidence.sum('words', stretch));
const firstLine = ({ from }: Stretch, { episode }: Evidence): Line => episode.lines[from] as Line;
const lastLine = ({ to }: Stretch, { episode }: Evidence): Line => episode.lines[to - 1] as Line;

/** Generalising, advising, absolute, superlative, struggling, denying wording. */
const punch: Signal = { name: 'punch', weight: 0.12, relative: false, measure: perLength('punch') };

/** "Maybe", "kind of", names that nobody knows. */
const hedging: Signal = { name: 'hedging', weight: -0.12, relative: false, measure: perLength('hedging') };

/** How much of it the guest says. */
const guestShare: Signal = {
  name: 'guestShare',
  weight: 1,
  relative: false,
  measure: (stretch, evidence) => evidence.sum('guestWords', stretch) / Math.max(1, evidence.sum('words', stretch)),
};

/** Editors of long interviews choose from the beginning; of short episodes nothing is known, so there it fades. */
const earliness: Signal = { name: 'earliness', weight: 1.5, relative: false, measure: (stretch, evidence) => 1 - evidence.place(stretch) };

/** Speaks of what the episode speaks of most. */
const themes: Signal = {
  name: 'themes',
  weight: 0.15,
  relative: true,
  measure: (stretch, evidence) => evidence.sum('commonness', stretch) / Math.max(1, evidence.sum('longWords', stretch)),
};

/** Begins where somebody takes the floor, other than to ask. */
const opensTurn: Signal = { name: 'opensTurn', weight: Math.log(1.2), relative: false, measure: (stretch, evidence) => (firstLine(stretch, evidence).opensTurn && questionAndAnswer.measure(stretch, evidence) === 0 ? 1 : 0) };

/** Speaks to the listener. */
const address: Signal = { name: 'address', weight: 0.06, relative: true, measure: perWord('address') };

/** Thoughts carried through rather than banter. */
const longSentences: Signal = {
  name: 'longSentences',
  weight: 0.08,
  relative: true,
  measure: (stretch, evidence) => evidence.sum('words', stretch) / (stretch.to - stretch.from),
};

/** No change of subject inside. */
const oneSubject: Signal = {
  name: 'oneSubject',
  weight: 0.06,
  relative: true,
  measure: ({ from, to }, { episode }) => -episode.lines.slice(from + 1, to).reduce((most, line) => Math.max(most, line.topicShift), 0),
};

/** How often the interviewer turns to another subject on the way; twice as bad near an edge, where it leaves a stub. */
const changesSubject: Signal = {
  name: 'changesSubject',
  weight: -0.2,
  relative: false,
  measure: ({ from, to }, { episode }) => {
    const third = (to - from) / 3;
    const cost = (offset: number) => (offset < third || offset >= 2 * third ? 2 : 1);
    return episode.lines.slice(from, to).reduce((sum, line, offset) => sum + (offset > 0 && line.opensSubject ? cost(offset) : 0), 0);
  },
};

/** Edges that bend a boundary rule, where the episode's transcript is too poor to demand it. */
const bentRules: Signal = { name: 'bentRules', weight: -0.15, relative: false, measure: ({ from, to }, { episode }) => (bendsAtStart(episode, from) ? 1 : 0) + (bendsAtEnd(episode, to - 1) ? 1 : 0) };

/** Turns of phrase that come back in the episode. */
const familiarPhrases: Signal = {
  name: 'familiarPhrases',
  weight: 0.06,
  relative: true,
  measure: (stretch, evidence) => evidence.sum('repeatedTrigrams', stretch) / Math.max(1, evidence.sum('trigrams', stretch)),
};

/** A question may take some sentences to ask; where nobody is named, only the first is surely the asker's. */
const QUESTION_LINES = 3;

/** Opens with a question that another voice answers. */
const questionAndAnswer: Signal = {
  name: 'questionAndAnswer',
  weight: 0.25,
  relative: false,
  measure: ({ from, to }, { episode }) => {
    const lines = episode.lines[from]?.sentence.speaker === null ? 1 : QUESTION_LINES;
    const asked = episode.lines.slice(from, Math.min(to, from + lines)).findIndex((line) => line.isQuestion && (line.closesTurn || line.sentence.speaker === null));
    const question = episode.lines.slice(from, from + asked + 1);
    const answer = episode.lines[from + asked + 1];
    const oneVoice = question.every((line) => line.sentence.speaker === question[0]?.sentence.speaker);
    return asked !== -1 && oneVoice && answer && !answer.isQuestion ? 1 : 0;
  },
};

/** The first sentence needs nothing that went before: no "he" or "them", no hesitation, no mere fragment. 0..1. */
const selfContainedOpening: Signal = {
  name: 'selfContainedOpening',
  weight: 0.25,
  relative: false,
  measure: (stretch, evidence) => {
    const { plain, isQuestion, sentence } = firstLine(stretch, evidence);
    const { pointing, fillers, hedging: hedges } = evidence.episode.language;
    const fragment = !isQuestion && sentence.words.length < 4 ? 0.5 : 0;
    const hedged = hedges[0]?.test(plain) ? 0.2 : 0;
    return Math.max(0, 1 - fragment - hedged - (pointing?.test(plain) ? 0.3 : 0) - (fillers?.test(plain) ? 0.5 : 0));
  },
};

/** Ends on a short, whole sentence that makes a point. */
const quotableEnding: Signal = {
  name: 'quotableEnding',
  weight: 0.08,
  relative: false,
  measure: (stretch, evidence) => {
    const { plain, isQuestion, isComplete, byHost, sentence } = lastLine(stretch, evidence);
    const short = sentence.words.length >= 3 && sentence.words.length <= 16;
    const points = evidence.episode.language.punch.filter(({ pattern }) => pattern.test(plain)).length;
    return short && isComplete && !isQuestion && !byHost && points >= 2 ? 1 : 0;
  },
};

/** Ends where the speaker has finished. */
const endsTurn: Signal = {
  name: 'endsTurn',
  weight: 0.05,
  relative: false,
  measure: (stretch, evidence) => {
    const { closesTurn, byHost, sentence } = lastLine(stretch, evidence);
    return closesTurn && !byHost && sentence.speaker !== null ? 1 : 0;
  },
};

const story: Signal = { name: 'story', weight: 0.03, relative: true, measure: perWord('story') };
const contrast: Signal = { name: 'contrast', weight: 0.03, relative: true, measure: perWord('contrast') };
const number: Signal = { name: 'number', weight: 0.02, relative: true, measure: perWord('number') };

/** Spoken louder than the rest of the episode. */
const energy: Signal = {
  name: 'energy',
  weight: 0.05,
  relative: true,
  measure: (stretch, evidence) => {
    const measured = evidence.sum('levelsMeasured', stretch);
    return measured > 0 ? evidence.sum('levelDb', stretch) / measured : 0;
  },
};

/** Spoken faster than the rest of the episode. */
const pace: Signal = {
  name: 'pace',
  weight: 0.02,
  relative: true,
  measure: (stretch, evidence) => evidence.sum('words', stretch) / Math.max(1, evidence.sum('speechMs', stretch)),
};

export const SIGNALS: readonly Signal[] = [
  punch,
  hedging,
  guestShare,
  earliness,
  themes,
  opensTurn,
  address,
  longSentences,
  oneSubject,
  changesSubject,
  bentRules,
  familiarPhrases,
  questionAndAnswer,
  selfContainedOpening,
  quotableEnding,
  endsTurn,
  story,
  contrast,
  number,
  energy,
  pace,
];
