import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testFolder } from '../../testing/folder.js';
import { speakerEncoder, WINDOW_SAMPLES } from './speakerEncoder.js';
import type { Tensor } from './torchCheckpoint.js';

const folder = testFolder();
const HIDDEN = 256;
const filled = (shape: number[], value: (index: number) => number): Tensor => ({ shape, values: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, index) => value(index)) });

/** Weights of which only the biases of the gates speak: PyTorch's order is input, forget, cell, output. */
function weights(gateBias: (gate: number) => number): Map<string, Tensor> {
  const all = new Map<string, Tensor>();
  for (let layer = 0; layer < 3; layer++) {
    all.set(`lstm.weight_ih_l${layer}`, filled([4 * HIDDEN, layer === 0 ? 40 : HIDDEN], () => 0));
    all.set(`lstm.weight_hh_l${layer}`, filled([4 * HIDDEN, HIDDEN], () => 0));
    all.set(`lstm.bias_ih_l${layer}`, filled([4 * HIDDEN], (index) => gateBias(Math.floor(index / HIDDEN))));
    all.set(`lstm.bias_hh_l${layer}`, filled([4 * HIDDEN], () => 0));
  }
  all.set('linear.weight', filled([HIDDEN, HIDDEN], (index) => (index % (HIDDEN + 1) === 0 ? 1 : 0)));
  all.set('linear.bias', filled([HIDDEN], (index) => (index === 0 ? 1 : 0)));
  return all;
}

/** Runs a model over a batch of tones. In a process of its own, since Jest's typed arrays are not those that native code knows. */
function embed(model: Buffer, batch: number): { dims: number[]; data: number[] } {
  const file = join(folder, 'model.onnx');
  writeFileSync(file, model);
  const script = `
    import { InferenceSession, Tensor } from 'onnxruntime-node';
    const samples = Float32Array.from({ length: ${batch * WINDOW_SAMPLES} }, (_, index) => Math.sin(index / 7));
    const session = await InferenceSession.create(${JSON.stringify(file)});
    const { emb } = await session.run({ wav: new Tensor('float32', samples, [${batch}, ${WINDOW_SAMPLES}]) });
    console.log(JSON.stringify({ dims: emb.dims, data: [...emb.data] }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname, encoding: 'utf8' }));
}

test('the graph runs, its gates are in their places, and embeddings have length 1', () => {
  // Input, cell and output wide open, forget shut: each cell holds tanh(20) = 1, and gives tanh(1).
  const { dims, data } = embed(speakerEncoder(weights((gate) => (gate === 1 ? -20 : 20))), 2);
  expect(dims).toEqual([2, HIDDEN]);
  const hidden = Math.tanh(1);
  expect((data[0] ?? 0) / (data[1] ?? 1)).toBeCloseTo((hidden + 1) / hidden, 4);
  expect(Math.hypot(...data.slice(0, HIDDEN))).toBeCloseTo(1, 5);
});

test('a checkpoint without the layers is refused', () => {
  expect(() => speakerEncoder(new Map())).toThrow('the checkpoint lacks lstm.bias_ih_l0');
});
