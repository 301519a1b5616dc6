/** Words that end in a full stop without ending a sentence, in lower case and without that stop; by language. */
const ABBREVIATIONS: Record<string, string> = {
  en: 'mr mrs ms mx dr prof rev hon gen col capt lt sgt gov sen rep pres st mt ft vs e.g i.e cf viz approx dept est jan feb aug sept oct nov dec',
  de: 'hr fr dr prof st z.b d.h u.a bzw ca nr str s.o s.u vgl evtl ggf inkl jh geb bspw sog',
  fr: 'm mm mme mlle dr pr st ste p.ex env cf',
  es: 'sr sra srta dr dra prof ud uds p.ej aprox núm av',
  it: 'sig sig.ra dott dott.ssa prof ing avv p.es ca',
  pt: 'sr sra dr dra prof profa p.ex aprox av',
  nl: 'dhr mevr dr prof ir drs bijv d.w.z o.a m.b.v ca nr',
  ru: 'г гг т.е т.д т.п т.к и.о ул им проф акад руб',
};

/** Shared by languages that have no list of their own. */
const COMMON = 'mr mrs dr prof st vs e.g i.e cf ca';

/** Languages that write ordinals as a number and a full stop: "am 3. Mai". */
const STOP_AFTER_ORDINAL = new Set(['de', 'da', 'no', 'nb', 'nn', 'fi', 'cs', 'sk', 'sl', 'hr', 'sr', 'hu', 'et', 'lv', 'is', 'tr']);

const sets = new Map<string, ReadonlySet<string>>();

/** The abbreviations of a language (BCP 47 code). */
export function abbreviationsOf(language: string): ReadonlySet<string> {
  const primary = language.split('-')[0]?.toLowerCase() ?? '';
  const known = sets.get(primary);
  if (known) return known;
  const set = new Set((ABBREVIATIONS[primary] ?? COMMON).split(' '));
  sets.set(primary, set);
  return set;
}

/** Whether the language writes "3." for "third". */
export const stopsAfterOrdinal = (language: string): boolean => STOP_AFTER_ORDINAL.has(language.split('-')[0]?.toLowerCase() ?? '');
