import type { CaptionChoice, LayoutChoice, ProjectOptionsInput, TranscriptInput } from '../../core/api/generated/operations';

/** What the form holds; all of it has a default. */
export interface OptionsForm {
  reels: number;
  length: LengthName;
  /** BCP 47; empty: found by listening. */
  language: string;
  review: boolean;
  title: string;
  captions: CaptionChoice;
  layout: LayoutChoice;
  transcriptOnly: boolean;
  /** "12:30"; empty: from the start. */
  from: string;
  /** "20:00"; empty: to the end. */
  to: string;
  transcript: TranscriptInput | null;
}

export const LENGTHS = {
  short: { label: '15–30 s', minMs: 15_000, maxMs: 30_000 },
  usual: { label: '20–60 s', minMs: 20_000, maxMs: 60_000 },
  long: { label: '45–90 s', minMs: 45_000, maxMs: 90_000 },
  longest: { label: '1–3 min', minMs: 60_000, maxMs: 180_000 },
} as const;
export type LengthName = keyof typeof LENGTHS;

export const DEFAULTS: OptionsForm = {
  reels: 5,
  length: 'usual',
  language: '',
  review: false,
  title: '',
  captions: 'AUTO',
  layout: 'AUTO',
  transcriptOnly: false,
  from: '',
  to: '',
  transcript: null,
};

/** Milliseconds of "1:02:30", "12:30" or "45"; null for anything else. */
export function parseClock(text: string): number | null {
  const parts = text.trim().split(':');
  if (parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  const numbers = parts.map(Number);
  if (numbers.slice(1).some((number) => number > 59)) return null;
  return numbers.reduce((sum, number) => sum * 60 + number, 0) * 1000;
}

/** What is wrong with the form, by field. */
export function checkOptions({ reels, from, to }: OptionsForm): Partial<Record<'reels' | 'from' | 'to', string>> {
  const [start, end] = [from ? parseClock(from) : 0, to ? parseClock(to) : null];
  return {
    ...((!Number.isInteger(reels) || reels < 1 || reels > 50) && { reels: 'From 1 to 50.' }),
    ...(start === null && { from: 'Write it as 12:30 or 1:02:30.' }),
    ...(to && end === null && { to: 'Write it as 12:30 or 1:02:30.' }),
    ...(start !== null && end !== null && end <= start && { to: 'It ends before it begins.' }),
  };
}

/** What the API is told: only what differs from its own defaults is of weight. */
export function toInput(form: OptionsForm): {
  title: string | null;
  options: ProjectOptionsInput;
  transcript: TranscriptInput | null;
} {
  const { minMs, maxMs } = LENGTHS[form.length];
  const start = form.from ? parseClock(form.from) : null;
  const end = form.to ? parseClock(form.to) : null;
  return {
    title: form.title.trim() || null,
    transcript: form.transcript,
    options: {
      reels: form.reels,
      minMs,
      maxMs,
      language: form.language || null,
      review: form.review,
      transcriptOnly: form.transcriptOnly,
      captions: form.captions,
      layout: form.layout,
      fromMs: start,
      forMs: end === null ? null : end - (start ?? 0),
    },
  };
}
