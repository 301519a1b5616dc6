import { writeOnnx } from './onnx.js';
import type { OnnxNode, OnnxTensor } from './onnx.js';
import type { Tensor } from './torchCheckpoint.js';

/**
 * The speaker encoder of Resemblyzer (GE2E, arXiv:1710.10467) as one ONNX graph from samples to embeddings. Its numbers are those of
 * resemblyzer/hparams.py: 16 kHz, windows of 25 ms every 10 ms, 40 mel bands, 160 frames, three LSTM layers of 256.
 * Input `wav`: [batch, 25840] samples (1.615 s); output `emb`: [batch, 256], of length 1.
 */
const SAMPLE_RATE = 16_000;
const WINDOW = 400;
const HOP = 160;
const FRAMES = 160;
const BANDS = 40;
const HIDDEN = 256;
const LAYERS = 3;
export const WINDOW_SAMPLES = WINDOW + (FRAMES - 1) * HOP;
const OPSET = 13;

export function speakerEncoder(weights: ReadonlyMap<string, Tensor>): Buffer {
  const nodes: OnnxNode[] = [];
  const constants: OnnxTensor[] = [];
  const node = (type: string, inputs: string[], outputs: string[], attributes?: OnnxNode['attributes']): void => void nodes.push({ type, inputs, outputs, attributes });
  const constant = (name: string, shape: number[], values: OnnxTensor['values']): string => {
    constants.push({ name, shape, values });
    return name;
  };
  const weight = (name: string): Tensor => {
    const found = weights.get(name);
    if (!found) throw new Error(`the checkpoint lacks ${name}`);
    return found;
  };
  const axis = (index: number): string => constants.find(({ name }) => name === `axis${index}`)?.name ?? constant(`axis${index}`, [1], BigInt64Array.of(BigInt(index)));

  // Power spectrum: a Fourier transform by two convolutions, then mel bands.
  const bins = WINDOW / 2 + 1;
  node('Unsqueeze', ['wav', axis(1)], ['samples']);
  node('Conv', ['samples', constant('cosines', [bins, 1, WINDOW], fourier(Math.cos))], ['real'], { strides: [HOP] });
  node('Conv', ['samples', constant('sines', [bins, 1, WINDOW], fourier(Math.sin))], ['imaginary'], { strides: [HOP] });
  node('Mul', ['real', 'real'], ['real2']);
  node('Mul', ['imaginary', 'imaginary'], ['imaginary2']);
  node('Add', ['real2', 'imaginary2'], ['power']);
  node('MatMul', [constant('melBands', [BANDS, bins], melBands()), 'power'], ['mel']);
  node('Transpose', ['mel'], ['layer0'], { perm: [2, 0, 1] });

  for (let layer = 0; layer < LAYERS; layer++) {
    const inputSize = layer === 0 ? BANDS : HIDDEN;
    const gates = (name: string, width: number): Float32Array => inOnnxOrder(weight(`lstm.${name}_l${layer}`).values, width);
    const bias = Float32Array.from([...gates('bias_ih', 1), ...gates('bias_hh', 1)]);
    const inputs = [
      `layer${layer}`,
      constant(`W${layer}`, [1, 4 * HIDDEN, inputSize], gates('weight_ih', inputSize)),
      constant(`R${layer}`, [1, 4 * HIDDEN, HIDDEN], gates('weight_hh', HIDDEN)),
      constant(`B${layer}`, [1, 8 * HIDDEN], bias),
    ];
    node('LSTM', inputs, [`all${layer}`, `last${layer}`], { hidden_size: HIDDEN });
    if (layer < LAYERS - 1) node('Squeeze', [`all${layer}`, axis(1)], [`layer${layer + 1}`]);
  }

  node('Squeeze', [`last${LAYERS - 1}`, axis(0)], ['hidden']);
  const linear = weight('linear.weight');
  node('Gemm', ['hidden', constant('linearWeight', linear.shape, linear.values), constant('linearBias', weight('linear.bias').shape, weight('linear.bias').values)], ['projected'], { transB: 1 });
  node('Relu', ['projected'], ['positive']);
  node('LpNormalization', ['positive'], ['emb'], { axis: 1, p: 2 });

  const inputs = [{ name: 'wav', shape: ['batch', WINDOW_SAMPLES] }];
  return writeOnnx({ name: 'ge2e', nodes, constants, inputs, outputs: [{ name: 'emb', shape: ['batch', HIDDEN] }] }, OPSET);
}

/** Basis functions of a Fourier transform under a Hann window, one row a frequency. */
function fourier(wave: (angle: number) => number): Float32Array {
  const bins = WINDOW / 2 + 1;
  return Float32Array.from({ length: bins * WINDOW }, (_, index) => {
    const sample = index % WINDOW;
    const frequency = Math.floor(index / WINDOW);
    return wave((2 * Math.PI * frequency * sample) / WINDOW) * (0.5 - 0.5 * Math.cos((2 * Math.PI * sample) / WINDOW));
  });
}

/** Triangular mel bands of equal area, on Slaney's scale (as librosa.filters.mel makes them), one row a band. */
function melBands(): Float32Array {
  const bins = WINDOW / 2 + 1;
  const highest = toMel(SAMPLE_RATE / 2);
  const edges = Array.from({ length: BANDS + 2 }, (_, index) => toHertz((highest * index) / (BANDS + 1)));
  return Float32Array.from({ length: BANDS * bins }, (_, index) => {
    const [low = 0, middle = 0, high = 0] = edges.slice(Math.floor(index / bins), Math.floor(index / bins) + 3);
    const hertz = ((index % bins) * SAMPLE_RATE) / WINDOW;
    const height = Math.max(0, Math.min((hertz - low) / (middle - low), (high - hertz) / (high - middle)));
    return (height * 2) / (high - low);
  });
}

/** Slaney's Auditory Toolbox: linear to 1 kHz (15 mel), logarithmic above. */
const HERTZ_A_MEL = 200 / 3;
const BREAK_HERTZ = 1000;
const BREAK_MEL = BREAK_HERTZ / HERTZ_A_MEL;
const LOG_STEP = Math.log(6.4) / 27;

const toMel = (hertz: number): number => (hertz < BREAK_HERTZ ? hertz / HERTZ_A_MEL : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP);
const toHertz = (mel: number): number => (mel < BREAK_MEL ? mel * HERTZ_A_MEL : BREAK_HERTZ * Math.exp(LOG_STEP * (mel - BREAK_MEL)));

/** PyTorch keeps an LSTM's gates as input, forget, cell, output; ONNX as input, output, forget, cell. `width`: values a row. */
function inOnnxOrder(values: Float32Array, width: number): Float32Array {
  const size = HIDDEN * width;
  const gate = (index: number): Float32Array => values.subarray(index * size, (index + 1) * size);
  const out = new Float32Array(4 * size);
  for (const [place, from] of [0, 3, 1, 2].entries()) out.set(gate(from), place * size);
  return out;
}
