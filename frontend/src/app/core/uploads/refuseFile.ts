import { ERRORS } from '@reels/contracts';
import type { ErrorCode } from '@reels/contracts';
import { Refusal } from '../api/failures';
import { bytes } from '../format/format';

/** What a file says of itself before it is opened. */
export interface FileFacts {
  name: string;
  size: number;
  /** As the browser guesses it; empty when it has no guess. */
  type: string;
  /** Its first bytes, 16 at least where it has so many. */
  head: Uint8Array;
}

/** First bytes of files that are often dropped by mistake, and what such a file is. */
const TELLTALES: readonly [signature: string, name: string][] = [
  ['%PDF', 'a PDF document'],
  ['PK\u0003\u0004', 'a ZIP archive or an Office document'],
  ['\u0089PNG', 'a picture (PNG)'],
  ['\u00ff\u00d8\u00ff', 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
  ['Rar!', 'a RAR archive'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
  ['\u001f\u008b', 'a compressed file (gzip)'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
  ['<?xml', 'an XML file'],
  ['{\\rtf', 'a text document'],
];

/** Kinds that may hold a recording; anything that the browser does not know is left to the pipeline. */
const MAY_BE_MEDIA = /^(audio|video)\/|^application\/(octet-stream|ogg|mxf|x-matroska|mp4)/;

/** Why a file need not be sent at all; null when it may be a recording. What is inside is examined after the upload. */
export function refuseFile({ name, size, type, head }: FileFacts, maxBytes: number): Refusal | null {
  if (size === 0) return refusal('EMPTY', `"${name}" has no bytes.`);
  if (size > maxBytes) return refusal('TOO_LARGE', `It has ${bytes(size)}; the limit is ${bytes(maxBytes)}.`);
  const start = String.fromCharCode(...head.slice(0, 16)).trimStart();
  const telltale = TELLTALES.find(([signature]) => start.toLowerCase().startsWith(signature.toLowerCase()));
  if (telltale) return refusal('NOT_MEDIA', `"${name}" is ${telltale[1]}.`);
  if (head.length > 0 && head.every(isText)) return refusal('NOT_MEDIA', `"${name}" is a text.`);
  if (type && !MAY_BE_MEDIA.test(type)) return refusal('NOT_MEDIA', `"${name}" is of the kind ${type}.`);
  return null;
}

/** Letters and white space; every container of sound has other bytes among its first. */
const isText = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;

function refusal(code: ErrorCode, detail: string): Refusal {
  const [sentence, nextStep] = ERRORS[code];
  return new Refusal(code, `${sentence} ${detail}`, nextStep);
}
