const CLOCK = /^(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/;
const UNITS = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/;
const SECONDS = /^\d+(?:\.\d+)?$/;

/**
 * A length or a point of time as people write it, in whole milliseconds: `20`, `20s`, `1:05`, `1:02:03`, `1m5s`, `1h`, `500ms`.
 * Null when the text is none of these.
 */
export function parseDuration(text: string): number | null {
  const written = text.trim().toLowerCase();
  if (SECONDS.test(written)) return Math.round(Number(written) * 1000);
  const clock = CLOCK.exec(written);
  if (clock) return fromClock(clock[1], Number(clock[2]), Number(clock[3]));
  const units = UNITS.exec(written);
  if (!units || written === '') return null;
  const [hours, minutes, seconds, milliseconds] = units.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds);
}

function fromClock(hours: string | undefined, minutes: number, seconds: number): number | null {
  if (seconds >= 60 || (hours !== undefined && minutes >= 60)) return null;
  return Math.round(((Number(hours ?? 0) * 60 + minutes) * 60 + seconds) * 1000);
}

/** Milliseconds as a player shows them: `0:42`, `12:05`, `1:02:03`; rounded to the nearest second. */
export function formatDuration(milliseconds: number): string {
  const total = Math.round(milliseconds / 1000);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
