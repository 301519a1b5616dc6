import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** What the boxes of an ISO base media file (mp4, m4a, mov; ISO/IEC 14496-12) say about its wholeness and safety. */
export interface BoxFacts {
  /** The major brand of `ftyp`; null for old QuickTime files, which have none. */
  brand: string | null;
  /** The types of the boxes at the top, in order. */
  top: string[];
  /** A box says that it goes on after the file's end. */
  cutShort: boolean;
  /** The media of a track, or of the whole movie, lies in another file or at an address. */
  externalReference: boolean;
}

interface Box {
  type: string;
  /** Where the content begins, after the header. */
  start: number;
  end: number;
}

/** The way from the top down to data references; only these boxes are opened. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf']);
/** More boxes than any real file has on that way (tracks x 5); a bound on the reads that a hostile file can cause. */
const MAX_BOXES = 20_000;
/** ffmpeg takes an alias record longer than this for a path to another file (mov.c, mov_read_dref). */
const ALIAS_WITH_PATH = 150;

/** Reads box headers only, so it costs nothing on a file of any length. */
export async function readBoxes(file: string): Promise<BoxFacts> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    return await new BoxReader(handle).read(size);
  } finally {
    await handle.close();
  }
}

class BoxReader {
  readonly #facts: BoxFacts = { brand: null, top: [], cutShort: false, externalReference: false };
  #budget = MAX_BOXES;

  constructor(private readonly handle: FileHandle) {}

  async read(size: number): Promise<BoxFacts> {
    for await (const box of this.#boxes(0, size)) {
      this.#facts.top.push(box.type);
      if (box.type === 'ftyp' && this.#facts.brand === null)
        this.#facts.brand = (await this.#bytes(box.start, 4)).toString('latin1');
      await this.#descend(box);
    }
    return this.#facts;
  }

  async #descend(box: Box): Promise<void> {
    if (box.type === 'rmra') this.#facts.externalReference = true;
    else if (box.type === 'dref') await this.#dataReferences(box);
    else if (CONTAINERS.has(box.type)) for await (const inner of this.#boxes(box.start, box.end)) await this.#descend(inner);
  }

  /** Entries of `dref`: self-contained when flag 1 is set; otherwise their body names the place. */
  async #dataReferences(box: Box): Promise<void> {
    for await (const entry of this.#boxes(box.start + 8, box.end)) {
      const selfContained = ((await this.#bytes(entry.start + 3, 1))[0] ?? 1) & 1;
      const body = entry.end - entry.start - 4;
      if (body > 1 && (!selfContained || (entry.type === 'alis' && body > ALIAS_WITH_PATH))) this.#facts.externalReference = true;
    }
  }

  async *#boxes(from: number, end: number): AsyncGenerator<Box> {
    let at = from;
    while (at + 8 <= end && this.#budget-- > 0) {
      const header = await this.#bytes(at, 16);
      if (header.length < 8) return;
      const type = header.toString('latin1', 4, 8);
      const short = header.readUInt32BE(0);
      const large = short === 1 && header.length === 16;
      const length = large ? Number(header.readBigUInt64BE(8)) : short === 0 ? end - at : short;
      if (length < (large ? 16 : 8)) return;
      if (at + length > end) this.#facts.cutShort = true;
      yield { type, start: at + (large ? 16 : 8), end: Math.min(end, at + length) };
      at += length;
    }
  }

  async #bytes(at: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  }
}
