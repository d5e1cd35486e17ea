/**
 * An axios adapter over undici pools. axios stays the interface (interceptors, config, errors); the sockets are undici's, at about a
 * third of the CPU per call of axios' own adapter. What axios promises and an adapter must therefore keep: `signal`, `timeout` over
 * the whole exchange, `maxContentLength`, `validateStatus`, decompression, error codes, and no socket left with an unread body.
 */

import {
  AxiosError,
  AxiosHeaders,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { buildConnector, Pool, type Dispatcher } from 'undici';
import zlib from 'node:zlib';
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
  const ender = new Ender(config);
  try {
    const { status, headers, body } = await receive(poolOf(config.baseURL ?? ''), config, ender);
    const response: AxiosResponse<unknown> = {
      data: unfold(body, headers, config.maxContentLength ?? -1),
      status,
      statusText: '',
      headers,
      config,
      request: undefined,
    };
    if (config.validateStatus && !config.validateStatus(response.status)) {
      const ours = response.status >= 400 && response.status < 500;
      const code = ours ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
      throw new AxiosError(`Request failed with status code ${response.status}`, code, config, undefined, response);
    }
    return response;
  } catch (error) {
    throw toAxiosError(error, config, ender);
  } finally {
    ender.release();
  }
}

interface Received {
  readonly status: number;
  readonly headers: AxiosHeaders;
  readonly body: Buffer;
}

/** Sends the request and collects the answer. Dispatched, not requested: a stream for each body is a third of undici's cost. */
function receive(pool: Pool, config: InternalAxiosRequestConfig, ender: Ender): Promise<Received> {
  const limit = config.maxContentLength ?? -1;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let headers: AxiosHeaders = new ReceivedHeaders();
    let controller: Dispatcher.DispatchController | undefined;
    const stop = (): void => {
      const reason = new Error('stopped');
      controller?.abort(reason);
      // Waiting for a socket: it is given up when it gets one.
      reject(reason);
    };
    const tooLarge = (expected: number): boolean => limit >= 0 && expected > limit;
    if (!ender.onEnd(stop)) return;
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
          if (ender.ended) begun.abort(new Error('stopped'));
        },
        onResponseStart: (begun, statusCode, given) => {
          if (statusCode < 200) return;
          status = statusCode;
          headers = receivedHeaders(given);
          // An answer to HEAD declares the size of a body that does not come.
          const declared = config.method?.toUpperCase() === 'HEAD' ? 0 : Number(given['content-length']);
          if (tooLarge(declared)) begun.abort(new BodyTooLarge());
        },
        onResponseData: (begun, chunk) => {
          size += chunk.length;
          // The socket is closed: the rest is never read.
          if (tooLarge(size)) begun.abort(new BodyTooLarge());
          else chunks.push(chunk);
        },
        onResponseEnd: () =>
          resolve({ status, headers, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size) }),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
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

/** What may end an exchange before its answer does: the caller's signal, and the overall timeout. */
class Ender {
  timedOut = false;
  ended = false;
  readonly #signal: InternalAxiosRequestConfig['signal'];
  readonly #timeout: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onAbort: (() => void) | undefined;

  constructor({ signal, timeout }: InternalAxiosRequestConfig) {
    this.#signal = signal;
    this.#timeout = timeout;
  }

  /** Calls back once, when the signal or the timeout ends the exchange. False if it has ended before it began: call off. */
  onEnd(stop: () => void): boolean {
    if (this.#signal?.aborted) this.ended = true;
    if (this.ended) return false;
    const end = (): void => {
      this.ended = true;
      stop();
    };
    this.#onAbort = end;
    this.#signal?.addEventListener?.('abort', end, { once: true });
    if (this.#timeout) {
      this.#timer = setTimeout(() => {
        this.timedOut = true;
        end();
      }, this.#timeout);
    }
    return true;
  }

  release(): void {
    clearTimeout(this.#timer);
    if (this.#onAbort) this.#signal?.removeEventListener?.('abort', this.#onAbort);
  }
}

class BodyTooLarge extends Error {}

type Decode = (raw: Buffer, options: zlib.ZlibOptions & zlib.BrotliOptions) => Buffer;
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', zlib.gunzipSync],
  ['x-gzip', zlib.gunzipSync],
  ['br', zlib.brotliDecompressSync],
  ['deflate', zlib.inflateSync],
]);

/** Undoes the content encoding. Bounded by the same limit as the wire: a small body must not unfold into a large one. */
function unfold(raw: Buffer, headers: AxiosHeaders, limit: number): Buffer {
  const decode = decoders.get(String(headers.get('content-encoding') ?? '').toLowerCase());
  if (!decode || raw.length === 0) return raw;
  headers.delete('content-encoding');
  try {
    return decode(raw, limit >= 0 ? { maxOutputLength: limit } : {});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new BodyTooLarge();
    throw error;
  }
}

/** undici's and Node's errors under the codes that users of axios know. */
function toAxiosError(error: unknown, config: InternalAxiosRequestConfig, ender: Ender): AxiosError {
  if (error instanceof AxiosError) return error;
  if (ender.timedOut) {
    return new AxiosError(`timeout of ${config.timeout}ms exceeded`, AxiosError.ECONNABORTED, config);
  }
  if (ender.ended) return new AxiosError('canceled', AxiosError.ERR_CANCELED, config);
  if (error instanceof BodyTooLarge) {
    const message = `maxContentLength size of ${config.maxContentLength} exceeded`;
    return new AxiosError(message, AxiosError.ERR_BAD_RESPONSE, config);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = { UND_ERR_SOCKET: 'ECONNRESET', UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT' };
  const wrapped = new AxiosError(message, known[code ?? ''] ?? code ?? AxiosError.ERR_NETWORK, config);
  wrapped.cause = error as Error;
  return wrapped;
}
