/**
 * Connections: how long one may be idle, how long a request may take to arrive, how many there may be, and an answer to what Node
 * refuses by itself before anything of ours sees it.
 */

import { Failure, failureHeaders, problemMediaType, toProblem, type FailureCode } from '@frontage/errors';
import type { Logger, Metrics } from '@frontage/observability';
import { randomUUID } from 'node:crypto';
import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

export interface ConnectionLimits {
  /**
   * Milliseconds that a connection without a request stays open. Longer than a proxy in front keeps it for its next request, or now
   * and then a request meets a connection that is just being closed.
   */
  readonly keepAliveMs: number;
  /** Connections at once; more are closed unanswered. */
  readonly maxConnections: number;
}

export interface ConnectionsOptions {
  readonly limits: ConnectionLimits;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** A request line and headers come in one packet, or nearly so. */
const headersTimeoutMs = 10_000;
/** The whole request, body included. */
const requestTimeoutMs = 30_000;
/** How often Node looks for connections whose time is up; what is bounded above may take this much longer. */
const checkMs = 1_000;

/** Creates the server of a handler. It does not listen yet. */
export function createBoundedServer(handler: RequestListener, { limits, log, metrics }: ConnectionsOptions): Server {
  const server = createServer(
    {
      keepAliveTimeout: limits.keepAliveMs,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkMs,
    },
    handler,
  );
  server.maxConnections = limits.maxConnections;
  /** Notes the refusal, and gives the headers and the body that say so. */
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
    // Gone, or an answer is under way on it already.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy();
    refuse(socket, failureOf(error));
  });
  // A client that waits for leave to send its body gets it from whoever would read the body (json-body.ts), or is refused before.
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
  // The message of the parser quotes what was sent.
  return new Failure(failureCode, message, { cause: code });
}

/** As Node itself asks, before it writes a status line of its own. */
const isAnswering = (socket: object): boolean =>
  (socket as { readonly _httpMessage?: { readonly _headerSent?: boolean } | null })._httpMessage?._headerSent === true;

interface Refusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function toRefusal(failure: Failure, requestId: string): Refusal {
  const body = JSON.stringify(toProblem(failure, { requestId }));
  const headers = {
    ...failureHeaders(failure),
    Connection: 'close',
    'Cache-Control': 'no-store',
    'Content-Type': problemMediaType,
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
  };
  return { headers, body };
}

function toMessage(status: number, { headers, body }: Refusal): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
