/**
 * Connections: idle time, arrival time of requests, and their number. Requests that Node refuses by itself, before our handler sees them,
 * get a problem document.
 */

import { Failure, type FailureCode } from '@frontage/errors';
import type { Logger, Metrics } from '@frontage/observability';
import { randomUUID } from 'node:crypto';
import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { failureAnswer } from './failure-format.ts';
import { messageClassesOf } from './message-classes.ts';

export interface ConnectionLimits {
  /**
   * Idle time of a connection, in milliseconds. It must exceed the keep-alive time of a proxy in front. Otherwise a request may meet a
   * connection that is just being closed.
   */
  readonly keepAliveMs: number;
  /** Most connections at once; more are closed unanswered. */
  readonly maxConnections: number;
}

export interface ConnectionsOptions {
  readonly limits: ConnectionLimits;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Time for the request line and headers, which arrive in one packet or nearly so. */
const headersTimeoutMs = 10_000;
/** Time for the whole request, body included. */
const requestTimeoutMs = 30_000;
/** Interval of Node's checks; the limits above may be exceeded by so much. */
const checkMs = 1_000;

/** Creates the server of a handler. It does not listen yet. */
export function createBoundedServer(handler: RequestListener, { limits, log, metrics }: ConnectionsOptions): Server {
  const server = createServer(
    {
      ...messageClassesOf(handler),
      keepAliveTimeout: limits.keepAliveMs,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkMs,
    },
    handler,
  );
  server.maxConnections = limits.maxConnections;
  /** Counts and logs the refusal; returns its headers and body. */
  const note = (failure: Failure): Refusal => {
    const requestId = randomUUID();
    metrics.requestServed('unreadable', 'unknown', failure.status, 0);
    const reason = failure.cause === undefined ? failure.code : String(failure.cause);
    log.info({ requestId, status: failure.status, reason }, 'request refused unread');
    return toRefusal(failure, requestId);
  };
  const refuse = (socket: Duplex, failure: Failure): void => {
    socket.end(toMessage(failure.status, note(failure)), () => socket.destroy());
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // The client is gone, or an answer on this connection has begun.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy();
    refuse(socket, failureOf(error));
  });
  // `Expect: 100-continue`: the reader of the body sends 100 (json-body.ts), or refuses before.
  server.on('checkContinue', handler);
  server.on('checkExpectation', (_, res) => {
    const failure = new Failure('EXPECTATION_FAILED', 'Nothing but 100-continue can be expected.');
    const { headers, body } = note(failure);
    res.writeHead(failure.status, headers).end(body);
  });
  server.on('connect', (_, socket) => refuse(socket, new Failure('METHOD_NOT_ALLOWED', 'This is not a proxy.')));
  server.on('drop', () => {
    metrics.requestServed('dropped', 'unknown', 503, 0);
    log.warn({ maxConnections: limits.maxConnections }, 'a connection is closed: there are too many');
  });
  return server;
}

const codes: Readonly<Record<string, readonly [FailureCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request did not arrive in time.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['PAYLOAD_TOO_LARGE', 'The extensions of a chunk are too large.'],
};

function failureOf({ code = '' }: NodeJS.ErrnoException): Failure {
  const [failureCode, message] = Object.hasOwn(codes, code)
    ? codes[code]!
    : (['MALFORMED_REQUEST', 'The request is not valid HTTP.'] as const);
  // Only the code: the parser's message quotes the request.
  return new Failure(failureCode, message, { cause: code });
}

/** Asks whether an answer has begun, by the test that Node itself uses. */
const isAnswering = (socket: object): boolean =>
  (socket as { readonly _httpMessage?: { readonly _headerSent?: boolean } | null })._httpMessage?._headerSent === true;

interface Refusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function toRefusal(failure: Failure, requestId: string): Refusal {
  const { headers: given, body } = failureAnswer(failure, { requestId });
  const headers = {
    ...given,
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
  };
  return { headers, body };
}

function toMessage(status: number, { headers, body }: Refusal): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
