/** Bytes of one part of a multipart upload. An object has at most 10,000 parts, so this bounds it to 156 GiB. */
export const PART_BYTES = 16 * 1024 * 1024;

/** Regroups chunks into buffers of PART_BYTES, the last one shorter; nothing at all makes one empty buffer. */
export async function* inParts(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  let given = 0;
  for await (let chunk of chunks) {
    while (size + chunk.length >= PART_BYTES) {
      const rest = PART_BYTES - size;
      yield Buffer.concat([...held, chunk.subarray(0, rest)]);
      given += 1;
      chunk = chunk.subarray(rest);
      held = [];
      size = 0;
    }
    if (chunk.length > 0) held.push(chunk);
    size += chunk.length;
  }
  if (size > 0 || given === 0) yield Buffer.concat(held);
}
