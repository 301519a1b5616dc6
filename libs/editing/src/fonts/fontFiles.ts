/**
 * The fonts that the project brings: full name (as in the file's name table and in ASS) to the file in its npm package under @expo-google-fonts.
 * All are static instances under the Open Font License. A font that is not here is not used.
 */
export const FONT_FILES = {
  // The caption styles and the small print around them.
  'Bricolage Grotesque Bold': 'bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf',
  'Bricolage Grotesque SemiBold': 'bricolage-grotesque/600SemiBold/BricolageGrotesque_600SemiBold.ttf',
  'Instrument Sans Regular': 'instrument-sans/400Regular/InstrumentSans_400Regular.ttf',
  'Instrument Sans SemiBold': 'instrument-sans/600SemiBold/InstrumentSans_600SemiBold.ttf',
  'Instrument Serif Regular': 'instrument-serif/400Regular/InstrumentSerif_400Regular.ttf',
  'Geist Mono Medium': 'geist-mono/500Medium/GeistMono_500Medium.ttf',
  'Anton Regular': 'anton/400Regular/Anton_400Regular.ttf',
  'Big Shoulders Black': 'big-shoulders/900Black/BigShoulders_900Black.ttf',
  'Bricolage Grotesque ExtraBold': 'bricolage-grotesque/800ExtraBold/BricolageGrotesque_800ExtraBold.ttf',
  'Geist Mono SemiBold': 'geist-mono/600SemiBold/GeistMono_600SemiBold.ttf',
  'Instrument Sans Bold': 'instrument-sans/700Bold/InstrumentSans_700Bold.ttf',
  'Montserrat ExtraBold': 'montserrat/800ExtraBold/Montserrat_800ExtraBold.ttf',
  'Poppins ExtraBold': 'poppins/800ExtraBold/Poppins_800ExtraBold.ttf',
  // Cyrillic and Greek.
  'Commissioner Medium': 'commissioner/500Medium/Commissioner_500Medium.ttf',
  'Commissioner Bold': 'commissioner/700Bold/Commissioner_700Bold.ttf',
  'Commissioner ExtraBold': 'commissioner/800ExtraBold/Commissioner_800ExtraBold.ttf',
  'Noto Serif Display Regular': 'noto-serif-display/400Regular/NotoSerifDisplay_400Regular.ttf',
  'Sofia Sans Extra Condensed Black': 'sofia-sans-extra-condensed/900Black/SofiaSansExtraCondensed_900Black.ttf',
  // Arabic and Hebrew.
  'Noto Sans Arabic Medium': 'noto-sans-arabic/500Medium/NotoSansArabic_500Medium.ttf',
  'Noto Sans Arabic Bold': 'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
  'Noto Sans Arabic Black': 'noto-sans-arabic/900Black/NotoSansArabic_900Black.ttf',
  'Noto Naskh Arabic Regular': 'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  'Noto Sans Hebrew Medium': 'noto-sans-hebrew/500Medium/NotoSansHebrew_500Medium.ttf',
  'Noto Sans Hebrew Bold': 'noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf',
  'Noto Sans Hebrew Black': 'noto-sans-hebrew/900Black/NotoSansHebrew_900Black.ttf',
  'Frank Ruhl Libre Regular': 'frank-ruhl-libre/400Regular/FrankRuhlLibre_400Regular.ttf',
  // Devanagari and Thai.
  'Noto Sans Devanagari Medium': 'noto-sans-devanagari/500Medium/NotoSansDevanagari_500Medium.ttf',
  'Noto Sans Devanagari Bold': 'noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
  'Noto Sans Devanagari Black': 'noto-sans-devanagari/900Black/NotoSansDevanagari_900Black.ttf',
  'Noto Sans Thai Medium': 'noto-sans-thai/500Medium/NotoSansThai_500Medium.ttf',
  'Noto Sans Thai Bold': 'noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf',
  'Noto Sans Thai Black': 'noto-sans-thai/900Black/NotoSansThai_900Black.ttf',
  // Chinese, Japanese and Korean.
  'Noto Sans SC Medium': 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'Noto Sans SC Bold': 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  'Noto Sans SC Black': 'noto-sans-sc/900Black/NotoSansSC_900Black.ttf',
  'Zen Kaku Gothic New Medium': 'zen-kaku-gothic-new/500Medium/ZenKakuGothicNew_500Medium.ttf',
  'Zen Kaku Gothic New Black': 'zen-kaku-gothic-new/900Black/ZenKakuGothicNew_900Black.ttf',
  NanumGothic: 'nanum-gothic/400Regular/NanumGothic_400Regular.ttf',
  NanumGothicExtraBold: 'nanum-gothic/800ExtraBold/NanumGothic_800ExtraBold.ttf',
  'Black Han Sans Regular': 'black-han-sans/400Regular/BlackHanSans_400Regular.ttf',
  // Emoji in one colour (libass draws no colour glyphs), and every other letter of Latin, Cyrillic and Greek.
  'Noto Emoji Bold': 'noto-emoji/700Bold/NotoEmoji_700Bold.ttf',
  'Noto Sans Medium': 'noto-sans/500Medium/NotoSans_500Medium.ttf',
  'Noto Sans Bold': 'noto-sans/700Bold/NotoSans_700Bold.ttf',
} as const satisfies Record<string, string>;

/** Where a font lies under the folder of the npm scope @expo-google-fonts; throws for a font that the project does not bring. */
export function fontPath(font: string): string {
  const file = (FONT_FILES as Record<string, string | undefined>)[font];
  if (!file) throw new Error(`No such font: ${font}`);
  return file;
}
