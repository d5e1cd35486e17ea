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
import { Pool, type Dispatcher } from 'undici';
import zlib from 'node:zlib';

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
}

/** Creates the adapter. One pool per origin, made at first use. */
export function createUndiciAdapter(options: UndiciAdapterOptions = {}): UndiciAdapter {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connections: options.connections ?? 64,
        keepAliveTimeout: options.keepAliveMs ?? 4_000,
        connect: { timeout: options.connectTimeoutMs ?? 1_000 },
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

async function exchange(
  config: InternalAxiosRequestConfig,
  poolOf: (origin: string) => Pool,
): Promise<AxiosResponse<unknown>> {
  const origin = config.baseURL ?? '';
  const ender = endOf(config);
  try {
    const answer = await poolOf(origin).request({
      path: config.url ?? '/',
      method: (config.method ?? 'get').toUpperCase() as Dispatcher.HttpMethod,
      headers: config.headers.toJSON() as Record<string, string>,
      body: (config.data as string | Buffer | undefined) ?? null,
      signal: ender.signal ?? null,
    });
    const headers = AxiosHeaders.from(answer.headers as Record<string, string>);
    const data = unfold(await readBody(answer, config), headers, config.maxContentLength ?? -1);
    const response: AxiosResponse<unknown> = {
      data,
      status: answer.statusCode,
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

interface Ender {
  readonly signal: AbortSignal | undefined;
  readonly timedOut: boolean;
  release(): void;
}

/** The caller's signal and the overall timeout as one signal. */
function endOf(config: InternalAxiosRequestConfig): Ender {
  const outer = config.signal as AbortSignal | undefined;
  if (!config.timeout) return { signal: outer, timedOut: false, release: () => undefined };
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, config.timeout);
  const abort = () => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut;
    },
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

class BodyTooLarge extends Error {}

async function readBody(answer: Dispatcher.ResponseData, config: InternalAxiosRequestConfig): Promise<Buffer> {
  const limit = config.maxContentLength ?? -1;
  const chunks: Buffer[] = [];
  let size = 0;
  // An answer to HEAD declares the size of a body that does not come.
  const declared = config.method?.toUpperCase() === 'HEAD' ? 0 : Number(answer.headers['content-length']);
  if (limit >= 0 && declared > limit) {
    answer.body.on('error', () => undefined).destroy();
    throw new BodyTooLarge();
  }
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the body, and with it the socket: the rest is never read.
    if (limit >= 0 && size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}

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
  if (ender.signal?.aborted) return new AxiosError('canceled', AxiosError.ERR_CANCELED, config);
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
