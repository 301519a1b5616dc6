import type { Range } from '@reels/contracts';
import type { RecognizedWord } from '../../ports/index.js';

/** How far a word's coarse times may stray from the speech that it belongs to. */
const STRAY_MS = 500;
/** A phrase said this often in a row was not said: the recognizer is caught in a loop. Single words may be said more often. */
const LOOP = { phraseWords: 12, repeats: 4, singleRepeats: 8 };

/**
 * What Whisper learned from subtitles and says over music and silence, in many languages. Credits are never speech; the
 * farewells may be, so they go only where hardly anybody speaks.
 */
const CREDITS =
  /amara\.org|opensubtitles|(subtitles?|captions?|transcri(bed|ption)|translat(ed|ion)) (made |provided |created )?by\b|untertitel(ung)? (der|von|des|im auftrag|aufgrund)|sous-titr(es|age)\b.*\b(par|soci[eé]t[eé]|radio)|subt[ií]tulos (realizados )?por|legendas? pela comunidade|sottotitoli (e revisione )?a cura|ondertiteld? door|napisy (stworzone|przez)|субтитры (сделал|создавал|подогнал|и)|редактор субтитров|字幕(由|提供|製作|组)|ご視聴ありがとうございました|시청해 ?주셔서 감사합니다/iu;
const FAREWELL =
  /^(you|bye|bye bye|thank you|thanks|okay|oh|so|hmm|thank you (so|very) much|(thank you|thanks) (so much )?for (watching|listening|your attention)|please subscribe|see you( in the)? next (time|video)|like and subscribe|vielen dank( für die aufmerksamkeit| fürs zuschauen)?|merci( d'avoir regardé cette vidéo)?|gracias( por ver( el video)?)?|obrigad[oa]|grazie( per la visione)?|продолжение следует|спасибо( за просмотр)?|谢谢(观看|大家)?|感谢观看|ありがとうございました|감사합니다)$/iu;

/** Takes out what nobody said. `speech`: where somebody speaks, in the time of the words. */
export function dropInvented(words: RecognizedWord[], speech: Range[]): RecognizedWord[] {
  const numbers = [...new Set(words.map(({ segment }) => segment))];
  const segments = numbers.map((number) => dropNotes(words.filter(({ segment }) => segment === number)));
  const said = segments.filter((segment) => segment.length > 0 && !isInvented(segment, speech)).flat();
  return undoLoops(said.filter((word) => speech.some(({ startMs, endMs }) => word.startMs < endMs + STRAY_MS && word.endMs > startMs - STRAY_MS)));
}

/** "[Music]", "(audience laughs)", "*sighs*", "♪ la la ♪": what is heard but not said. */
function dropNotes(segment: RecognizedWord[]): RecognizedWord[] {
  const kept: RecognizedWord[] = [];
  for (let i = 0; i < segment.length; i++) {
    const closing = NOTE[segment[i]!.text[0]!];
    const end = closing ? segment.findIndex(({ text }, k) => (k > i || text.length > 1) && k >= i && text.replace(/[.,!?]+$/, '').endsWith(closing)) : -1;
    if (end < 0) kept.push(segment[i]!);
    else i = end;
  }
  return kept;
}
const NOTE: Record<string, string> = { '[': ']', '(': ')', '*': '*', '♪': '♪', '【': '】', '（': '）' };

/** Whether a whole segment is something that Whisper says when it hears nothing. */
function isInvented(segment: RecognizedWord[], speech: Range[]): boolean {
  const text = segment.map((word) => word.text).join(' ');
  if (CREDITS.test(text)) return true;
  const plain = text.replace(/[^\p{L}\p{N}' ]/gu, '').trim();
  return FAREWELL.test(plain) && shareOfSpeech(segment, speech) < 0.5;
}

function shareOfSpeech(segment: RecognizedWord[], speech: Range[]): number {
  const from = segment[0]!.startMs;
  const to = segment.at(-1)!.endMs;
  const spoken = speech.reduce((sum, { startMs, endMs }) => sum + Math.max(0, Math.min(to, endMs) - Math.max(from, startMs)), 0);
  return spoken / Math.max(1, to - from);
}

/** Keeps one of each phrase that is repeated over and over. */
function undoLoops(words: RecognizedWord[]): RecognizedWord[] {
  const plain = words.map(({ text }) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const kept: RecognizedWord[] = [];
  for (let i = 0; i < words.length; ) {
    const loop = loopAt(plain, i);
    kept.push(...words.slice(i, i + (loop?.size ?? 1)));
    i += loop ? loop.size * loop.times : 1;
  }
  return kept;
}

/** The shortest phrase that is repeated too often from here on. */
function loopAt(plain: string[], start: number): { size: number; times: number } | undefined {
  for (let size = 1; size <= LOOP.phraseWords; size++) {
    let length = size;
    while (start + length < plain.length && plain[start + length] === plain[start + length - size]) length++;
    const times = Math.floor(length / size);
    if (times >= (size === 1 ? LOOP.singleRepeats : LOOP.repeats)) return { size, times };
  }
  return undefined;
}
