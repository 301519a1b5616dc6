/** The six rules of a highlight's edges (ARCHITECTURE.md, "Boundary proof"), as statements. */
const RULES: Readonly<Record<string, string>> = {
  startsAtSentence: 'Begins with the first word of a sentence',
  endsAtSentence: 'Ends with the last word of a sentence',
  pauseAfter: 'A pause follows its last word',
  opensOnItsOwn: 'Opens on its own, not on a word that hangs in the air',
  cutsNoSpeakerOff: 'Cuts nobody off',
  lengthWithinBounds: 'As long as was asked for',
};

export const boundaryText = (rule: string): string => RULES[rule] ?? rule;
