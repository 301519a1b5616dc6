import { expect, test } from '@jest/globals';
import { readTorchCheckpoint } from './torchCheckpoint.js';

const text = (value: string): Buffer => Buffer.concat([Buffer.from('X'), Buffer.from(Uint32Array.of(value.length).buffer), Buffer.from(value)]);
const pickle = (...parts: (Buffer | string)[]): Buffer => Buffer.concat([Buffer.from('\x80\x02', 'latin1'), ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)), Buffer.from('.')]);
const storage = (...values: number[]): Buffer => Buffer.concat([Buffer.from(BigInt64Array.of(BigInt(values.length)).buffer), Buffer.from(Float32Array.from(values).buffer)]);

/** Two tensors, [[3, 4]] and [1, 2], that are views of one storage, beside a number that is none. */
function checkpoint(): Buffer {
  const reference = (offset: number, ...shape: number[]): Buffer[] => [
    Buffer.from('ctorch._utils\n_rebuild_tensor_v2\n(('),
    text('storage'),
    Buffer.from('ctorch\nFloatStorage\n'),
    ...['77', 'cpu'].map(text),
    Buffer.from(`K\x04NtQK${String.fromCharCode(offset)}(${shape.map((size) => `K${String.fromCharCode(size)}`).join('')}t(K\x01t\x89ccollections\nOrderedDict\n)RtR`, 'latin1'),
  ];
  const state = [Buffer.from('ccollections\nOrderedDict\n)R('), text('second'), ...reference(2, 1, 2), text('first'), ...reference(0, 2), text('count'), Buffer.from('K\x05u')];
  return Buffer.concat([
    pickle('\x8a\x0a', Buffer.alloc(10)),
    pickle('M\xe9\x03'),
    pickle('}q\x00(', text('little_endian'), '\x88u'),
    pickle('}q\x00(', text('step'), 'J\x00\x01\x00\x00', text('model_state'), ...state, 'u'),
    pickle(']q\x00', text('77'), 'a'),
    storage(1, 2, 3, 4),
  ]);
}

test('tensors are read with their shapes, as views of their storages', () => {
  expect(readTorchCheckpoint(checkpoint(), 'model_state')).toEqual(
    new Map([
      ['second', { shape: [1, 2], values: Float32Array.of(3, 4) }],
      ['first', { shape: [2], values: Float32Array.of(1, 2) }],
    ]),
  );
});

test('a section that is not there is named', () => {
  expect(() => readTorchCheckpoint(checkpoint(), 'optimizer')).toThrow('the checkpoint has no optimizer');
});

test('nothing that a pickle asks to be called is called', () => {
  const bad = Buffer.concat([pickle('K\x01'), pickle('K\x01'), pickle('K\x01'), pickle('cos\nsystem\n', text('true'), '\x85R')]);
  expect(() => readTorchCheckpoint(bad, 'model_state')).toThrow('something unknown: os.system');
});
