import type { Transcript } from '@reels/contracts';
import { guessLanguage } from '../../transcript/language.js';
import { blind } from './blind.js';
import { german } from './de.js';
import { english } from './en.js';
import { spanish } from './es.js';
import { french } from './fr.js';
import { italian } from './it.js';
import type { Language } from './language.js';
import { dutch } from './nl.js';
import { portuguese } from './pt.js';

export type { Language, Punch } from './language.js';

const LANGUAGES: readonly Language[] = [english, german, french, spanish, italian, portuguese, dutch];

/** The lists for a transcript's language; those that read no words where there are none, or where it isn't known. */
export function languageOf(transcript: Transcript): Language {
  const stated = transcript.language.split('-')[0]?.toLowerCase() ?? 'und';
  const code = stated === 'und' ? guessLanguage(transcript.sentences.slice(0, 300).map((sentence) => sentence.text).join(' ')) : stated;
  return LANGUAGES.find((language) => language.code === code) ?? blind;
}
