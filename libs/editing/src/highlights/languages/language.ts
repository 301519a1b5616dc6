/**
 * What the selection knows of one language, as data. Every pattern is tried on one sentence with straight quotes
 * (' and "), in any case unless it says otherwise. Patterns left null are signals that this language does without.
 */
export interface Language {
  /** Primary BCP 47 subtag; "und" for the set that reads no words. */
  code: string;
  /** Hesitations at a sentence's head that are passed over before its opening is judged. */
  fillers: RegExp | null;
  /** Openings that lean on what was said before: conjunctions, pronouns, answers. Null: openings can't be judged. */
  leaning: RegExp | null;
  /** Pronouns that point to somebody or something named before, anywhere in a sentence. */
  pointing: RegExp | null;
  /** Wordings that editors choose; each counts once a sentence. */
  punch: readonly Punch[];
  /** Wordings that editors pass over; each counts once a sentence. */
  hedging: readonly RegExp[];
  /** Speaks to the listener. */
  address: RegExp | null;
  story: RegExp | null;
  contrast: RegExp | null;
  number: RegExp | null;
  /** The interviewer turns to another subject. */
  newSubject: RegExp | null;
  /** Any sentence of an advertisement, and the one that opens it. */
  advert: RegExp | null;
  advertOpening: RegExp | null;
  /** Greetings and introductions, looked for at the episode's beginning only. */
  greeting: RegExp | null;
  /** Thanks and goodbyes, looked for at its end only. */
  farewell: RegExp | null;
  /** Appeals to subscribe, rate and follow, wherever they stand. */
  appeal: RegExp | null;
  /** Long but empty words, which say nothing of what a stretch is about. */
  stopWords: ReadonlySet<string>;
  /** What joins a second main clause to a first: up to there a sentence says something whole. */
  clauseJoint: RegExp | null;
  /** Conjunctions at a sentence's head that a title does without. */
  connective: RegExp | null;
  /** Words that name no subject, told by their ending. */
  notSubject: RegExp | null;
  /** "on", as in "Ada Lovelace on engines". */
  /** "and", to join the last of several subjects in a title. */
}

export interface Punch {
  /** What such wording does, as a producer would say it: "Gives advice". */
  does: string;
  pattern: RegExp;
}

/** Words of a text as a set. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Matches one of the alternatives at the head of a sentence, as whole words. */
export const opening = (alternatives: string): RegExp => new RegExp(`^(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');

/** Matches one of the alternatives anywhere, as whole words. */
export const anywhere = (alternatives: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');
