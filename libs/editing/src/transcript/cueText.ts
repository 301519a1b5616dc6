import type { CuePart } from './cue.js';
import { parseTimeStamp } from './timeStamps.js';

/** A tag as WebVTT and SubRip write it; `[^<>]` keeps the search linear on a run of "<". */
const TAG = /<(\/?)([a-z]*)([^<>]*)>/iy;
const TAG_NAME_LEFT_OPEN = /<\/?(?:lang|ruby|font|rt|[bciuv])(?=[\s.])/iy;
/** SubStation tags that leak into SubRip files, such as {\an8}. */
const SUBSTATION_TAG = /\{\\[^{}]*\}/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', lrm: '\u200e', rlm: '\u200f' };

/** What is heard but not said: [LAUGH], (applause), (00:01:02), notes of music. */
const SOUNDS = /\[[^[\]]{0,80}\]|\((?:\d\d:){1,2}\d\d\):?|\((?:laughs?|laughter|laughing|chuckles?|applause|music|inaudible|crosstalk|sighs?)\)|[\u2669-\u266c]/giu;
/** Controls, and direction marks that need a partner: words are taken apart, so they could lose theirs. */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;

/** ">>" (North American captions) or a dash at a line's start: another voice. */
const TURN_MARK = /^\s*(?:>{2,3}|[-\u2013](?=\s|\p{L}))\s*/u;

/** Text without control characters and unpaired surrogates, which neither databases nor fonts can take. */
export const cleanText = (text: string): string => text.replace(CONTROLS, '');

/** The parts of a cue's text: tags read and removed, entities decoded, sounds left out. */
export function parseCueText(lines: readonly string[]): CuePart[] {
  const parts: CuePart[] = [];
  let speaker: string | null = null;
  let startMs: number | null = null;
  for (const line of lines) {
    let lineBegins = true;
    for (const piece of splitAtTags(line.replace(SUBSTATION_TAG, ''))) {
      if (piece.kind === 'voice') speaker = piece.value;
      else if (piece.kind === 'time') startMs = piece.value;
      else {
        const decoded = cleanText(decodeEntities(piece.value));
        const text = decoded.replace(SOUNDS, ' ');
        const turn: RegExpExecArray | null = lineBegins ? TURN_MARK.exec(text) : null;
        if (text.trim()) lineBegins = false;
        parts.push({ text: turn ? text.slice(turn[0].length) : text, speaker, newTurn: turn !== null, startMs });
        startMs = null;
      }
    }
    parts.push({ text: ' ', speaker, newTurn: false, startMs: null });
  }
  return parts;
}

type Piece = { kind: 'text'; value: string } | { kind: 'voice'; value: string | null } | { kind: 'time'; value: number };

function* splitAtTags(line: string): Generator<Piece> {
  let from = 0;
  let at = line.indexOf('<');
  while (at !== -1) {
    const tag = matchAt(TAG, line, at);
    const open = tag ? null : matchAt(TAG_NAME_LEFT_OPEN, line, at);
    const isTag = tag !== null && (tag[2] !== '' || tag[1] !== '' || parseTimeStamp(tag[3]?.trim() ?? '') !== null);
    const length = isTag ? tag[0].length : (open?.[0].length ?? 0);
    if (length > 0) {
      if (at > from) yield { kind: 'text', value: line.slice(from, at) };
      from = at + length;
      if (isTag) yield* meaningOf(tag);
    }
    at = line.indexOf('<', at + Math.max(1, length));
  }
  if (from < line.length) yield { kind: 'text', value: line.slice(from) };
}

function* meaningOf([, slash = '', name = '', rest = '']: RegExpExecArray): Generator<Piece> {
  if (name.toLowerCase() === 'v') {
    // <v.loud Mary>: classes come before the first space, the name after it.
    const space = rest.search(/\s/);
    const spoken = space === -1 ? '' : decodeEntities(rest.slice(space)).replace(/\s+/gu, ' ').trim();
    yield { kind: 'voice', value: slash ? null : cleanText(spoken) || null };
  } else if (name === '') {
    const time = parseTimeStamp(rest.trim());
    if (time !== null) yield { kind: 'time', value: time };
  }
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? entity;
    const code = decimal ? parseInt(decimal, 10) : parseInt(hex ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
