import type { Language } from './language.js';

/** For languages without lists: nothing is read into words; place, turns, lengths, frequencies, pauses and the voice remain. */
export const blind: Language = {
  code: 'und',
  fillers: null,
  leaning: null,
  pointing: null,
  punch: [],
  hedging: [],
  address: null,
  story: null,
  contrast: null,
  number: /\p{N}/u,
  newSubject: null,
  advert: null,
  advertOpening: null,
  greeting: null,
  farewell: null,
  appeal: null,
  stopWords: new Set(),
  clauseJoint: null,
  connective: null,
  notSubject: null,
};
