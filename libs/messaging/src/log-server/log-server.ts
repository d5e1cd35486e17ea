/** Server of the embedded log: WebSockets of the processes of one machine. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { heartbeatMs, maxFrameBytes, protocol } from '../log/frames.ts';
import { openLog, type LogOptions } from './message-log.ts';
import { serveSession } from './session.ts';

export interface LogServerOptions extends LogOptions {
  /** Bearer token that clients must have. Default none: whoever reaches the port may do everything. */
  readonly token?: string | undefined;
}

export interface LogServer {
  /** Takes over the connection of an upgrade request. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends every connection, and closes the file after the last commit. */
  close(): Promise<void>;
}

/** Time for clients to end their connections, in milliseconds. */
const goodbyeMs = 1_000;

/** Opens the log, and serves it to connections that `accept` is given. */
export async function openLogServer({ token, ...options }: LogServerOptions): Promise<LogServer> {
  const log = await openLog(options);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
    handleProtocols: () => protocol,
  });
  const silent = new WeakSet<WebSocket>();
  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.ping();
    }
  }, heartbeatMs);
  heartbeat.unref();

  return {
    accept: (request, socket, head) => {
      const refusal = refusalOf(request, token);
      if (refusal !== undefined) {
        socket.on('error', () => undefined);
        socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (connected) => {
        connected.on('pong', () => silent.delete(connected));
        connected.on('message', () => silent.delete(connected));
        serveSession(connected, log, options.onTrouble);
      });
    },
    close: async () => {
      clearInterval(heartbeat);
      const ended = Promise.all(
        [...sockets.clients].map((each) => new Promise((resolve) => each.once('close', resolve))),
      );
      for (const socket of sockets.clients) socket.close(1001);
      const limit = setTimeout(() => sockets.clients.forEach((each) => each.terminate()), goodbyeMs);
      await ended;
      clearTimeout(limit);
      await log.close();
    },
  };
}

/** Refuses browsers: every page on this machine could reach the port, and each of them sends its origin. */
function refusalOf({ headers, url }: IncomingMessage, token: string | undefined): string | undefined {
  if (headers.origin !== undefined) return '403 Forbidden';
  if (url !== '/') return '404 Not Found';
  if (headers['sec-websocket-protocol'] !== protocol) return '400 Bad Request';
  return token === undefined || isToken(headers.authorization, token) ? undefined : '401 Unauthorized';
}

function isToken(given: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(`Bearer ${token}`));
}
