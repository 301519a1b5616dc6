import type { Sentence } from '@reels/contracts';
import type { Language } from './languages/index.js';

/** Why a sentence may not be in a highlight. */
export type KeepOut = 'advert' | 'introduction' | 'farewell' | 'appeal';

/** Sentences of an advertisement lie at most this close together; after its opening words it may wander further. */
const ADVERT_GAP = 8;
const ADVERT_GAP_AFTER_OPENING = 25;
/** How many sentences an advertisement that only shows its opening words is taken to last. */
const ADVERT_LENGTH = 6;
/** Greetings are looked for in the first two minutes, goodbyes in the last three, of a short episode in its first and last part. */
const GREETING_MS = 120_000;
const FAREWELL_MS = 180_000;
const EDGE_SHARE = 0.12;
/** Where speakers are unknown, the first minute counts as the introduction; of a short episode its first twentieth. */
const UNNAMED_INTRODUCTION_MS = 60_000;
const UNNAMED_INTRODUCTION_SHARE = 0.05;
/** A host who speaks alone for longer than this share of the sentences is not introducing a guest. */
const LONGEST_MONOLOGUE = 0.1;

/** For each sentence why it is kept out of highlights; null for the others. `plain`: the sentences with straight quotes. */
export function findKeptOut(sentences: readonly Sentence[], plain: readonly string[], host: string | null, language: Language): (KeepOut | null)[] {
  const kept: (KeepOut | null)[] = sentences.map((_, index) => (language.appeal?.test(plain[index] ?? '') ? 'appeal' : null));
  markIntroduction(kept, sentences, plain, host, language);
  markFarewell(kept, sentences, plain, language);
  markAdverts(kept, sentences, plain, host, language);
  return kept;
}

function markIntroduction(kept: (KeepOut | null)[], sentences: readonly Sentence[], plain: readonly string[], host: string | null, language: Language): void {
  const startMs = sentences[0]?.startMs ?? 0;
  const lengthMs = lengthOf(sentences);
  let until = 0;
  if (host !== null) {
    const firstGuest = sentences.findIndex((sentence) => sentence.speaker !== host);
    if (firstGuest <= LONGEST_MONOLOGUE * sentences.length) until = firstGuest;
  } else if (sentences.every((sentence) => sentence.speaker === null)) {
    const ms = Math.min(UNNAMED_INTRODUCTION_MS, UNNAMED_INTRODUCTION_SHARE * lengthMs);
    until = sentences.findIndex((sentence) => sentence.startMs - startMs >= ms);
  }
  const zoneMs = Math.min(GREETING_MS, EDGE_SHARE * lengthMs);
  sentences.forEach((sentence, index) => {
    if (sentence.startMs - startMs < zoneMs && language.greeting?.test(plain[index] ?? '')) until = Math.max(until, index + 1);
  });
  kept.fill('introduction', 0, Math.max(0, until));
}

function markFarewell(kept: (KeepOut | null)[], sentences: readonly Sentence[], plain: readonly string[], language: Language): void {
  const endMs = sentences.at(-1)?.endMs ?? 0;
  const zoneMs = Math.min(FAREWELL_MS, EDGE_SHARE * lengthOf(sentences));
  const from = sentences.findIndex((sentence, index) => endMs - sentence.endMs < zoneMs && language.farewell?.test(plain[index] ?? ''));
  if (from !== -1) kept.fill('farewell', from);
}

const lengthOf = (sentences: readonly Sentence[]): number => (sentences.at(-1)?.endMs ?? 0) - (sentences[0]?.startMs ?? 0);

/** Advertisements are read by the host, in one go: within each of the host's turns, groups of sentences that sound like one. */
function markAdverts(kept: (KeepOut | null)[], sentences: readonly Sentence[], plain: readonly string[], host: string | null, language: Language): void {
  const { advert, advertOpening } = language;
  if (!advert || !advertOpening) return;
  for (const { from, to, speaker } of turnsOf(sentences)) {
    if (host !== null && speaker !== host) continue;
    const opens = (index: number) => advertOpening.test(plain[index] ?? '');
    for (const group of groupsOf(from, to, (index) => advert.test(plain[index] ?? '') || opens(index), opens)) {
      const [first = from, last = first] = [group[0], group.at(-1)];
      if (group.length > 1) kept.fill('advert', first, last + 1);
      else if (opens(first)) kept.fill('advert', first, Math.min(to, first + ADVERT_LENGTH + 1));
    }
  }
}

function turnsOf(sentences: readonly Sentence[]): { from: number; to: number; speaker: string | null }[] {
  const turns: { from: number; to: number; speaker: string | null }[] = [];
  sentences.forEach(({ speaker }, index) => {
    const last = turns.at(-1);
    if (last?.speaker === speaker) last.to = index + 1;
    else turns.push({ from: index, to: index + 1, speaker });
  });
  return turns;
}

function groupsOf(from: number, to: number, belongs: (index: number) => boolean, opens: (index: number) => boolean): number[][] {
  const groups: number[][] = [];
  let reach = -1;
  for (let index = from; index < to; index += 1) {
    if (!belongs(index)) continue;
    const group = groups.at(-1);
    if (group && index <= reach) group.push(index);
    else groups.push([index]);
    const opened = groups.at(-1)?.some(opens) ?? false;
    reach = index + (opened ? ADVERT_GAP_AFTER_OPENING : ADVERT_GAP);
  }
  return groups;
}
