import { readFile, writeFile } from 'node:fs/promises';

/**
 * Rewrites a Whisper model from CTranslate2's format (float16) to the one of whisper.cpp. The order of tensors, their types and
 * the header follow whisper.cpp's `models/convert-pt-to-ggml.py`, so that the result equals the published file bit for bit.
 */
export interface ModelFiles {
  /** CTranslate2's `model.bin`, whole or in pieces. */
  weights: string[];
  /** `mel_80.npy` out of OpenAI's `mel_filters.npz`. */
  melFilters: string;
  /** OpenAI's `multilingual.tiktoken`. */
  vocabulary: string;
  target: string;
}

/** A tensor of float16 values, row-major. */
interface Tensor {
  shape: number[];
  data: Buffer;
}

const GGML_MAGIC = 0x67676d6c;
const FLOAT16 = 4;
const HEAD_SIZE = 64;

export async function ctranslateToGgml({ weights, melFilters, vocabulary, target }: ModelFiles): Promise<void> {
  const tensors = readTensors(Buffer.concat(await Promise.all(weights.map((file) => readFile(file)))));
  const named = inOpenAiOrder(tensors);
  const shapeOf = (name: string): [number, number] => tensor(tensors, name).shape as [number, number];
  const [vocabularySize, width] = shapeOf('decoder/embeddings/weight');
  const [audioContext] = shapeOf('encoder/position_encodings/encodings');
  const [textContext] = shapeOf('decoder/position_encodings/encodings');
  const [, melCount] = shapeOf('encoder/conv1/weight');
  const heads = width / HEAD_SIZE;
  const mel = readMelFilters(await readFile(melFilters));
  const tokens = readVocabulary(await readFile(vocabulary, 'utf8'));

  const parts = [
    int32(GGML_MAGIC, vocabularySize, audioContext, width, heads, layers(tensors, 'encoder'), textContext, width, heads, layers(tensors, 'decoder'), melCount, 1),
    int32(melCount, mel.length / 4 / melCount),
    mel,
    int32(tokens.length),
    ...tokens.flatMap((token) => [int32(token.length), token]),
    ...named.flatMap(([name, value]) => ggmlTensor(name, value)),
  ];
  await writeFile(target, Buffer.concat(parts));
}

function ggmlTensor(name: string, { shape, data }: Tensor): Buffer[] {
  const isConvolutionBias = /conv[12]\.bias$/.test(name);
  // Vectors and positions stay in single precision; the biases of the convolutions are stored as columns.
  const single = shape.length < 2 || name.endsWith('positional_embedding');
  const dims = isConvolutionBias ? [...shape, 1] : shape;
  return [int32(dims.length, Buffer.byteLength(name), single ? 0 : 1), int32(...dims.toReversed()), Buffer.from(name), single ? toFloat32(data) : data];
}

/** OpenAI's names for the tensors, in the order of its checkpoints. */
function inOpenAiOrder(tensors: Map<string, Tensor>): [string, Tensor][] {
  const named: [string, Tensor][] = [
    ['decoder.positional_embedding', tensor(tensors, 'decoder/position_encodings/encodings')],
    ['encoder.positional_embedding', tensor(tensors, 'encoder/position_encodings/encodings')],
    ['decoder.token_embedding.weight', tensor(tensors, 'decoder/embeddings/weight')],
  ];
  const norm = (name: string, from: string): void => void named.push([`${name}.weight`, tensor(tensors, `${from}/gamma`)], [`${name}.bias`, tensor(tensors, `${from}/beta`)]);
  const linear = (name: string, from: string): void => void named.push([`${name}.weight`, tensor(tensors, `${from}/weight`)], [`${name}.bias`, tensor(tensors, `${from}/bias`)]);
  /** CTranslate2 keeps the projections of queries, keys and values in one matrix; keys have no bias. */
  const projections = (name: string, from: string, kinds: readonly string[]): void => {
    const weight = tensor(tensors, `${from}/weight`);
    const bias = tensor(tensors, `${from}/bias`);
    for (const [index, kind] of kinds.entries()) {
      named.push([`${name}.${kind}.weight`, slice(weight, index, kinds.length)]);
      if (kind !== 'key') named.push([`${name}.${kind}.bias`, slice(bias, index, kinds.length)]);
    }
  };
  const block = (name: string, from: string, hasCrossAttention: boolean): void => {
    norm(`${name}.mlp_ln`, `${from}/ffn/layer_norm`);
    linear(`${name}.mlp.0`, `${from}/ffn/linear_0`);
    linear(`${name}.mlp.2`, `${from}/ffn/linear_1`);
    norm(`${name}.attn_ln`, `${from}/self_attention/layer_norm`);
    projections(`${name}.attn`, `${from}/self_attention/linear_0`, ['query', 'key', 'value']);
    linear(`${name}.attn.out`, `${from}/self_attention/linear_1`);
    if (!hasCrossAttention) return;
    norm(`${name}.cross_attn_ln`, `${from}/attention/layer_norm`);
    linear(`${name}.cross_attn.query`, `${from}/attention/linear_0`);
    projections(`${name}.cross_attn`, `${from}/attention/linear_1`, ['key', 'value']);
    linear(`${name}.cross_attn.out`, `${from}/attention/linear_2`);
  };

  for (let layer = 0; layer < layers(tensors, 'decoder'); layer++) block(`decoder.blocks.${layer}`, `decoder/layer_${layer}`, true);
  norm('decoder.ln', 'decoder/layer_norm');
  linear('encoder.conv1', 'encoder/conv1');
  linear('encoder.conv2', 'encoder/conv2');
  for (let layer = 0; layer < layers(tensors, 'encoder'); layer++) block(`encoder.blocks.${layer}`, `encoder/layer_${layer}`, false);
  norm('encoder.ln_post', 'encoder/layer_norm');
  return named;
}

/** CTranslate2's binary: version, name of the model's class, revision, tensors, then names that stand for other names. */
function readTensors(file: Buffer): Map<string, Tensor> {
  let at = 0;
  const uint = (bytes: 1 | 2 | 4): number => file.readUIntLE((at += bytes) - bytes, bytes);
  const text = (): string => {
    const length = uint(2);
    return file.toString('utf8', at, (at += length) - 1);
  };
  uint(4);
  if (text() !== 'WhisperSpec') throw new Error('this is not a Whisper model of CTranslate2');
  uint(4);
  const tensors = new Map<string, Tensor>();
  for (let count = uint(4); count > 0; count--) {
    const name = text();
    const shape = Array.from({ length: uint(1) }, () => uint(4));
    const type = uint(1);
    const bytes = uint(4);
    const data = file.subarray(at, (at += bytes));
    if (type === FLOAT16) tensors.set(name, { shape, data });
  }
  for (let count = uint(4); count > 0; count--) {
    const name = text();
    const original = tensors.get(text());
    if (original) tensors.set(name, original);
  }
  return tensors;
}

function tensor(tensors: Map<string, Tensor>, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new Error(`the model has no tensor ${name} in half precision`);
  return found;
}

/** The index-th of `count` equal stretches of rows. */
function slice({ shape: [rows = 0, ...rest], data }: Tensor, index: number, count: number): Tensor {
  const bytes = data.length / count;
  return { shape: [rows / count, ...rest], data: data.subarray(index * bytes, (index + 1) * bytes) };
}

function layers(tensors: Map<string, Tensor>, side: 'encoder' | 'decoder'): number {
  let count = 0;
  while (tensors.has(`${side}/layer_${count}/ffn/linear_0/weight`)) count++;
  return count;
}

/** The values of a `.npy` file (bands x frequencies, float32, little-endian). */
function readMelFilters(npy: Buffer): Buffer {
  const filters = Buffer.from(npy.subarray(10 + npy.readUInt16LE(8)));
  // The published models were made where zero had no sign.
  for (let at = 0; at < filters.length; at += 4) if (filters.readUInt32LE(at) === 0x80000000) filters.writeUInt32LE(0, at);
  return filters;
}

/** One token a line: base64, a space, its rank. */
function readVocabulary(text: string): Buffer[] {
  const words = text.split('\n').filter(Boolean).map((line) => line.split(' ', 1)[0] ?? '');
  return [...new Set(words)].map((word) => Buffer.from(word, 'base64'));
}

const int32 = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);

function toFloat32(halves: Buffer): Buffer {
  const singles = new Float32Array(halves.length / 2);
  for (let index = 0; index < singles.length; index++) singles[index] = fromHalf(halves.readUInt16LE(index * 2));
  return Buffer.from(singles.buffer);
}

/** IEEE 754 half precision. */
function fromHalf(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits >> 15 ? -size : size;
}
