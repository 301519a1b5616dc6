import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/folder.js';
import { ctranslateToGgml } from './ctranslateToGgml.js';

const folder = testFolder();
const WIDTH = 64;
const MELS = 2;

/** A Whisper model of one layer a side, with every half-precision value 1.0. */
function tinyModel(): Buffer {
  const shapes: [string, number[]][] = [
    ['decoder/position_encodings/encodings', [3, WIDTH]],
    ['encoder/position_encodings/encodings', [5, WIDTH]],
    ['decoder/embeddings/weight', [4, WIDTH]],
    ['encoder/conv1/weight', [WIDTH, MELS, 3]],
    ['encoder/conv1/bias', [WIDTH]],
    ['encoder/conv2/weight', [WIDTH, WIDTH, 3]],
    ['encoder/conv2/bias', [WIDTH]],
  ];
  const norm = (name: string): void => void shapes.push([`${name}/gamma`, [WIDTH]], [`${name}/beta`, [WIDTH]]);
  const linear = (name: string, times: number): void => void shapes.push([`${name}/weight`, [times * WIDTH, WIDTH]], [`${name}/bias`, [times * WIDTH]]);
  for (const side of ['encoder', 'decoder']) {
    norm(`${side}/layer_norm`);
    norm(`${side}/layer_0/ffn/layer_norm`);
    linear(`${side}/layer_0/ffn/linear_0`, 4);
    linear(`${side}/layer_0/ffn/linear_1`, 1);
    norm(`${side}/layer_0/self_attention/layer_norm`);
    linear(`${side}/layer_0/self_attention/linear_0`, 3);
    linear(`${side}/layer_0/self_attention/linear_1`, 1);
  }
  norm('decoder/layer_0/attention/layer_norm');
  linear('decoder/layer_0/attention/linear_0', 1);
  linear('decoder/layer_0/attention/linear_1', 2);
  linear('decoder/layer_0/attention/linear_2', 1);

  const uint32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
  const text = (value: string): Buffer => Buffer.concat([Buffer.from(Uint16Array.of(value.length + 1).buffer), Buffer.from(`${value}\0`)]);
  const tensors = shapes.map(([name, shape]) => {
    const values = Buffer.from(new Uint16Array(shape.reduce((product, size) => product * size, 1)).fill(0x3c00).buffer);
    return Buffer.concat([text(name), Buffer.from([shape.length]), ...shape.map(uint32), Buffer.from([4]), uint32(values.length), values]);
  });
  return Buffer.concat([uint32(6), text('WhisperSpec'), uint32(3), uint32(shapes.length), ...tensors, uint32(0)]);
}

test("a model gets whisper.cpp's header, filters, vocabulary and tensors in its order", async () => {
  const model = tinyModel();
  const [part1, part2, melFilters, vocabulary, target] = ['1', '2', 'mel', 'tokens', 'out'].map((name) => join(folder, name)) as [string, string, string, string, string];
  writeFileSync(part1, model.subarray(0, 1000));
  writeFileSync(part2, model.subarray(1000));
  const npyHeader = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
  const filters = Buffer.from(Float32Array.of(0.5, -0, 1, 2, 3, 4).buffer);
  writeFileSync(melFilters, Buffer.concat([Buffer.from('\x93NUMPY\x01\0', 'latin1'), Buffer.from(Uint16Array.of(npyHeader.length).buffer), Buffer.from(npyHeader), filters]));
  writeFileSync(vocabulary, `${Buffer.from('a').toString('base64')} 0\n${Buffer.from('bc').toString('base64')} 1\n`);

  await ctranslateToGgml({ weights: [part1, part2], melFilters, vocabulary, target });

  const out = readFileSync(target);
  const ints = Array.from({ length: 14 }, (_, index) => out.readInt32LE(index * 4));
  expect(ints).toEqual([0x67676d6c, 4, 5, WIDTH, 1, 1, 3, WIDTH, 1, 1, MELS, 1, MELS, 3]);
  expect(Array.from({ length: 6 }, (_, index) => out.readFloatLE(56 + index * 4))).toEqual([0.5, 0, 1, 2, 3, 4]);
  expect(out.subarray(80, 95)).toEqual(Buffer.concat([Buffer.from(Int32Array.of(2, 1).buffer), Buffer.from('a'), Buffer.from(Int32Array.of(2).buffer), Buffer.from('bc')]).subarray(0, 15));

  const names: string[] = [];
  for (let at = 95; at < out.length; ) {
    const [rank, nameLength, half] = [0, 4, 8].map((offset) => out.readInt32LE(at + offset)) as [number, number, number];
    const dims = Array.from({ length: rank }, (_, index) => out.readInt32LE(at + 12 + index * 4));
    const nameAt = at + 12 + rank * 4;
    names.push(out.toString('utf8', nameAt, nameAt + nameLength));
    const dataAt = nameAt + nameLength;
    expect(half ? out.readUInt16LE(dataAt) : out.readFloatLE(dataAt)).toBe(half ? 0x3c00 : 1);
    at = dataAt + dims.reduce((product, size) => product * size, 1) * (half ? 2 : 4);
  }
  expect(names).toHaveLength(3 + 24 + 2 + 4 + 15 + 2);
  expect(names.slice(0, 5)).toEqual(['decoder.positional_embedding', 'encoder.positional_embedding', 'decoder.token_embedding.weight', 'decoder.blocks.0.mlp_ln.weight', 'decoder.blocks.0.mlp_ln.bias']);
  expect(names.at(-1)).toBe('encoder.ln_post.bias');
});

test('another kind of model is refused', async () => {
  const other = join(folder, 'other');
  writeFileSync(other, Buffer.from([6, 0, 0, 0, 3, 0, 0x61, 0x62, 0]));
  await expect(ctranslateToGgml({ weights: [other], melFilters: other, vocabulary: other, target: join(folder, 'none') })).rejects.toThrow('not a Whisper model');
});
