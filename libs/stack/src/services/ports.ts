import { createServer } from 'node:net';
import { SetupError } from '../setupError.js';
import type { Ports, StackEvent, StackOptions } from './service.js';

export const DEFAULT_PORTS: Ports = { api: 4000, postgres: 15432, temporal: 7233, temporalUi: 8233, minio: 19000 };

export const HOST = '127.0.0.1';

/** Below the ports that systems hand out for outgoing connections. */
const [LOWEST_FREE, HIGHEST_FREE] = [20_000, 32_000];

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const given = new Set<number>();

/** A free port, another one each time. Drawn by chance, so that several stacks that start at once do not get in each other's way. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = LOWEST_FREE + Math.floor(Math.random() * (HIGHEST_FREE - LOWEST_FREE));
    if (given.has(port) || !(await isPortFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new SetupError('No free port was found.', 'Stop some of the programs that listen on this machine, then start again.');
}

/** Chooses the ports of a stack as `StackOptions.ports` says. `apiPort`: the setting API_PORT. */
export async function choosePorts(wish: StackOptions['ports'], apiPort: string | undefined, onEvent: (event: StackEvent) => void): Promise<Ports> {
  const fixed: Partial<Ports> = wish === 'free' ? {} : { ...(apiPort && apiPort !== '0' && { api: Number(apiPort) }), ...wish };
  const choose = async (name: keyof Ports): Promise<number> => {
    const wanted = fixed[name] ?? DEFAULT_PORTS[name];
    if (fixed[name] === undefined && (wish === 'free' || (name === 'api' && apiPort === '0'))) return freePort();
    if (await isPortFree(wanted)) return wanted;
    if (fixed[name] !== undefined) {
      throw new SetupError(
        `Port ${wanted}, which is asked for ${name === 'api' ? 'the API' : name}, is taken by another program.`,
        name === 'api' ? 'Stop that program, or set API_PORT to another port (0: any free one).' : 'Stop that program, or ask for another port.',
      );
    }
    const port = await freePort();
    onEvent({ kind: 'port-moved', service: name, wanted, port });
    return port;
  };
  const ports = { ...DEFAULT_PORTS };
  for (const name of Object.keys(ports) as (keyof Ports)[]) ports[name] = await choose(name);
  return ports;
}
