/**
 * An axios adapter over undici pools. axios stays the interface (interceptors, config, errors); the sockets are undici's, at about a
 * third of the CPU per call of axios' own adapter. What axios promises and an adapter must therefore keep: `signal`, `timeout` over
 * the whole exchange, `maxContentLength`, `validateStatus`, error codes, and no socket left with an unread body. `decompress` is not kept:
 * a body comes as it was sent, and its `Content-Encoding` says how.
 */

import {
  AxiosError,
  AxiosHeaders,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { buildConnector, Pool, type Dispatcher } from 'undici';
import { unbracketed } from '../reachable.ts';

export interface UndiciAdapter {
  readonly adapter: AxiosAdapter;
  /** Closes every pool once its requests are done. */
  close(): Promise<void>;
}

export interface UndiciAdapterOptions {
  /** Most sockets per origin. Default 64. */
  readonly connections?: number;
  /** How long an idle socket is kept, in milliseconds. Default 4,000: shorter than Node servers keep theirs (5,000). */
  readonly keepAliveMs?: number;
  /** Longest time to connect, in milliseconds. Default 1,000. */
  readonly connectTimeoutMs?: number;
  /**
   * `host:port` to connect to, whatever the origin: then that is only what the endpoint is called, in the `Host` header and on its
   * certificate. Default: the origin's.
   */
  readonly connectTo?: string;
}

/** Creates the adapter. One pool per origin, made at first use. */
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
        // Time limits are the call's: the deadline's signal ends the exchange.
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

function connectorOf({ connectTimeoutMs = 1_000, connectTo }: UndiciAdapterOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs });
  if (connectTo === undefined) return connect;
  const { hostname, port } = new URL(`tcp://${connectTo}`);
  // `host` stays: the connector takes the name that the certificate must have from it.
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
 * Sends the request and collects the answer, until the signal or the timeout ends the exchange. Dispatched, not requested: a stream for
 * each body is a third of undici's cost. Rejects with an AxiosError.
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
    // Without a socket yet, it is given up when it gets one.
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
          // An answer to HEAD declares the size of a body that does not come.
          const declared = config.method?.toUpperCase() === 'HEAD' ? 0 : Number(given['content-length']);
          if (tooLarge(declared)) begun.abort(new BodyTooLarge(limit));
        },
        onResponseData: (begun, chunk) => {
          size += chunk.length;
          // The socket is closed: the rest is never read.
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

/** Headers as the parser gives them: checked, each once, in lower case. axios would go over them again for each answer. */
class ReceivedHeaders extends AxiosHeaders {
  override normalize(): this {
    return this;
  }
}

/** Without those whose names are taken: `get` and `__proto__` are headers too, and nobody asks for them. */
function receivedHeaders(given: Readonly<Record<string, string | string[] | undefined>>): AxiosHeaders {
  const headers = new ReceivedHeaders();
  for (const name in given) if (!(name in headers)) headers[name] = given[name];
  return headers;
}

/** The cause of an error: the body has more bytes than `maxContentLength` allows. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';

  constructor(limit: number) {
    super(`maxContentLength size of ${limit} exceeded`);
  }
}

/** Codes of undici under the names that users of axios know. */
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
