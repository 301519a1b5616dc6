import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unpackZip } from '../fetch/archives.js';
import { isOnnx } from './models.js';
import type { Recipe } from './recipe.js';
import { speakerEncoder } from './speaker/speakerEncoder.js';
import { readTorchCheckpoint } from './speaker/torchCheckpoint.js';

/** Resemblyzer publishes its weights in its package alone: that is the official source as well. */
export const speakerModel: Recipe = {
  name: 'speaker-model',
  title: 'Resemblyzer, which tells voices apart',
  kind: 'file',
  setting: 'SPEAKER_MODEL_PATH',
  version: '0.1.4',
  inCache: 'ge2e.onnx',
  candidates: () => [],
  examine: isOnnx,
  sources: () => [
    {
      files: [{ kind: 'pypi', project: 'resemblyzer', file: 'Resemblyzer-0.1.4-py3-none-any.whl', bytes: 15_747_704, digest: 'sha256:8f12eb2f1a9982d32e8db7856de754709b59c93a77bcf0ff536584b619a9dd1f' }],
      async make({ files: [wheel = ''], folder, scratch, onStep }) {
        onStep('putting the model together');
        await unpackZip(wheel, scratch, (path) => (basename(path) === 'pretrained.pt' ? 'pretrained.pt' : null));
        const weights = readTorchCheckpoint(await readFile(join(scratch, 'pretrained.pt')), 'model_state');
        await writeFile(join(folder, 'ge2e.onnx'), speakerEncoder(weights));
      },
    },
  ],
};
