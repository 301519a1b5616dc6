/** What a reel's render costs beside the bare x264 encode of the same frames at the same settings. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { findGain, localSource, renderReelCommand } from '@reels/media';
import { sampleTranscript } from '../scripts/sampleTranscript.mjs';
import { median } from './cpu.mjs';
import { openReels } from './reels.mjs';

const CUT = [{ startMs: 34_040, endMs: 46_040 }];

/** Gives, for each kind of reel, the CPU seconds of the render and of the bare encode, and the length in seconds. */
export async function benchRender({ media, folder, rounds }) {
  const { durationMs, prepare } = await openReels({ media, folder, cut: CUT });
  const results = [];
  for (const kind of ['audiogram', 'fit']) {
    const { job } = await prepare(kind, sampleTranscript());
    const gainDb = await findGain(job, (command) => media.run(command));
    results.push({ kind, seconds: durationMs / 1000, ...(await compare({ ...job, gainDb })) });
  }
  return results;

  /** Interleaved, so that a busy moment of the machine strikes both. */
  async function compare(job) {
    const file = path.join(folder, 'reel.mp4');
    const command = renderReelCommand(job, file);
    const frames = path.join(folder, 'frames.yuv');
    await media.run({
      ...command,
      outputs: [
        { to: 'file', file: frames, args: ['-map', '[video]', '-f', 'rawvideo'] },
        { to: 'nothing', args: ['-map', '[audio]'] },
      ],
    });
    const settings = withoutMaps(command.outputs[0].args);
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', '1080x1920', '-framerate', '30'];
    const bare = { inputs: [{ source: localSource(frames), args: raw }], outputs: [{ to: 'file', file: path.join(folder, 'bare.mp4'), args: ['-map', '0:v', ...settings] }] };
    const render = [];
    const encode = [];
    let peakBytes = 0;
    for (let round = 0; round < rounds; round++) {
      const report = await media.run(command);
      render.push(report.cpuSeconds);
      peakBytes = Math.max(peakBytes, report.peakMemoryBytes);
      encode.push((await media.run(bare)).cpuSeconds);
    }
    await rm(frames);
    return { renderCpu: median(render), bareCpu: median(encode), peakBytes };
  }
}

/** The encoder's settings alone. */
const withoutMaps = (args) => args.filter((arg, index) => arg !== '-map' && args[index - 1] !== '-map');
