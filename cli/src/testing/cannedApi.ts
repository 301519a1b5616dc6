import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { run } from '../run.js';
import { createPaint } from '../terminal/terminal.js';
import type { Screen } from '../terminal/terminal.js';

/**
 * Runs a line against an API that answers each request with what `dataFor` gives for its variables.
 * @returns what the command told, and where it found the API
 */
export async function runAgainst(dataFor: (variables: Record<string, unknown>) => object, ...line: string[]) {
  const server = createServer(async (request, response) => {
    const { variables } = JSON.parse(await text(request)) as { variables: Record<string, unknown> };
    response.end(JSON.stringify({ data: dataFor(variables) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, { REELS_API_URL: url, API_KEY: 'key-of-the-canned-api' });
  const told = { out: '', err: '' };
  const screen = (name: keyof typeof told): Screen => ({
    write: (written) => void (told[name] += written),
    live: false,
    columns: 60,
    rows: 24,
    paint: createPaint(false),
  });
  try {
    const terminal = { out: screen('out'), err: screen('err') };
    const exitCode = await run(line, { terminal, signal: new AbortController().signal, onHurry: () => {} });
    return { exitCode, url, ...told };
  } finally {
    server.close();
  }
}
