/** HTTP upstreams: operations as values, axios over undici pools as transport. */

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
  /** An OpenAPI path template: `/products/{id}`. */
  readonly path: string;
  /** What it does, for the service's OpenAPI document. */
  readonly summary: string;
  /** What it reads, for the document and for the fake; requests are ours and not checked again on the way out. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The status of its success. Default 200. */
  readonly status?: number;
}

type Declared = Omit<HttpOperation<unknown>, 'idempotent'> & { readonly idempotent?: boolean };

/** Declares an operation. GET, PUT and DELETE are idempotent (RFC 9110 §9.2.2); a POST that only reads says so. */
export const defineHttpOperation = <O extends Declared>(operation: O): O & { readonly idempotent: boolean } => ({
  ...operation,
  idempotent: operation.idempotent ?? (operation.method !== 'POST' && operation.method !== 'PATCH'),
});

/** What varies between two calls of one operation. */
export interface HttpRequest {
  /** Values of the path template; encoded here. */
  readonly path?: Readonly<Record<string, string>>;
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface HttpUpstream {
  /** Calls an operation and gives the checked wire value. Throws a Failure. */
  send<Wire>(operation: HttpOperation<Wire>, request: HttpRequest, call: Call): Promise<Wire>;
  /** How the service looks from here, for `/readyz`. */
  state(): Promise<UpstreamState>;
  /** Once its last call is over. */
  close(): Promise<void>;
}

export type HttpUpstreamOptions = UpstreamOptions;

/** A request as it is sent, whatever endpoint it goes to. */
interface Exchange {
  readonly method: Method;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly data: string | undefined;
}

interface HttpChannel extends Channel {
  readonly client: Axios;
}

/** Creates the way to one service that speaks HTTP. */
export function createHttpUpstream(options: HttpUpstreamOptions): HttpUpstream {
  const { service, location, maxResponseBytes = defaultMaxResponseBytes } = options;
  const endpoints = createEndpoints<HttpChannel>(options, ({ address, authority }) => {
    const { adapter, close } = createUndiciAdapter(address === authority ? {} : { connectTo: address });
    // Not `axios.create`: what its defaults are for (browsers, forms, proxies) would be worked out for each call. Without them there is
    // nothing that looks at the status or at the body.
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

/** Throws what is wrong with the request before any policy could take it for an answer of the service. */
function toExchange(service: string, operation: HttpOperation<unknown>, request: HttpRequest): Exchange {
  const hasBody = request.body !== undefined;
  try {
    return {
      method: operation.method,
      url: expandPath(operation.path, request.path) + formatQuery(request.query),
      headers: {
        accept: 'application/json',
        // Services are near: unfolding an answer costs more than reading it (RFC 9110 §12.5.3).
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

/** A deadline in the form of axios' signals: a tenth of the cost of an `AbortSignal`. */
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
    // It fails whatever its body says: one that is encoded, or holds too much, says nothing.
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

/** Fills the template; a value can never add a segment or leave the path. */
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

/** Most values in one answer. What may be asked for at once is hundreds of things of dozens of values. */
const maxValues = 200_000;
/** As many bytes can hold no more than that. */
const surelyFew = 2 * maxValues;

/**
 * Whether there are more values in a JSON text than anybody should make: four megabytes of `{},` take a quarter of a second or more to
 * parse, all at once, and a hundred megabytes to hold. Commas and brackets are counted, those in strings too, which are few.
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
