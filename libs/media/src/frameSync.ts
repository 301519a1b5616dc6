/** Frames of MPEG audio (ISO/IEC 11172-3, 13818-3) and ADTS AAC (ISO/IEC 13818-7), the two kinds without a file header. */

/** Frames that must follow each other before bytes are believed: two agree by chance, four hardly. */
const FRAMES_NEEDED = 4;

/** kbit/s by [is MPEG-1][layer 1, 2, 3][index]. */
const BIT_RATES = {
  mpeg1: [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  ],
  mpeg2: [
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
};
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Which of the two the bytes are, where a run of frames begins in them; null for neither. */
export function framesFrom(bytes: Buffer): 'mp3' | 'aac' | null {
  for (let at = 0; at + 6 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    if (isRun(bytes, at, mpegFrameLength)) return 'mp3';
    if (isRun(bytes, at, adtsFrameLength)) return 'aac';
  }
  return null;
}

/** A run may be shorter than needed where the file ends. */
function isRun(bytes: Buffer, start: number, frameLength: (bytes: Buffer, at: number) => number): boolean {
  let at = start;
  for (let count = 0; count < FRAMES_NEEDED; count++) {
    if (count > 1 && at + 6 >= bytes.length) return true;
    const length = frameLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Bytes of the MPEG audio frame at a place; 0 where there is none. */
function mpegFrameLength(bytes: Buffer, at: number): number {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  const version = (kind >> 3) & 3; // 0: MPEG-2.5, 2: MPEG-2, 3: MPEG-1
  const layer = 4 - ((kind >> 1) & 3); // 4: reserved
  const rate = SAMPLE_RATES[(rates >> 2) & 3];
  const kbits = BIT_RATES[version === 3 ? 'mpeg1' : 'mpeg2'][layer - 1]?.[(rates >> 4) - 1];
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0 || version === 1 || !rate || !kbits) return 0;
  const hertz = rate >> (version === 3 ? 0 : version === 2 ? 1 : 2);
  const padding = (rates >> 1) & 1;
  if (layer === 1) return (Math.floor((12_000 * kbits) / hertz) + padding) * 4;
  const samples = layer === 3 && version !== 3 ? 576 : 1_152;
  return Math.floor(((samples / 8) * 1_000 * kbits) / hertz) + padding;
}

/** Bytes of the ADTS frame at a place; 0 where there is none. */
function adtsFrameLength(bytes: Buffer, at: number): number {
  const [sync = 0, kind = 0, rate = 0, high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 6);
  if (sync !== 0xff || (kind & 0xf6) !== 0xf0 || ((rate >> 2) & 15) > 12) return 0;
  const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
  return length > 7 ? length : 0;
}
