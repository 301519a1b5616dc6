/** Marks on one letter: more than a script needs are somebody's joke and would climb out of their line. European letters come with theirs composed. */
const STACKED_MARKS = /([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{P}\p{S}\p{N}]\p{M})\p{M}+|(\p{M}{4})\p{M}+/gu;

const CONTROLS = /\p{Cc}/gu;
/** Unassigned, private and lone-surrogate code points, and format characters but the two joiners that Indic scripts, Persian and emoji need. */
const UNDRAWABLE = /[\p{Cn}\p{Co}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;
const STRAY_JOINERS = /(?<=^|[\s\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?=$|\s)/gu;
/** Which glyphs an emoji takes is decided by its font, not by a selector; the key around a digit is one that libass draws beside it. */
const VARIATION_SELECTORS = /[\ufe00-\ufe0f\u20e3\u{e0100}-\u{e01ef}]/gu;

/** Emoji joined into one, which libass draws one over the other: of a flag what is on it stays, of others the first. */
const JOINED_EMOJI = /([\u{1f3f3}\u{1f3f4}]\u200d)?(\p{Extended_Pictographic}\p{Emoji_Modifier}?)(?:\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}?)*/gu;

/**
 * Text from outside made fit for drawing: one line, only characters that are seen, and none that ASS reads as a command.
 * ASS knows no escape for a backslash, and players differ about the one for braces: such letters, which nobody says, are replaced by their likes.
 */
export const cleanText = (text: string): string =>
  text
    .replace(UNDRAWABLE, '')
    .replace(VARIATION_SELECTORS, '')
    .replace(CONTROLS, ' ')
    .normalize('NFC')
    .replace(JOINED_EMOJI, '$2')
    .replace(STACKED_MARKS, '$1$2')
    .replace(STRAY_JOINERS, '')
    .replace(/\s+/gu, ' ')
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll('\\', '/')
    .trim();
