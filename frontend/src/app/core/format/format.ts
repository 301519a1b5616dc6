const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A place in a recording: "4:26", "1:02:09". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A length of time in words: "34 s", "4 min 26 s", "1 h 2 min". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A rough length of time that is still to come: "about 40 s left". Null: it cannot be known. */
export function timeLeft(ms: number | null): string {
  if (ms === null) return '';
  if (ms < 10_000) return 'a few seconds left';
  const rounded = ms < MINUTE_MS ? Math.ceil(ms / 10_000) * 10_000 : Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
  return `about ${duration(rounded)} left`;
}

/** "2.7 MB": decimal units, two digits at most. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = count < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** How long ago something was: "just now", "5 min ago", "yesterday", "3 days ago", then the date. */
export function age(at: string, now: number): string {
  const then = new Date(at);
  const ms = Math.max(0, now - then.getTime());
  if (ms < MINUTE_MS) return 'just now';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`;
  const days = calendarDays(then, new Date(now));
  if (days === 0) return `${Math.floor(ms / HOUR_MS)} h ago`;
  if (days === 1) return 'yesterday';
  if (days < 7) return `${days} days ago`;
  return then.toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(then.getFullYear() !== new Date(now).getFullYear() && { year: 'numeric' }),
  });
}

function calendarDays(from: Date, to: Date): number {
  const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / (24 * HOUR_MS));
}

/** "1 reel", "3 reels". */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** "$0.00": from integer micro-dollars. Below a cent the digits that tell something are shown. */
export function money(microUsd: number): string {
  const dollars = microUsd / 1e6;
  return dollars > 0 && dollars < 0.01 ? `$${dollars.toPrecision(1)}` : `$${dollars.toFixed(2)}`;
}

/** Facts in one line, which breaks between them and never inside one: "1 h ago" stays together. Long ones, such as names, break as they must. */
export const inOneLine = (facts: readonly (string | null | undefined | false)[]): string =>
  facts
    .filter((fact): fact is string => typeof fact === 'string' && fact !== '')
    .map((fact) => (fact.length <= LONGEST_FACT ? fact.replaceAll(' ', '\u00a0') : fact))
    .join(' · ');

const LONGEST_FACT = 20;
