import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MediaToolError, MediaTools } from './runner.js';
import type { MediaCommand } from './runner.js';
import { lavfi, MediaFolder, rgbFrame, tools } from './testing/makeMedia.js';

const media = new MediaFolder();
afterAll(() => media.remove());

/** Endless work: an hour of noise as fast as it can be written. */
const endless = (file: string): MediaCommand => ({
  inputs: [lavfi('anoisesrc=d=36000')],
  outputs: [{ to: 'file', file, args: [] }],
});

describe('a run that ends well', () => {
  test('reports its cost and how far it has come, and passes arguments with spaces whole', async () => {
    const file = media.file('tone.wav');
    const seen: number[] = [];
    const report = await tools.run(
      { inputs: [lavfi('sine=d=2')], outputs: [{ to: 'file', file, args: ['-metadata', 'title=Hello world'] }] },
      { onProgress: ({ timeMs }) => seen.push(timeMs) },
    );
    expect(report.cpuSeconds).toBeGreaterThanOrEqual(0);
    expect(report.peakMemoryBytes).toBeGreaterThan(1e6);
    expect(seen.at(-1)).toBe(2_000);
    const { json } = await tools.probeJson(['-show_format', file]);
    expect(json).toMatchObject({ format: { tags: { title: 'Hello world' } } });
  });

  test('several outputs, a filter graph and a pipe in one process', async () => {
    const chunks: Buffer[] = [];
    await tools.run(
      {
        inputs: [lavfi('color=red:s=64x32:r=5:d=1'), lavfi('sine=d=1:r=8000')],
        filterComplex: '[0:v]drawbox=x=0:y=0:w=32:h=32:c=blue:t=fill[v];[1:a]asplit[a][b]',
        outputs: [
          { to: 'file', file: media.file('both.mkv'), args: ['-map', '[v]', '-map', '[a]', '-c:v', 'ffv1', '-c:a', 'flac'] },
          { to: 'pipe', args: ['-map', '[b]', '-f', 's16le'] },
          { to: 'nothing', args: ['-map', '0:v'] },
        ],
      },
      { onData: (chunk) => chunks.push(chunk) },
    );
    expect(Buffer.concat(chunks)).toHaveLength(16_000);
    const pixels = rgbFrame(media.file('both.mkv'), 0);
    expect([pixels[2], pixels[63 * 3]].map((value = 0) => value > 240)).toEqual([true, true]);
  });
});

describe('a run that fails', () => {
  test('leaves no file and tells what ffmpeg said', async () => {
    const file = media.file('never.wav');
    const run = tools.run({
      inputs: [{ source: media.file('missing.wav'), args: [] }],
      outputs: [{ to: 'file', file, args: [] }],
    });
    await expect(run).rejects.toThrow(/No such file/);
    await expect(run).rejects.toBeInstanceOf(MediaToolError);
    expect(existsSync(file)).toBe(false);
  });

  test('keeps the file that was there before', async () => {
    const file = media.write('kept.wav', 'before');
    await expect(
      tools.run({ inputs: [lavfi('sine=d=1')], outputs: [{ to: 'file', file, args: ['-c:a', 'none-such'] }] }),
    ).rejects.toThrow();
    expect(readFileSync(file, 'utf8')).toBe('before');
  });

  test('on a full disk is DISK_FULL', async () => {
    const full = tools.run({
      inputs: [lavfi('sine=d=60')],
      outputs: [{ to: 'nothing', args: ['-f', 'wav', '-y', '/dev/full'] }],
    });
    await expect(full).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  test('without ffmpeg or ffprobe is PROVIDER_FAILED and names the path', async () => {
    const none = new MediaTools({ ffmpegPath: '/nowhere/ffmpeg', ffprobePath: '/nowhere/ffprobe' });
    await expect(none.probeJson(['x'])).rejects.toMatchObject({
      code: 'PROVIDER_FAILED',
      detail: expect.stringContaining('/nowhere/ffprobe'),
    });
    await expect(none.run(endless(media.file('none.wav')))).rejects.toMatchObject({
      code: 'PROVIDER_FAILED',
      detail: expect.stringContaining('/nowhere/ffmpeg'),
    });
  });

  test('stalls: nothing advances, so the child is ended', async () => {
    const silent = tools.run(
      { inputs: [{ source: 'pipe:0', args: ['-f', 's16le', '-re'] }], outputs: [{ to: 'nothing', args: [] }] },
      { stallMs: 700 },
    );
    await expect(silent).rejects.toThrow('not advanced for 700 ms');
  });

  test('takes too long', async () => {
    await expect(tools.run(endless(media.file('slow.wav')), { timeoutMs: 300 })).rejects.toThrow('longer than 300 ms');
  });
});

describe('an abort', () => {
  test('ends the child, throws the reason and removes the half-written file', async () => {
    const folder = media.folder();
    const abort = new AbortController();
    const reason = new Error('the user thought better of it');
    const run = tools.run(endless(path.join(folder, 'x.wav')), { signal: abort.signal, onProgress: () => abort.abort(reason) });
    await expect(run).rejects.toBe(reason);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('before the start starts nothing', async () => {
    const reason = new Error('too late');
    await expect(tools.run(endless(media.file('y.wav')), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('kills a child that does not listen', async () => {
    const stubborn = media.write(
      'stubborn',
      '#!/bin/sh\ntrap "" TERM\ncase "$*" in *-formats*|*-encoders*) exec ffmpeg "$@";; esac\necho frame=1 >&2; echo progress=continue >&2\nwhile :; do sleep 0.1; done\n'.replace(
        'exec ffmpeg',
        `exec ${process.env['FFMPEG_PATH'] ?? 'ffmpeg'}`,
      ),
    );
    chmodSync(stubborn, 0o755);
    const abort = new AbortController();
    const started = Date.now();
    const run = new MediaTools({ ffmpegPath: stubborn }).run(endless(media.file('z.wav')), {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('stop')),
    });
    await expect(run).rejects.toThrow('stop');
    expect(Date.now() - started).toBeGreaterThanOrEqual(2_000);
  }, 20_000);
});
