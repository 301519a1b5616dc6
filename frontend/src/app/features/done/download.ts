import { downloadZip } from 'client-zip';

/** A file that is handed to the person: from an address, or written here. */
export interface DownloadFile {
  name: string;
  from: { url: string } | { text: string; type: string };
}

/** Saves one file under its name. @throws when it cannot be fetched */
export async function saveFile({ name, from }: DownloadFile): Promise<void> {
  save(name, 'url' in from ? await (await fetchFile(from.url)).blob() : new Blob([from.text], { type: from.type }));
}

/** Saves all in one zip, which is put together here. @throws when one cannot be fetched */
export async function saveZip(name: string, files: readonly DownloadFile[]): Promise<void> {
  const entries = await Promise.all(files.map(async (file) => ({ name: file.name, input: 'url' in file.from ? await fetchFile(file.from.url) : file.from.text })));
  save(name, await downloadZip(entries).blob());
}

async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the file could not be fetched (HTTP ${response.status}); its address may have expired`);
  return response;
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as a file's name: letters and digits of any script. */
export function fileStem(title: string): string {
  const stem = title.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-+|-+$/g, '');
  return [...stem].slice(0, 60).join('').replace(/-+$/, '') || 'reel';
}
