/** Writes ONNX models: the few messages of onnx.proto3 that a small graph needs. */

export interface OnnxNode {
  type: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, number | number[]>;
}

export interface OnnxTensor {
  name: string;
  shape: number[];
  values: Float32Array | BigInt64Array;
}

/** An input or output: dimensions are sizes, or a name where the size is free. Values are single precision. */
export interface OnnxValue {
  name: string;
  shape: (number | string)[];
}

export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  constants: OnnxTensor[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;
const IR_VERSION = 8;

/** The bytes of a model whose operators are those of `opset`. */
export function writeOnnx(graph: OnnxGraph, opset: number): Buffer {
  return message([number(1, IR_VERSION), bytes(8, message([number(2, opset)])), bytes(7, writeGraph(graph))]);
}

const writeGraph = ({ name, nodes, constants, inputs, outputs }: OnnxGraph): Buffer =>
  message([
    ...nodes.map((node) => bytes(1, writeNode(node))),
    text(2, name),
    ...constants.map((tensor) => bytes(5, writeTensor(tensor))),
    ...inputs.map((value) => bytes(11, writeValue(value))),
    ...outputs.map((value) => bytes(12, writeValue(value))),
  ]);

const writeNode = ({ type, inputs, outputs, attributes = {} }: OnnxNode): Buffer =>
  message([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      bytes(5, message([text(1, name), ...(Array.isArray(value) ? value.map((item) => number(8, item)) : [number(3, value)]), number(20, Array.isArray(value) ? ATTRIBUTE_INTS : ATTRIBUTE_INT)])),
    ),
  ]);

const writeTensor = ({ name, shape, values }: OnnxTensor): Buffer =>
  message([
    ...shape.map((size) => number(1, size)),
    number(2, values instanceof Float32Array ? FLOAT : INT64),
    text(8, name),
    bytes(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  ]);

const writeValue = ({ name, shape }: OnnxValue): Buffer => {
  const dims = shape.map((size) => bytes(1, message([typeof size === 'number' ? number(1, size) : text(2, size)])));
  return message([text(1, name), bytes(2, message([bytes(1, message([number(1, FLOAT), bytes(2, message(dims))]))]))]);
};

/** Protocol buffers' wire format: fields of kind 0 (varint) and 2 (length-delimited). */
const message = (fields: Buffer[]): Buffer => Buffer.concat(fields);
const number = (field: number, value: number): Buffer => Buffer.from([...varint(field << 3), ...varint(value)]);
const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));
const bytes = (field: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(value.length)]), value]);

function varint(value: number): number[] {
  const out: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) out.push((value % 128) | 128);
  return [...out, value];
}
