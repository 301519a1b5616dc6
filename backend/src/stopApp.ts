import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { GraphQLSockets } from './graphql/sockets.js';

/** How long requests under way may take to finish; then their connections are cut. Supervisors often kill after 10 s. */
const DRAIN_MS = 7_000;
const IDLE_CHECK_MS = 50;

/**
 * Stops the API without cutting anybody off: nobody new is let in, sockets are told to go, requests under way are answered, and
 * only then the connections to the parts are ended.
 */
export async function stopApp(app: INestApplication): Promise<void> {
  const server = app.getHttpServer() as Server;
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that is kept alive becomes idle when its request is answered.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await app.get(GraphQLSockets).close();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
  await app.close();
}
