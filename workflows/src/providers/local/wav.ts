import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { UserError } from '@reels/contracts';

/** All speech models here hear 16 kHz mono. */
export const SAMPLE_RATE = 16_000;

export const samplesToMs = (samples: number): number => Math.round((samples * 1000) / SAMPLE_RATE);
export const msToSamples = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1000);

/** Opens 16 kHz mono 16-bit PCM wav files, which may be hours long: samples are read as they are asked for. */
export class WavFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly dataStart: number,
    /** Length in samples. */
    readonly length: number,
  ) {}

  /** Throws UserError NOT_MEDIA when the file is something else. */
  static async open(path: string): Promise<WavFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const data = await findData(file, size);
      return new WavFile(file, data.start, data.bytes >> 1);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get durationMs(): number {
    return samplesToMs(this.length);
  }

  /** Samples in -1..1. Outside of the file there is silence. */
  async read(start: number, count: number): Promise<Float32Array> {
    const samples = new Float32Array(count);
    const from = Math.max(0, start);
    const to = Math.min(this.length, start + count);
    if (to <= from) return samples;
    const bytes = Buffer.alloc((to - from) * 2);
    await this.file.read(bytes, 0, bytes.length, this.dataStart + from * 2);
    for (let i = from; i < to; i++) samples[i - start] = bytes.readInt16LE((i - from) * 2) / 32768;
    return samples;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

/** Walks the RIFF chunks to the samples; a data chunk that claims more than there is (a streamed file) ends with the file. */
async function findData(file: FileHandle, size: number): Promise<{ start: number; bytes: number }> {
  const head = Buffer.alloc(24);
  const at = async (position: number): Promise<Buffer> => {
    head.fill(0);
    await file.read(head, 0, head.length, position);
    return head;
  };
  await at(0);
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') throw notWav();
  for (let position = 12; position + 8 <= size; ) {
    await at(position);
    const name = head.toString('latin1', 0, 4);
    const bytes = head.readUInt32LE(4);
    if (name === 'fmt ') {
      const fits = head.readUInt16LE(10) === 1 && head.readUInt32LE(12) === SAMPLE_RATE && head.readUInt16LE(22) === 16;
      if (!fits) throw notWav();
    }
    if (name === 'data') return { start: position + 8, bytes: Math.min(bytes, size - position - 8) };
    position += 8 + bytes + (bytes & 1);
  }
  throw notWav();
}

const notWav = (): UserError => new UserError('NOT_MEDIA', 'Speech is read from 16 kHz mono 16-bit wav files.');

/** The bytes of a wav file that holds these samples. */
export function encodeWav(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(32767 / 32768, sample)) * 32768), 44 + i * 2));
  return bytes;
}
