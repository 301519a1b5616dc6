import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { Logger } from '@reels/platform';
import { GraphQLError, NoSchemaIntrospectionCustomRule, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLFormattedError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { Authenticator } from '../auth/authenticator.js';
import type { Caller } from '../auth/caller.js';
import { isOwnOrigin } from '../auth/origin.js';
import { Sessions } from '../auth/sessions.js';
import { LOGGER } from '../infrastructure.js';
import type { RequestContext } from './context.js';
import { LIMITS } from './limits.js';
import { presentError } from './presentError.js';
import { queryLimits } from './queryLimits.js';

export const GRAPHQL_PATH = '/graphql';

const KEEP_ALIVE_MS = 12_000;
/** How long a client may take to answer the closing of its socket. */
const CLOSING_MS = 1_000;
const GOING_AWAY = 1001;

interface Connection {
  socket: WebSocket;
  /** The request that became the socket. */
  upgrade: IncomingMessage;
  logger: Logger;
  caller?: Caller;
}
type Socket = Context<Record<string, unknown> | undefined, Connection>;

/**
 * Subscriptions, over the graphql-transport-ws protocol at /graphql. An API key comes in the connection's parameters,
 * `{authorization: "Bearer KEY"}`; a session comes by its cookie, and when it ends, so do its sockets. Sockets serve
 * subscriptions only; queries and mutations go over HTTP.
 */
@Injectable()
export class GraphQLSockets implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.messageBytes, handleProtocols });
  private readonly protocol = makeServer<Record<string, unknown> | undefined, Connection>(this.handlers());
  private readonly heartbeat = setInterval(() => void this.beat(), KEEP_ALIVE_MS).unref();
  private readonly alive = new WeakSet<WebSocket>();
  private readonly sessionOf = new WeakMap<WebSocket, string>();

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly schema: GraphQLSchemaHost,
    private readonly authenticator: Authenticator,
    private readonly sessions: Sessions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const http = this.adapter.httpAdapter.getHttpServer() as Server;
    http.on('upgrade', (request, stream, head) => this.upgrade(request, stream, head));
    this.sessions.onEnd((sessionId) => this.endSockets([sessionId]));
  }

  /**
   * Pings each socket, and ends those that have not answered the last ping: their clients are gone; and those whose session has
   * run out, or was ended by another process.
   */
  async beat(): Promise<void> {
    for (const socket of this.server.clients) {
      if (this.alive.delete(socket)) socket.ping();
      else socket.terminate();
    }
    const open = [...this.server.clients].map((socket) => this.sessionOf.get(socket)).filter((id) => id !== undefined);
    try {
      this.endSockets(await this.sessions.ended([...new Set(open)]));
    } catch (error) {
      // They are looked at again at the next beat.
      this.logger.warn({ err: error }, 'the sessions of sockets could not be looked up');
    }
  }

  private endSockets(sessionIds: readonly string[]): void {
    for (const socket of this.server.clients) {
      const sessionId = this.sessionOf.get(socket);
      if (sessionId && sessionIds.includes(sessionId)) socket.close(CloseCode.Unauthorized, 'The session has ended');
    }
  }

  onModuleDestroy(): Promise<void> {
    return this.close();
  }

  /** Tells each client that the API is going away, and ends those that don't answer. Safe to repeat. */
  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.server.clients) socket.close(GOING_AWAY, 'Going away');
    const late = setTimeout(() => this.server.clients.forEach((socket) => socket.terminate()), CLOSING_MS);
    await closed;
    clearTimeout(late);
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const refuse = (status: string) => void stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    stream.on('error', () => stream.destroy());
    if (request.url?.split('?')[0] !== GRAPHQL_PATH) return refuse('404 Not Found');
    if (!isOwnOrigin(request.headers)) return refuse('403 Forbidden');
    if (this.server.clients.size >= LIMITS.sockets) return refuse('503 Service Unavailable');
    this.server.handleUpgrade(request, stream, head, (socket) => this.serve(socket, request));
  }

  private serve(socket: WebSocket, upgrade: IncomingMessage): void {
    const logger = this.logger.child({ socketId: randomUUID() });
    const fail = (error: unknown) => {
      logger.error({ err: error }, 'a socket failed');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    };
    this.alive.add(socket);
    socket.on('pong', () => this.alive.add(socket));
    // The client broke the protocol, or sent too much: ws closes the socket with the fitting code.
    socket.on('error', (error) => logger.warn({ err: error }, 'a socket was ended'));

    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) =>
            socket.send(data, (error) => (error && socket.readyState === socket.OPEN ? reject(error) : resolve())),
          ),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => void socket.on('message', (data) => void handle(String(data)).catch(fail)),
      },
      { socket, upgrade, logger },
    );
    socket.once('close', (code, reason) => void closed(code, String(reason)).catch(fail));
  }

  private handlers(): ServerOptions<Record<string, unknown> | undefined, Connection> {
    return {
      onConnect: async ({ connectionParams, extra }) => {
        const caller = await this.authenticator.admitSocket(extra.upgrade.headers, connectionParams?.authorization);
        // Clients try again after "Forbidden", but take "Unauthorized" as final.
        if (!caller) extra.socket.close(CloseCode.Unauthorized, 'Sign in, or give an API key');
        else extra.caller = caller;
        if (caller?.session) this.sessionOf.set(extra.socket, caller.session.id);
        return caller !== null;
      },
      onSubscribe: (socket, _id, payload) => this.prepare(socket, payload),
      onNext: ({ extra }, _id, _payload, { contextValue }, { errors, ...result }) =>
        errors
          ? { ...result, errors: errors.map((error) => this.present(error, extra, contextValue as RequestContext)) }
          : undefined,
      onError: ({ extra }, _id, _payload, errors) => errors.map((error) => this.present(error, extra)),
    };
  }

  /** Checks a subscription as the HTTP side checks its requests. */
  private prepare(
    { subscriptions, extra }: Socket,
    { query, variables, operationName }: SubscribePayload,
  ): ExecutionArgs | GraphQLError[] {
    const { logger, caller } = extra;
    if (!caller) throw new Error('a subscription came before its socket was known');
    const refuse = (message: string, code: string) => [new GraphQLError(message, { extensions: { code } })];

    if (Object.keys(subscriptions).length > LIMITS.subscriptionsPerSocket) {
      return refuse(`At most ${LIMITS.subscriptionsPerSocket} subscriptions may be open on a socket.`, 'TOO_MANY_SUBSCRIPTIONS');
    }
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: LIMITS.tokens });
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error), 'GRAPHQL_PARSE_FAILED');
    }
    if (getOperationAST(document, operationName)?.operation !== 'subscription') {
      return refuse('Sockets serve subscriptions only: send queries and mutations by POST.', 'BAD_REQUEST');
    }
    const invalid = validate(this.schema.schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule, queryLimits]);
    if (invalid.length > 0)
      return invalid.map(({ message }) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }));

    const requestId = randomUUID();
    const { workspaceId } = caller;
    const contextValue: RequestContext = { requestId, workspaceId, logger: logger.child({ requestId }) };
    return { schema: this.schema.schema, document, variableValues: variables, operationName, contextValue };
  }

  private present(
    error: GraphQLError | GraphQLFormattedError,
    connection: Connection,
    context?: RequestContext,
  ): GraphQLFormattedError {
    const original = error instanceof GraphQLError ? error.originalError : undefined;
    const formatted = presentError(error instanceof GraphQLError ? error.toJSON() : error, original, context?.requestId);
    if (original && formatted.message !== original.message) {
      (context?.logger ?? connection.logger).error({ err: original }, 'a subscription failed unexpectedly');
    }
    return formatted;
  }
}
