import { extname } from 'node:path';
import { UserError } from '@reels/contracts';
import { refuseAddress } from '@reels/platform';
import { InvalidInput, UnsupportedSource } from '../graphql/errors.js';

/** Names that no recording has. What is inside a file is examined later; this only spares a useless upload. */
const NOT_MEDIA = new Set(
  (
    '7z apk app ass azw bat bmp bz2 c css csv deb dll dmg doc docx epub exe gif gz heic htm html ico ini iso jar jpeg jpg js json ' +
    'key log m3u m3u8 md msi numbers odp ods odt pages pdf php pkg pls png ppt pptx ps1 psd py rar rpm rss rtf sh srt sql svg tar ' +
    'tgz tif tiff tsv txt vtt webp xls xlsx xml xspf xz yaml yml zip zst'
  ).split(' '),
);
const NOT_MEDIA_TYPE =
  /^(text|image|font|model|message)\/|^application\/(pdf|zip|json|xml|rtf|gzip|msword|javascript|vnd\.(ms-|openxmlformats|apple\.mpegurl))/i;

const MAX_NAME = 255;
const MAX_ADDRESS = 2048;
const DEFAULT_NAME = 'episode';

/** The last part of a path, without control characters; null when nothing usable is left. */
export function cleanFileName(given: string): string | null {
  const name = (given.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}|\p{Cf}/gu, '').trim();
  return name === '' || name === '.' || name === '..' || name.length > MAX_NAME ? null : name;
}

/** Null unless the name or the announced type says that this is no recording. */
export function refuseByName(fileName: string, contentType?: string | null): UnsupportedSource | null {
  const extension = extname(fileName).slice(1).toLowerCase();
  if (NOT_MEDIA.has(extension))
    return UnsupportedSource.from(new UserError('NOT_MEDIA', `"${fileName}" is a .${extension} file.`));
  if (contentType && NOT_MEDIA_TYPE.test(contentType))
    return UnsupportedSource.from(new UserError('NOT_MEDIA', `It is announced as ${contentType}.`));
  return null;
}

/**
 * Checks an address as far as that goes without a connection; where its name leads is checked when it is fetched.
 * @param allowPrivate hosts ("name:port") of private networks that may be fetched from
 */
export function readAddress(given: string, allowPrivate: readonly string[]): { url: string; fileName: string } | InvalidInput | UnsupportedSource {
  if (given.length > MAX_ADDRESS || !URL.canParse(given)) return new InvalidInput('url', 'This is no address.');
  const refused = refuseAddress(given, allowPrivate);
  if (refused) return UnsupportedSource.from(refused);
  const url = new URL(given);
  const fileName = cleanFileName(decode(url.pathname)) ?? DEFAULT_NAME;
  return refuseByName(fileName) ?? { url: url.href, fileName };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
