/**
 * Axios adapter over undici pools. axios stays the interface (interceptors, config, errors); undici's sockets cost about a third of the CPU
 * per call of axios' own adapter. Guarantees of axios that it keeps: `signal`, `timeout` over the whole exchange, `maxContentLength`,
 * `validateStatus`, error codes, and no socket left with an unread body. `decompress` is not kept: a body stays as it was sent, and its
 * `Content-Encoding` says how.
 */

import {
  AxiosError,
  AxiosHeaders,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { buildConnector, Pool, type Dispatcher } from 'undici';
import { connectTimeoutMs as defaultTimeoutMs, unbracketed } from '../reachable.ts';

export interface UndiciAdapter {
  readonly adapter: AxiosAdapter;
  /** Closes every pool when its requests are done. */
  close(): Promise<void>;
}

export interface UndiciAdapterOptions {
  /** Most sockets per origin. Default 64. */
  readonly connections?: number;
  /** Keep-alive of an idle socket, in milliseconds. Default 4,000: shorter than that of Node servers (5,000). */
  readonly keepAliveMs?: number;
  /** Time limit of connecting, in milliseconds. Default 1,000. */
  readonly connectTimeoutMs?: number;
  /**
   * `host:port` to connect to, in place of the origin's. The origin then names the endpoint in the `Host` header and on its certificate
   * alone.
   */
  readonly connectTo?: string;
}

/** Creates the adapter, with one pool per origin, made at first use. */
export function createUndiciAdapter(options: UndiciAdapterOptions = {}): UndiciAdapter {
  const connect = connectorOf(options);
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connections: options.connections ?? 64,
        keepAliveTimeout: options.keepAliveMs ?? 4_000,
        connect,
        // Time limits are the call's: its deadline's signal ends the exchange.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      pools.set(origin, pool);
    }
    return pool;
  };
  return {
    adapter: (config) => exchange(config, poolOf),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      pools.clear();
    },
  };
}

function connectorOf({
  connectTimeoutMs = defaultTimeoutMs,
  connectTo,
}: UndiciAdapterOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs });
  if (connectTo === undefined) return connect;
  const { hostname, port } = new URL(`tcp://${connectTo}`);
  // `host` stays: the connector verifies the certificate against it.
  return (target, done) => connect({ ...target, hostname: unbracketed(hostname), port }, done);
}

async function exchange(
  config: InternalAxiosRequestConfig,
  poolOf: (origin: string) => Pool,
): Promise<AxiosResponse<unknown>> {
  const { status, headers, body } = await receive(poolOf(config.baseURL ?? ''), config);
  const response: AxiosResponse<unknown> = { data: body, status, statusText: '', headers, config, request: undefined };
  if (config.validateStatus && !config.validateStatus(status)) {
    const code = status >= 400 && status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
    throw new AxiosError(`Request failed with status code ${status}`, code, config, undefined, response);
  }
  return response;
}

interface Received {
  readonly status: number;
  readonly headers: AxiosHeaders;
  readonly body: Buffer;
}

/**
 * Sends a request and collects the answer, until the signal or the timeout. `dispatch` instead of `request` saves a stream for each body, a
 * third of undici's cost. Rejects with an AxiosError.
 */
async function receive(pool: Pool, config: InternalAxiosRequestConfig): Promise<Received> {
  const { signal, timeout, maxContentLength: limit = -1 } = config;
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const canceled = () => new AxiosError('canceled', AxiosError.ERR_CANCELED, config);
  if (signal?.aborted) throw canceled();
  let controller: Dispatcher.DispatchController | undefined;
  let ended: AxiosError | undefined;
  const end = (error: AxiosError): void => {
    ended = error;
    // A request that waits for a socket is aborted when it gets one.
    controller?.abort(error);
    reject(error);
  };
  const onAbort = (): void => end(canceled());
  const onTimeout = (): void =>
    end(new AxiosError(`timeout of ${timeout}ms exceeded`, AxiosError.ECONNABORTED, config));
  const timer = timeout ? setTimeout(onTimeout, timeout) : undefined;
  signal?.addEventListener?.('abort', onAbort, { once: true });

  const chunks: Buffer[] = [];
  let size = 0;
  let status = 0;
  let headers: AxiosHeaders = new ReceivedHeaders();
  const tooLarge = (expected: number): boolean => limit >= 0 && expected > limit;
  try {
    pool.dispatch(
      {
        path: config.url ?? '/',
        method: (config.method ?? 'get').toUpperCase() as Dispatcher.HttpMethod,
        headers: config.headers.toJSON() as Record<string, string>,
        body: (config.data as string | Buffer | undefined) ?? null,
      },
      {
        onRequestStart: (begun) => {
          controller = begun;
          if (ended) begun.abort(ended);
        },
        onResponseStart: (begun, statusCode, given) => {
          if (statusCode < 200) return;
          status = statusCode;
          headers = receivedHeaders(given);
          // An answer to HEAD declares the size of a body that is not sent.
          const declared = config.method?.toUpperCase() === 'HEAD' ? 0 : Number(given['content-length']);
          if (tooLarge(declared)) begun.abort(new BodyTooLarge(limit));
        },
        onResponseData: (begun, chunk) => {
          size += chunk.length;
          // Aborting closes the socket, so that the rest is never read.
          if (tooLarge(size)) begun.abort(new BodyTooLarge(limit));
          else chunks.push(chunk);
        },
        onResponseEnd: () =>
          resolve({ status, headers, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size) }),
        onResponseError: (_, error) => reject(toAxiosError(error, config)),
      },
    );
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener?.('abort', onAbort);
  }
}

/** Headers as the parser gives them: checked, unique, in lower case. axios would normalize them again for each answer. */
class ReceivedHeaders extends AxiosHeaders {
  override normalize(): this {
    return this;
  }
}

/**
 * Headers of an answer, without names of the object's own members. `get` and `__proto__` are valid header names, and nothing here reads
 * them.
 */
function receivedHeaders(given: Readonly<Record<string, string | string[] | undefined>>): AxiosHeaders {
  const headers = new ReceivedHeaders();
  for (const name in given) if (!(name in headers)) headers[name] = given[name];
  return headers;
}

/** Cause of an error: the body has more bytes than `maxContentLength` allows. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';

  constructor(limit: number) {
    super(`maxContentLength size of ${limit} exceeded`);
  }
}

/** Codes of undici, by the names that users of axios know. */
const knownCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

function toAxiosError(error: NodeJS.ErrnoException, config: InternalAxiosRequestConfig): AxiosError {
  const { code = AxiosError.ERR_NETWORK, message } = error;
  const own = error instanceof BodyTooLarge ? AxiosError.ERR_BAD_RESPONSE : (knownCodes[code] ?? code);
  const wrapped = new AxiosError(message, own, config);
  wrapped.cause = error;
  return wrapped;
}
