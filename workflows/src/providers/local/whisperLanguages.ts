/** Languages of Whisper's multilingual models, by the codes that whisper.cpp knows (its `g_lang`). */
const KNOWN = new Set(
  `en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr
  az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl
  mg as tt haw ln ha ba jw su yue`.split(/\s+/),
);

/** Where whisper.cpp writes an older or a wider code than BCP 47. */
const WHISPER_CODE: Record<string, string> = { jv: 'jw', nb: 'no', fil: 'tl', cmn: 'zh', iw: 'he', in: 'id' };
const BCP47_CODE: Record<string, string> = { jw: 'jv' };

/** whisper.cpp's code of a BCP 47 language; "auto" for "und"; null when Whisper does not know the language. */
export function toWhisperLanguage(language: string): string | null {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  if (primary === 'und') return 'auto';
  const code = WHISPER_CODE[primary] ?? primary;
  return KNOWN.has(code) ? code : null;
}

export const fromWhisperLanguage = (code: string): string => BCP47_CODE[code] ?? code;
