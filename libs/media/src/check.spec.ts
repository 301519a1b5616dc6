import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { frameOf, safeZoneOf } from '@reels/contracts';
import type { Checks } from '@reels/contracts';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkReel } from './check.js';
import type { ReelExpectation } from './check.js';
import { makeFontsDir } from './fonts.js';
import { safeInput } from './input.js';
import { findGain } from './loudness.js';
import type { CutSource } from './loudness.js';
import { renderReelCommand } from './render.js';
import { from, lavfi, MediaFolder, tools, voice } from './testing/makeMedia.js';

const media = new MediaFolder();
afterAll(() => media.remove());

const SECONDS = 6;
const FONT = 'Instrument Sans SemiBold';

/** Events as the composition writes them: a bar that moves, which is no caption, and captions. */
const bar = `Dialogue: 1,0:00:00.00,0:00:06.00,Default,,0,0,0,,{\\an7\\pos(0,0)\\p1\\1c&HFF9933&\\clip(84,1010,84,1160)\\t(0,6000,\\clip(84,1010,930,1160))}m 84 1010 l 930 1010 l 930 1160 l 84 1160`;
const caption = (fromS: number, toS: number, text: string, { x = 500, y = 700 } = {}): string =>
  `Dialogue: 4,0:00:0${fromS.toFixed(2)},0:00:0${toS.toFixed(2)},Default,caption,0,0,0,,{\\an5\\pos(${x},${y})}${text}`;
const spoken = [caption(0, 2, 'We opened the oven'), caption(2, 4, 'and there it was'), caption(4, 6, 'the radio, still warm')];

const FRAME = frameOf('9:16');

const document = (...events: string[]): string => `[Script Info]
ScriptType: v4.00+
PlayResX: 1080
PlayResY: 1920
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,${FONT},90,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,4,0,7,0,0,0,-1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
${events.join('\n')}
`;

let still: string;
let source: CutSource;
let gainDb: number;
beforeAll(async () => {
  still = await media.make(
    'still.png',
    ['gradients=s=1080x1920:c0=0x1a2238:c1=0x402040:d=0.04:speed=0.00001'],
    ['-frames:v', '1', '-update', '1'],
  );
  const sound = await media.make('sound.wav', [voice(SECONDS + 1)]);
  source = { input: await safeInput(sound), cut: [{ startMs: 500, endMs: 500 + SECONDS * 1_000 }] };
  gainDb = await findGain(source, (command) => tools.run(command));
});

/** Renders a reel as the product does, with these events. */
async function render(name: string, events: string[], background = still): Promise<string> {
  const folder = media.folder();
  const ass = path.join(folder, 'reel.ass');
  const fontsDir = path.join(folder, 'fonts');
  writeFileSync(ass, document(...events));
  await makeFontsDir(fontsDir, [FONT]);
  const file = media.file(name);
  await tools.run(
    renderReelCommand({ ...source, ass, fontsDir, gainDb, threads: 2, background: { kind: 'still', file: background, lettering: null }, keyFrames: [] }, file),
  );
  return file;
}

const composition = (events: string[]): ReelExpectation['composition'] => ({
  frame: FRAME,
  safeZone: safeZoneOf('9:16'),
  ass: document(...events),
  fonts: [FONT],
  still: {
    frame: FRAME,
    ground: 'paper',
    cover: null,
    palette: { ground: '', glows: ['', ''], accent: '', pop: '', box: '', marker: '', tile: ['', ''] },
    lettering: '',
  },
});

const check = (file: string, events = [bar, ...spoken], more: Partial<ReelExpectation> = {}): Promise<Checks> =>
  checkReel(tools, file, { durationMs: SECONDS * 1_000, composition: composition(events), hasCaptions: true, ...more });

const failed = (checks: Checks): string[] => Object.keys(checks).filter((name) => !checks[name]?.passed);

describe('a finished reel', () => {
  let good: string;
  beforeAll(async () => {
    good = await render('good.mp4', [bar, ...spoken]);
  }, 60_000);

  /** The good reel with something done to it. */
  const spoil = (name: string, args: string[], inputs = [from(good)]): Promise<string> =>
    media.make(name, inputs, ['-map', '0:v', '-map', '0:a', ...args]);
  const keepPicture = ['-c:v', 'copy', '-movflags', '+faststart'];

  test('passes everything, with its figures', async () => {
    const checks = await check(good);
    expect(failed(checks)).toEqual([]);
    expect(Object.keys(checks)).toEqual([
      ...['container', 'fastStart', 'videoCodec', 'audioCodec', 'size', 'frameRate', 'keyFrameMs', 'duration', 'avOffsetMs'],
      ...['decodingErrors', 'loudness', 'truePeak', 'blackMs', 'frozenMs', 'silenceMs', 'captionsPresent', 'captionsInSafeZone'],
    ]);
    expect(checks).toMatchObject({
      size: { value: '1080x1920, pixels 1:1' },
      frameRate: { value: 30, limit: 30 },
      duration: { value: expect.closeTo(SECONDS * 1_000, -2) },
      loudness: { value: expect.closeTo(-14, 0) },
      captionsPresent: { value: 1 },
    });
  }, 60_000);

  test('captions that are not there, come late, or are other words are missed', async () => {
    const later = [
      caption(1, 3, 'We opened the oven'),
      caption(3, 5, 'and there it was'),
      caption(5, 6, 'the radio, still warm'),
    ];
    const others = [
      caption(0, 2, 'Wo epodsi tho evon'),
      caption(2, 4, 'ond thsro ft wos'),
      caption(4, 6, 'tho rodio, stfll worm'),
    ];
    for (const burned of [later, others])
      expect(failed(await check(await render('x.mp4', [bar, ...burned])))).toEqual(['captionsPresent']);
    expect(failed(await check(good, [bar]))).toEqual(['captionsPresent', 'captionsInSafeZone']);
  }, 120_000);

  test('captions outside of the safe zone', async () => {
    const events = [bar, caption(0, 3, 'Too low to read', { y: 1_300 }), caption(3, 6, 'Too far to the right', { x: 700 })];
    const checks = await check(await render('x.mp4', events), events);
    expect(failed(checks)).toEqual(['captionsInSafeZone']);
    expect(checks['captionsInSafeZone']).toMatchObject({
      value: expect.stringMatching(/^x \d+-10\d\d, y \d+-13\d\d$/),
      limit: 'x 65-930, y 270-1248',
    });
  }, 120_000);

  test('no captions were asked for', async () => {
    const checks = await check(good, [bar], { hasCaptions: false });
    expect(failed(checks)).toEqual([]);
    expect(checks).not.toHaveProperty('captionsPresent');
  }, 60_000);

  test(
    'the index at the end',
    async () => expect(failed(await check(await spoil('x.mp4', ['-c', 'copy'])))).toEqual(['fastStart']),
    60_000,
  );

  test(
    'another container',
    async () =>
      expect(failed(await check(await spoil('x.mov', ['-c', 'copy', '-movflags', '+faststart'])))).toEqual(['container']),
    60_000,
  );

  test('sound that begins late', async () => {
    const late = await spoil('x.mp4', ['-c', 'copy', '-movflags', '+faststart'].concat(['-map', '-0:a', '-map', '1:a']), [
      from(good),
      from(good, '-itsoffset', '0.08'),
    ]);
    expect(failed(await check(late))).toEqual(['duration', 'avOffsetMs']);
  }, 60_000);

  test('an end that is missing', async () => {
    expect(failed(await check(await spoil('x.mp4', ['-c', 'copy', '-t', '4', '-movflags', '+faststart'])))).toContain('duration');
  }, 60_000);

  test('too loud, and with clipped peaks', async () => {
    expect(
      failed(await check(await spoil('x.mp4', [...keepPicture, '-af', 'volume=12dB', '-ar', '48000', '-c:a', 'aac']))),
    ).toEqual(['loudness', 'truePeak']);
  }, 60_000);

  test('sound that falls silent, or is silent throughout', async () => {
    const broken = await check(
      await spoil('x.mp4', [...keepPicture, '-af', "volume='if(lt(t,0.5),1,0)':eval=frame", '-ar', '48000', '-c:a', 'aac']),
    );
    expect(failed(broken)).toContain('silenceMs');
    expect(broken['silenceMs']?.value).toBeGreaterThan(5_000);
    const mute = await check(await spoil('x.mp4', [...keepPicture, '-af', 'volume=0', '-ar', '48000', '-c:a', 'aac']));
    expect(mute).toMatchObject({ loudness: { passed: false, value: null }, truePeak: { passed: false, value: null } });
  }, 60_000);

  test('a picture that stands still', async () => {
    const checks = await check(await render('x.mp4', []), [], { hasCaptions: false });
    expect(failed(checks)).toEqual(['frozenMs']);
    expect(checks['frozenMs']?.value).toBeGreaterThan(5_500);
    const source = await check(media.file('x.mp4'), [], { hasCaptions: false, composition: { ...composition([]), still: null } });
    expect(failed(source)).toEqual([]);
  }, 60_000);

  test('a black picture', async () => {
    const black = await media.make('black.png', ['color=black:s=1080x1920:d=0.04'], ['-frames:v', '1', '-update', '1']);
    const checks = await check(await render('x.mp4', [], black), [], { hasCaptions: false });
    expect(failed(checks)).toEqual(['blackMs', 'frozenMs']);
  }, 60_000);

  test('a damaged file', async () => {
    const whole = await spoil('x.mp4', ['-c', 'copy', '-movflags', '+faststart']);
    expect(failed(await check(media.cut(whole, 0.6, 'cut.mp4')))).toContain('decodingErrors');
    expect(failed(await check(media.write('text.mp4', 'This is no film.')))).toEqual(['container']);
  }, 60_000);
});

test('everything wrong with the form', async () => {
  const file = await media.make(
    'form.mp4',
    [lavfi(`testsrc2=s=720x1280:r=50:d=${SECONDS}`), lavfi(voice(SECONDS))],
    [
      ...[
        '-vf',
        "select='not(eq(mod(n,7),3))'",
        '-fps_mode',
        'vfr',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv444p',
        '-g',
        '500',
        '-sc_threshold',
        '0',
        '-c:a',
        'libmp3lame',
      ],
    ],
  );
  const checks = await check(file, [], { hasCaptions: false });
  expect(failed(checks)).toEqual(
    expect.arrayContaining(['fastStart', 'videoCodec', 'audioCodec', 'size', 'frameRate', 'keyFrameMs']),
  );
}, 60_000);

test('a file without sound', async () => {
  const file = await media.make(
    'mute.mp4',
    [lavfi('testsrc2=s=1080x1920:r=30:d=1')],
    ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
  );
  expect(failed(await check(file))).toEqual(expect.arrayContaining(['audioCodec', 'avOffsetMs']));
}, 60_000);
