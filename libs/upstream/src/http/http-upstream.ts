/** HTTP upstreams: operations as values, over axios and undici pools. */

import type { Call, Deadline } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { Axios, type GenericAbortSignal } from 'axios';
import type { z } from 'zod';
import {
  createOutbound,
  defaultMaxResponseBytes,
  type Operation,
  type Reply,
  type Routed,
  type UpstreamOptions,
} from '../outbound.ts';
import { createEndpoints, type Channel, type UpstreamState } from '../endpoints.ts';
import { failureFromError, failureFromStatus } from './http-failure.ts';
import { createUndiciAdapter } from './undici-adapter.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type QueryValue = string | number | boolean | undefined;

export interface HttpOperation<Wire> extends Operation<Wire> {
  readonly method: Method;
  /** OpenAPI path template, such as `/products/{id}`. */
  readonly path: string;
  /** Summary for the service's OpenAPI document. */
  readonly summary: string;
  /** Schemas of the request, for the OpenAPI document and the fake. Requests are ours, and are not checked before sending. */
  readonly query?: z.ZodObject;
  /** Headers, names in lower case. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status of success. Default 200. */
  readonly status?: number;
}

type Declared = Omit<HttpOperation<unknown>, 'idempotent'> & { readonly idempotent?: boolean };

/** Declares an operation. GET, PUT and DELETE are idempotent (RFC 9110 §9.2.2); a POST that only reads says so. */
export const defineHttpOperation = <O extends Declared>(operation: O): O & { readonly idempotent: boolean } => ({
  ...operation,
  idempotent: operation.idempotent ?? (operation.method !== 'POST' && operation.method !== 'PATCH'),
});

/** Request of an operation: what varies between two calls. */
export interface HttpRequest {
  /** Values of the path template; encoded when the path is expanded. */
  readonly path?: Readonly<Record<string, string>>;
  /** Query parameters. Undefined values are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body, sent as JSON. */
  readonly body?: unknown;
}

export interface HttpUpstream {
  /** Calls an operation and gives the checked wire value. Throws a Failure. */
  send<Wire>(operation: HttpOperation<Wire>, request: HttpRequest, call: Call): Promise<Wire>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  /** Closes the pools, each when its last call is over. */
  close(): Promise<void>;
}

export type HttpUpstreamOptions = UpstreamOptions;

/** Request as it is sent, to any endpoint. */
interface Exchange {
  readonly method: Method;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body as JSON. */
  readonly data: string | undefined;
}

interface HttpChannel extends Channel {
  readonly client: Axios;
}

/** Creates the upstream of an HTTP service. */
export function createHttpUpstream(options: HttpUpstreamOptions): HttpUpstream {
  const { service, location, maxResponseBytes = defaultMaxResponseBytes } = options;
  const endpoints = createEndpoints<HttpChannel>(options, ({ address, authority }) => {
    const { adapter, close } = createUndiciAdapter(address === authority ? {} : { connectTo: address });
    // `axios.create` is avoided: each call would merge its defaults for browsers, forms and proxies. Without them, axios checks neither
    // status nor body.
    const baseURL = `${location.scheme}://${authority}`;
    const client = new Axios({ adapter, baseURL, maxContentLength: maxResponseBytes });
    return { client, close };
  });
  const send = createOutbound<Exchange>(options, endpoints, (attempt) =>
    transmit(endpoints.channelTo(attempt.endpoint).client, attempt),
  );
  return {
    state: endpoints.state,
    close: endpoints.close,
    send: async <Wire>(operation: HttpOperation<Wire>, request: HttpRequest, call: Call): Promise<Wire> => {
      const exchange = toExchange(service, operation, request);
      const reply = await send({ operation, request: exchange, headers: {}, call, tried: new Set() });
      return reply.body as Wire;
    },
  };
}

/** Makes the exchange. Mistakes in the request are thrown here, before a policy could count them as answers. */
function toExchange(service: string, operation: HttpOperation<unknown>, request: HttpRequest): Exchange {
  const hasBody = request.body !== undefined;
  try {
    return {
      method: operation.method,
      url: expandPath(operation.path, request.path) + formatQuery(request.query),
      headers: {
        accept: 'application/json',
        // Compression costs more than it saves on a near network (RFC 9110 §12.5.3).
        'accept-encoding': 'identity',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      data: hasBody ? JSON.stringify(request.body) : undefined,
    };
  } catch (error) {
    throw isFailure(error) ? error.with({ service, operation: operation.name }) : error;
  }
}

/** Deadline in the form of axios' signals. It costs a tenth of an `AbortSignal`. */
class DeadlineSignal implements GenericAbortSignal {
  readonly #deadline: Deadline;
  readonly #forget = new Map<() => unknown, () => void>();

  constructor(deadline: Deadline) {
    this.#deadline = deadline;
  }

  get aborted() {
    return this.#deadline.reason !== undefined;
  }

  addEventListener(_: string, listener: () => unknown): void {
    this.#forget.set(listener, this.#deadline.onEnd(listener));
  }

  removeEventListener(_: string, listener: () => unknown): void {
    this.#forget.get(listener)?.();
    this.#forget.delete(listener);
  }
}

async function transmit(client: Axios, attempt: Routed<Exchange>): Promise<Reply> {
  const { request, headers, call } = attempt;
  let response;
  try {
    response = await client.request<Buffer>({
      url: request.url,
      method: request.method,
      headers: { ...request.headers, ...headers },
      ...(request.data !== undefined && { data: request.data }),
      signal: new DeadlineSignal(call.deadline),
    });
  } catch (error) {
    throw failureFromError(error, call.deadline.reason);
  }
  const { status, data } = response;
  if (response.headers['idempotent-replayed'] === 'true') call.ledger.replays += 1;
  const coding = response.headers['content-encoding'] as string | undefined;
  if (status >= 300) {
    // The status alone makes it a failure. A body that is encoded, or holds too many values, is not read.
    const told = coding !== undefined || holdsTooMuch(data) ? undefined : parseOrUndefined(data);
    throw failureFromStatus(status, told, response.headers['retry-after'] as string | undefined);
  }
  if (data.length === 0) return { body: undefined, bytes: 0 };
  if (holdsTooMuch(data)) {
    throw new Failure('UPSTREAM_INVALID', 'A service gave too large an answer.', {
      cause: new Error(`more than ${maxValues} values in ${data.length} bytes`),
    });
  }
  const body = coding === undefined ? parseOrUndefined(data) : undefined;
  if (body === undefined) {
    throw new Failure('UPSTREAM_INVALID', 'A service gave an answer that cannot be understood.', {
      cause: new Error(
        coding === undefined
          ? `not JSON: ${data.subarray(0, 80).toString('latin1')}`
          : `encoded as ${coding}, which was not asked for`,
      ),
    });
  }
  return { body, bytes: data.length };
}

/** Expands a path template. Values are encoded, so that none can add a segment or leave the path. */
export function expandPath(template: string, values: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '' || value === '.' || value === '..') {
      throw new Failure('NOT_FOUND', 'There is no such thing here.');
    }
    return encodeURIComponent(value);
  });
}

function formatQuery(query: HttpRequest['query']): string {
  let text = '';
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined)
      text += `${text === '' ? '?' : '&'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  }
  return text;
}

/** Most values in one answer. The largest batches have hundreds of items of dozens of values. */
const maxValues = 200_000;
/** Size up to which a text cannot hold more values than that, in bytes. */
const surelyFew = 2 * maxValues;

/**
 * Asks whether a JSON text holds more values than an honest answer. A threat: four megabytes of `{},` block the process for a quarter of a
 * second or more while they are parsed, and take a hundred megabytes. Commas and brackets are counted, including the few in strings.
 */
function holdsTooMuch(json: Buffer): boolean {
  if (json.length <= surelyFew) return false;
  let count = 0;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if ((byte === 0x2c || byte === 0x5b || byte === 0x7b) && (count += 1) > maxValues) return true;
  }
  return false;
}

function parseOrUndefined(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
