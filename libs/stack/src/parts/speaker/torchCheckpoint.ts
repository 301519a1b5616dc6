/** A tensor of single-precision values, row-major. */
export interface Tensor {
  shape: number[];
  values: Float32Array;
}

/** A tensor as the checkpoint's pickle tells of it: a view of a storage that follows later in the file. */
class TensorReference {
  constructor(
    readonly storage: string,
    readonly offset: number,
    readonly shape: number[],
  ) {}
}

const MARK = Symbol('mark');

/**
 * Reads the tensors of a checkpoint that PyTorch wrote before version 1.6: five pickles (a magic number, a version, the machine,
 * the object, the names of its storages), then each storage: the number of its values (int64) and the values.
 * Knows what such a file needs of pickle's protocol 2, no more; nothing in it is run.
 * Gives the tensors under `section` by their names.
 */
export function readTorchCheckpoint(file: Buffer, section: string): Map<string, Tensor> {
  const reader = new PickleReader(file);
  for (let preamble = 0; preamble < 3; preamble++) reader.read();
  const checkpoint = reader.read();
  const storageNames = reader.read() as string[];

  const storages = new Map<string, Float32Array>();
  let at = reader.at;
  for (const name of storageNames) {
    const count = Number(file.readBigInt64LE(at));
    const bytes = file.subarray(at + 8, at + 8 + count * 4);
    storages.set(name, new Float32Array(new Uint8Array(bytes).buffer));
    at += 8 + count * 4;
  }

  const found = checkpoint instanceof Map ? (checkpoint.get(section) as unknown) : null;
  if (!(found instanceof Map)) throw new Error(`the checkpoint has no ${section}`);
  const tensors = new Map<string, Tensor>();
  for (const [name, value] of found as Map<string, unknown>) {
    if (!(value instanceof TensorReference)) continue;
    const length = value.shape.reduce((product, size) => product * size, 1);
    const storage = storages.get(value.storage);
    if (!storage) throw new Error(`the checkpoint lacks the values of ${name}`);
    tensors.set(name, { shape: value.shape, values: storage.subarray(value.offset, value.offset + length) });
  }
  return tensors;
}

class PickleReader {
  at = 0;

  constructor(private readonly file: Buffer) {}

  /** Reads one pickle. */
  read(): unknown {
    const stack: unknown[] = [];
    const memo = new Map<number, unknown>();
    const sinceMark = (): unknown[] => stack.splice(stack.lastIndexOf(MARK)).slice(1);
    const top = (): unknown => stack.at(-1);
    for (;;) {
      const code = this.file[this.at++];
      switch (code === undefined ? '' : String.fromCharCode(code)) {
        case '\x80': // PROTO
          this.at += 1;
          break;
        case '.': // STOP
          return stack.pop();
        case '(':
          stack.push(MARK);
          break;
        case 'N':
          stack.push(null);
          break;
        case '\x88':
        case '\x89':
          stack.push(code === 0x88);
          break;
        case 'K':
          stack.push(this.uint(1));
          break;
        case 'M':
          stack.push(this.uint(2));
          break;
        case 'J':
          stack.push(this.file.readInt32LE((this.at += 4) - 4));
          break;
        case 'G':
          stack.push(this.file.readDoubleBE((this.at += 8) - 8));
          break;
        case '\x8a': // LONG1: only the magic number and such, whose value does not matter
          this.text(this.uint(1));
          stack.push(0);
          break;
        case 'X':
          stack.push(this.text(this.uint(4)));
          break;
        case 'c':
          stack.push(`${this.line()}.${this.line()}`);
          break;
        case 'q':
          memo.set(this.uint(1), top());
          break;
        case 'r':
          memo.set(this.uint(4), top());
          break;
        case 'h':
          stack.push(memo.get(this.uint(1)));
          break;
        case 'j':
          stack.push(memo.get(this.uint(4)));
          break;
        case '}':
          stack.push(new Map());
          break;
        case ']':
          stack.push([]);
          break;
        case ')':
          stack.push([]);
          break;
        case '\x85':
        case '\x86':
        case '\x87': // TUPLE1 to TUPLE3
          stack.push(stack.splice(-((code ?? 0) - 0x84)));
          break;
        case 't':
          stack.push(sinceMark());
          break;
        case 'a': {
          const item = stack.pop();
          (top() as unknown[]).push(item);
          break;
        }
        case 'e': {
          const items = sinceMark();
          (top() as unknown[]).push(...items);
          break;
        }
        case 's': {
          const [key, value] = stack.splice(-2);
          (top() as Map<unknown, unknown>).set(key, value);
          break;
        }
        case 'u': {
          const entries = sinceMark();
          for (let index = 0; index < entries.length; index += 2) (top() as Map<unknown, unknown>).set(entries[index], entries[index + 1]);
          break;
        }
        case 'Q': // BINPERSID: ("storage", type, name, device, size, view)
          stack.push((stack.pop() as string[])[2]);
          break;
        case 'R': {
          const [made, args] = stack.splice(-2) as [string, unknown[]];
          stack.push(make(made, args));
          break;
        }
        case 'b': // BUILD: attributes of an object, which hold nothing that is needed
          stack.pop();
          break;
        default:
          throw new Error(`this checkpoint cannot be read (code ${code} at ${this.at - 1})`);
      }
    }
  }

  private uint(bytes: 1 | 2 | 4): number {
    return this.file.readUIntLE((this.at += bytes) - bytes, bytes);
  }

  private text(length: number): string {
    return this.file.toString('utf8', this.at, (this.at += length));
  }

  private line(): string {
    const end = this.file.indexOf('\n', this.at);
    const line = this.text(end - this.at);
    this.at += 1;
    return line;
  }
}

/** The few things that a checkpoint makes. */
function make(name: string, args: unknown[]): unknown {
  if (name === 'collections.OrderedDict') return new Map();
  if (name === 'torch._utils._rebuild_tensor_v2') return new TensorReference(args[0] as string, args[1] as number, args[2] as number[]);
  throw new Error(`the checkpoint holds something unknown: ${name}`);
}
