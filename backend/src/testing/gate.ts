import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * A port in front of a real part, which can be shut and opened again: the part is down, as far as those behind the gate can tell.
 */
export class Gate {
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private shut: boolean,
  ) {}

  static async before(host: string, port: number, { shut = false } = {}): Promise<Gate> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gate = new Gate(server, (server.address() as AddressInfo).port, shut);
    server.on('connection', (socket) => gate.pass(socket, host, port));
    return gate;
  }

  /** Cuts all connections, and refuses new ones. */
  shutDown(): void {
    this.shut = true;
    for (const socket of this.open) socket.destroy();
  }

  openUp(): void {
    this.shut = false;
  }

  async remove(): Promise<void> {
    this.shutDown();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(socket: Socket, host: string, port: number): void {
    if (this.shut) return void socket.destroy();
    const inner = connect(port, host);
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      this.open.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
