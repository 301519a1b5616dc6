import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UserError } from '@reels/contracts';
import { readFileSync, readdirSync } from 'node:fs';
import { ingestMedia } from './ingest.js';
import type { Ingested } from './ingest.js';
import {
  from,
  hollowPng,
  id3Tag,
  box,
  MediaFolder,
  picture,
  referElsewhere,
  rgbFrame,
  tools,
  uint32,
  voice,
} from './testing/makeMedia.js';

const media = new MediaFolder();
afterAll(() => media.remove());

const HOUR_MS = 3_600_000;
const ingest = (file: string, maxDurationMs = HOUR_MS): Promise<Ingested> =>
  ingestMedia(tools, file, { workDir: media.folder(), maxDurationMs });

async function refusal(file: string, maxDurationMs = HOUR_MS): Promise<string> {
  const workDir = media.folder();
  try {
    await ingestMedia(tools, file, { workDir, maxDurationMs });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(readdirSync(workDir)).toEqual([]);
    return error.code;
  }
  return 'accepted';
}

describe('good recordings', () => {
  test.each([
    ['a.mp3', 'mp3', 'mp3', []],
    ['a.wav', 'wav', 'pcm_s16le', []],
    ['rf64.wav', 'wav', 'pcm_s16le', ['-rf64', 'always']],
    ['a.flac', 'flac', 'flac', []],
    ['a.ogg', 'ogg', 'vorbis', ['-c:a', 'libvorbis']],
    ['a.opus', 'opus', 'opus', ['-c:a', 'libopus']],
    ['a.m4a', 'm4a', 'aac', []],
    ['alac.m4a', 'm4a', 'alac', ['-c:a', 'alac']],
    ['a.aac', 'aac', 'aac', []],
    ['a.webm', 'webm', 'opus', ['-c:a', 'libopus']],
    ['fragments.mp4', 'mp4', 'aac', ['-movflags', '+frag_keyframe+empty_moov', '-frag_duration', '500000']],
  ])('%s', async (name, container, audioCodec, args) => {
    const file = await media.make(name, [voice(3)], args);
    const { facts, peaks, audioFile, coverFile } = await ingest(file);
    expect(facts).toMatchObject({ container, audioCodec, video: null, hasCover: false, chapters: [] });
    expect(Math.abs(facts.durationMs - 3_000)).toBeLessThan(80);
    expect(peaks.values).toHaveLength(Math.ceil(facts.durationMs / peaks.bucketMs));
    expect(Math.max(...peaks.values)).toBeGreaterThan(60);
    expect(readFileSync(audioFile).toString('latin1', 0, 4)).toBe('fLaC');
    expect(coverFile).toBeNull();
  });

  test.each([
    ['v.mp4', 'mp4', 'h264', ['-c:v', 'libx264']],
    ['v.mov', 'mov', 'h264', ['-c:v', 'libx264']],
    ['v.mkv', 'matroska', 'h264', ['-c:v', 'libx264']],
    ['v.webm', 'webm', 'vp8', ['-c:v', 'libvpx', '-c:a', 'libopus']],
  ])('%s with a moving picture', async (name, container, codec, args) => {
    const { facts } = await ingest(await media.make(name, [voice(2), picture(2)], args));
    expect(facts).toMatchObject({ container, video: { codec, width: 160, height: 90, fps: 25 } });
  });

  test('the name does not matter, the bytes do', async () => {
    const file = await media.make('b.wav', [voice(1)]);
    expect((await ingest(media.write('b.mp4', readFileSync(file)))).facts.container).toBe('wav');
  });

  test('a phone held upright is upright', async () => {
    const lying = await media.make('lying.mp4', [voice(1), picture(1)]);
    const matrix = [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30];
    const bytes = readFileSync(lying);
    // The matrix of the picture's tkhd (version 0), 36 bytes before its width and height, which end the box.
    const track =
      [...bytes.toString('latin1').matchAll(/tkhd/g)].map(({ index }) => index).find((at) => bytes.readUInt32BE(at + 80) > 0) ??
      0;
    matrix.forEach((value, index) => bytes.writeInt32BE(value, track + 44 + index * 4));
    const { facts } = await ingest(media.write('upright.mp4', bytes));
    expect(facts.video).toMatchObject({ width: 90, height: 160 });
  });

  test('titles, chapters and cover art are kept; a hostile title stays one line', async () => {
    const script = media.write(
      'chapters.txt',
      ';FFMETADATA1\ntitle=Bread\\\n[/FORMAT]\nalbum=The Shift\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=9000\ntitle=Two\n',
    );
    const cover = await media.make('cover.png', ['color=red:s=1800x1200:d=0.04'], ['-frames:v', '1', '-update', '1']);
    const file = await media.make(
      'tagged.mp3',
      [voice(3), from(cover), from(script, '-f', 'ffmetadata')],
      ['-map', '0', '-map', '1', '-map_metadata', '2', '-map_chapters', '2', '-c:v', 'copy', '-disposition:v', 'attached_pic'],
    );
    const { facts, coverFile } = await ingest(file);
    expect(facts).toMatchObject({ title: 'Bread [/FORMAT]', show: 'The Shift', hasCover: true, video: null });
    expect(facts.chapters).toEqual([
      { title: 'One', startMs: 0, endMs: 1_500 },
      { title: 'Two', startMs: 1_500, endMs: facts.durationMs },
    ]);
    const pixels = rgbFrame(coverFile ?? '');
    expect(pixels.length).toBe(1_500 * 1_000 * 3);
    expect([...pixels.subarray(0, 3)].map((value) => Math.round(value / 16))).toEqual([16, 0, 0]);
  });

  test('of several tracks the first is taken, as for the cut, and the notes say so', async () => {
    const file = await media.make(
      'two.mkv',
      [voice(1), 'sine=f=900:d=2'],
      ['-map', '0', '-map', '1', '-c:a', 'flac', '-disposition:a:0', '0', '-disposition:a:1', 'default'],
    );
    const { facts, notes } = await ingest(file);
    expect(facts.durationMs).toBe(1_000);
    expect(notes).toEqual(['The file has 2 sound tracks; the first is used.']);
  });

  test.each([
    ['5.1 with the voice in the middle', "aevalsrc='0|0|0.3*sin(2*PI*220*t)|0|0|0:c=5.1:d=2'"],
    ['one silent side', "aevalsrc='0.3*sin(2*PI*220*t)|0:d=2'"],
    ['sides that cancel each other out', "aevalsrc='0.3*sin(2*PI*220*t)|-0.3*sin(2*PI*220*t):d=2'"],
  ])('%s is heard', async (_name, source) => {
    const { peaks } = await ingest(await media.make('channels.flac', [source]));
    expect(Math.max(...peaks.values)).toBeGreaterThan(20);
  });

  test('the clock of the samples is the clock of the file, whatever it leaves out', async () => {
    const late = await media.make('late.mp4', [picture(4), { source: voice(2), args: ['-itsoffset', '0.5', '-f', 'lavfi'] }]);
    const { facts, peaks } = await ingest(late);
    expect(Math.abs(facts.durationMs - 2_500)).toBeLessThan(80);
    expect(Math.max(...peaks.values.slice(0, 11))).toBe(0);
    const gap = await media.make('gap.mkv', [`${voice(2)},asetpts='PTS+if(gte(T,1),5/TB,0)'`], ['-c:a', 'flac']);
    expect(Math.abs((await ingest(gap)).facts.durationMs - 7_000)).toBeLessThan(80);
  });

  test('a variable-rate mp3 without a header has its real length', async () => {
    const file = await media.make(
      'bare.mp3',
      ["aevalsrc='if(lt(t,20),0,0.4*random(0))':d=30"],
      ['-q:a', '4', '-write_xing', '0'],
    );
    expect(Math.abs((await ingest(file)).facts.durationMs - 30_000)).toBeLessThan(100);
  });

  test('a file that lost its end is used as long as it is', async () => {
    const whole = await media.make('whole.m4a', [voice(10)], ['-movflags', '+faststart']);
    const { facts } = await ingest(media.cut(whole, 0.8, 'most.m4a'));
    expect(facts.durationMs).toBeGreaterThan(6_500);
    expect(facts.durationMs).toBeLessThan(9_000);
  });
});

describe('refusals', () => {
  let wav: string;
  let mp3: string;
  let mp4: string;
  beforeAll(async () => {
    wav = await media.make('good.wav', [voice(4)]);
    mp3 = await media.make('good.mp3', [voice(4)]);
    mp4 = await media.make('good.mp4', [voice(4), picture(4)], ['-c:v', 'libx264']);
  });

  test.each([
    ['text', 'undefined\nundef\nnull\n(null)\n<script>alert(0)</script>\n'],
    ['a ZIP archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(50_000, 7)])],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n'],
    ['zeros', Buffer.alloc(100_000)],
    ['an mp4 of junk', Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), Buffer.alloc(50_000, 'junk')])],
  ])('NOT_MEDIA: %s', async (name, bytes) => {
    expect(await refusal(media.write(`${name}.mp3`, bytes))).toBe('NOT_MEDIA');
  });

  test('NOT_MEDIA: a picture', async () => {
    const png = await media.make('p.png', [picture(0.04)], ['-frames:v', '1', '-update', '1']);
    expect(await refusal(media.write('png.mp3', readFileSync(png)))).toBe('NOT_MEDIA');
  });

  test.each([
    ['HLS', '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'],
    ['concat', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['a bare concat list', "file '/etc/passwd'\n"],
    ['ffmetadata', ';FFMETADATA1\ntitle=x\n'],
    ['DASH', '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>'],
    ['subfile', 'subfile,,start,0,end,100,,:/etc/passwd'],
    [
      'HLS after an mp4 header',
      Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), Buffer.from('#EXTM3U\nfile:///etc/passwd\n')]),
    ],
    [
      'a reference movie',
      box(
        'moov',
        box('rmra', box('rmda', box('rdrf', Buffer.alloc(4), Buffer.from('url '), uint32(9), Buffer.from('http://x\0')))),
      ),
    ],
  ])('HOSTILE: %s', async (name, bytes) => {
    expect(await refusal(media.write(`${name}.mp4`, bytes))).toBe('HOSTILE');
  });

  test('HOSTILE: a playlist between tags and real frames, which ffmpeg itself would follow', async () => {
    const tag = id3Tag([['TIT2', Buffer.from('\0x')]]);
    expect(
      await refusal(
        media.write('both.mp3', Buffer.concat([tag, Buffer.from('#EXTM3U\nfile:///etc/passwd\n'), readFileSync(mp3)])),
      ),
    ).toBe('HOSTILE');
  });

  test.each([
    ['an address', box('url ', Buffer.alloc(4), Buffer.from('file:///etc/passwd\0'))],
    ['an alias', box('alis', Buffer.from([0, 0, 0, 1]), Buffer.alloc(200, 1))],
  ])('HOSTILE: sound that lies elsewhere, by %s', async (_name, entry) => {
    expect(await refusal(media.write('elsewhere.mp4', referElsewhere(readFileSync(mp4), entry)))).toBe('HOSTILE');
  });

  test('HOSTILE: billions of pixels in the header', async () => {
    const bytes = readFileSync(mp4);
    const entry = bytes.indexOf('avc1', bytes.indexOf('stsd'));
    bytes.writeUInt32BE(0xffffffff, entry + 28);
    expect(await refusal(media.write('huge.mp4', bytes))).toBe('HOSTILE');
  });

  test('HOSTILE: billions of pixels in the cover', async () => {
    const picture = Buffer.concat([Buffer.from('\0image/png\0\x03\0', 'latin1'), hollowPng(60_000, 60_000)]);
    expect(await refusal(media.write('bomb.mp3', Buffer.concat([id3Tag([['APIC', picture]]), readFileSync(mp3)])))).toBe(
      'HOSTILE',
    );
  });

  test('HOSTILE: an absurd sample rate', async () => {
    const bytes = readFileSync(wav);
    bytes.writeUInt32LE(1, 24);
    expect(await refusal(media.write('slow.wav', bytes))).toBe('HOSTILE');
  });

  test('EMPTY: no bytes', async () => expect(await refusal(media.write('none.mp3', ''))).toBe('EMPTY'));

  test('NO_AUDIO: a picture alone', async () =>
    expect(await refusal(await media.make('mute.mp4', [picture(1)]))).toBe('NO_AUDIO'));

  test.each([
    ['digital silence', 'anullsrc=d=3'],
    ['the noise of a muted track', 'sine=d=3,volume=-60dB'],
  ])('SILENT: %s', async (_name, source) => {
    expect(await refusal(await media.make('silent.wav', [source]))).toBe('SILENT');
  });

  test('TRUNCATED: most is missing, in every container that tells', async () => {
    const flac = await media.make('good.flac', [voice(4)]);
    const mkv = await media.make('good.mkv', [voice(4)], ['-c:a', 'aac']);
    const fast = await media.make('fast.m4a', [voice(4)], ['-movflags', '+faststart']);
    for (const file of [wav, mp3, flac, mkv, fast])
      expect([file, await refusal(media.cut(file, 0.4, 'cut'))]).toEqual([file, 'TRUNCATED']);
  });

  test('TRUNCATED: an mp4 without its index', async () =>
    expect(await refusal(media.cut(mp4, 0.5, 'cut.mp4'))).toBe('TRUNCATED'));

  test('TRUNCATED: nothing but a header, or half a tag', async () => {
    expect(await refusal(media.cut(wav, 0.0002, 'header.wav'))).toBe('TRUNCATED');
    const tag = id3Tag([['TXXX', Buffer.alloc(5_000)]]);
    expect(await refusal(media.write('tag.mp3', tag.subarray(0, 2_000)))).toBe('TRUNCATED');
  });

  test('TOO_LONG: by what the file says, and by what it holds', async () => {
    expect(await refusal(mp3, 3_000)).toBe('TOO_LONG');
    expect(await refusal(await media.make('stream.aac', [voice(4)]), 3_000)).toBe('TOO_LONG');
  });

  test('a clock that leaps by half a day ends in a refusal, not in all of the memory', async () => {
    const file = await media.make('leap.mkv', [`${voice(2)},asetpts='PTS+if(gte(T,1),40000/TB,0)'`], ['-c:a', 'aac']);
    expect(await refusal(file, 12 * HOUR_MS)).toBe('TRUNCATED');
  }, 60_000);
});

test('an abort ends the work and leaves nothing behind', async () => {
  const file = await media.make('long.wav', ['sine=d=3600:r=16000']);
  const workDir = media.folder();
  const abort = new AbortController();
  const reason = new Error('enough');
  await expect(
    ingestMedia(tools, file, { workDir, maxDurationMs: HOUR_MS, signal: abort.signal, onProgress: () => abort.abort(reason) }),
  ).rejects.toBe(reason);
  expect(readdirSync(workDir)).toEqual([]);
}, 60_000);
