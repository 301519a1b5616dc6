import type { FinishedRevisionFragment } from '../../core/api/generated/operations';
import { clock } from '../../core/format/format';

type Check = FinishedRevisionFragment['checks'][number];

export interface CheckRow {
  label: string;
  value: string;
  limit: string;
  passed: boolean;
  /** Why it was not measured anew. */
  note: string | null;
}

const ms = (value: string): string => `${value} ms`;
const percent = (value: string): string => `${Math.round(Number(value) * 1000) / 10} %`;
const atMost = (text: string): string => `at most ${text}`;

/** What the check of a finished file measures (libs/media/src/check.ts), in the order in which people ask. Figures are as measured. */
const CHECKS: Readonly<Record<string, { label: string; value?: (value: string) => string; limit?: (limit: string) => string }>> = {
  loudness: { label: 'Loudness', value: (value) => `${value} LUFS` },
  truePeak: { label: 'Peak', value: (value) => `${value} dBTP`, limit: (limit) => atMost(`${limit} dBTP`) },
  captionsInSafeZone: { label: 'Captions lie in', limit: (limit) => `inside ${limit}` },
  captionsPresent: { label: 'Captions drawn', value: percent, limit: (limit) => `at least ${percent(limit)}` },
  avOffsetMs: { label: 'Sound beside picture', value: ms, limit: (limit) => atMost(ms(limit)) },
  duration: { label: 'Length', value: (value) => `${clock(Number(value))} (${value} ms)` },
  blackMs: { label: 'Black', value: ms, limit: (limit) => atMost(ms(limit)) },
  frozenMs: { label: 'Frozen', value: ms, limit: (limit) => atMost(ms(limit)) },
  silenceMs: { label: 'Silent', value: ms, limit: (limit) => atMost(ms(limit)) },
  size: { label: 'Frame' },
  frameRate: { label: 'Frames a second' },
  videoCodec: { label: 'Video' },
  audioCodec: { label: 'Audio' },
  container: { label: 'Container' },
  fastStart: { label: 'Plays while loading', value: yesNo, limit: yesNo },
  keyFrameMs: { label: 'Between key frames', value: ms, limit: (limit) => atMost(ms(limit)) },
  decodingErrors: { label: 'Decoding errors' },
};

export function checkRows(checks: readonly Check[]): CheckRow[] {
  const order = Object.keys(CHECKS);
  const place = ({ name }: Check): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...checks].sort((a, b) => place(a) - place(b)).map(toRow);
}

/** A splice measures anew what an edit touched (ReelRevision.checks.carriedOver). */
const CARRIED_OVER: Readonly<Record<string, string>> = {
  sound: 'as before: the sound is the same',
  untouched: 'as before where nothing was touched',
};

function toRow({ name, value, limit, passed, carriedOver }: Check): CheckRow {
  const { label, ...texts } = CHECKS[name] ?? { label: name };
  const plain = (text: string): string => text;
  return {
    label,
    passed,
    note: carriedOver === null ? null : (CARRIED_OVER[carriedOver] ?? carriedOver),
    value: value === null ? 'not measured' : (texts.value ?? plain)(String(value)),
    limit: limit === null ? '' : (texts.limit ?? plain)(String(limit)),
  };
}

function yesNo(value: string): string {
  return value === 'true' ? 'yes' : 'no';
}
