/** Time stamps as SubRip and WebVTT write them: hours may be missing, and the fraction follows a comma or a point. */
const TIME_STAMP = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$/;
/** Some programs round 59.9996 s up to 60.000, and write 75 minutes as 75:00. */
const MOST_SECONDS = 60;

/** `01:02:03,450` as 3723450 ms; null when it is no time. */
export function parseTimeStamp(text: string): number | null {
  const match = TIME_STAMP.exec(text);
  if (!match) return null;
  const [, hours = '0', minutes, seconds, fraction = ''] = match;
  if (Number(seconds) > MOST_SECONDS) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** 3723450 ms as `01:02:03.450`, with the given sign before the fraction. */
export function formatTimeStamp(ms: number, point: '.' | ','): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${point}${String(ms % 1000).padStart(3, '0')}`;
}
