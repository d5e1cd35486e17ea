/** HTTP upstreams: operations as values, axios over undici pools as transport. */

import type { Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import axios, { type AxiosInstance } from 'axios';
import type { z } from 'zod';
import {
  createOutbound,
  defaultMaxResponseBytes,
  type Attempt,
  type Operation,
  type Reply,
  type UpstreamOptions,
} from '../outbound.ts';
import type { ServiceUrl } from '../service-url.ts';
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
  close(): Promise<void>;
}

export interface HttpUpstreamOptions extends UpstreamOptions {
  readonly url: ServiceUrl;
}

/** Creates the way to one service that speaks HTTP. */
export function createHttpUpstream(options: HttpUpstreamOptions): HttpUpstream {
  const { adapter, close } = createUndiciAdapter();
  const client = axios.create({
    adapter,
    maxContentLength: options.maxResponseBytes ?? defaultMaxResponseBytes,
    validateStatus: null,
    transformRequest: [],
    transformResponse: [],
  });
  const origins = options.url.addresses.map((address) => `${options.url.scheme}://${address}`);
  let turn = 0;
  const nextOrigin = (): string => origins[turn++ % origins.length]!;
  const send = createOutbound<HttpRequest>(options, (attempt) => transmit(client, nextOrigin(), attempt));
  return {
    close,
    send: async <Wire>(operation: HttpOperation<Wire>, request: HttpRequest, call: Call): Promise<Wire> => {
      const reply = await send({ operation, request, headers: {}, call });
      return reply.body as Wire;
    },
  };
}

async function transmit(client: AxiosInstance, origin: string, attempt: Attempt<HttpRequest>): Promise<Reply> {
  const operation = attempt.operation as HttpOperation<unknown>;
  const { request, headers, call } = attempt;
  const hasBody = request.body !== undefined;
  let response;
  try {
    response = await client.request<Buffer>({
      baseURL: origin,
      url: expandPath(operation.path, request.path) + formatQuery(request.query),
      method: operation.method,
      headers: {
        accept: 'application/json',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...request.headers,
        ...headers,
      },
      data: hasBody ? JSON.stringify(request.body) : undefined,
      signal: call.deadline.signal,
    });
  } catch (error) {
    throw failureFromError(error, call.deadline.reason);
  }
  const { status, data } = response;
  if (status >= 300) {
    throw failureFromStatus(status, parseOrUndefined(data), response.headers['retry-after'] as string | undefined);
  }
  if (data.length === 0) return { body: undefined, bytes: 0 };
  const body = parseOrUndefined(data);
  if (body === undefined) {
    throw new Failure('UPSTREAM_INVALID', 'A service gave an answer that cannot be understood.', {
      cause: new Error(`not JSON: ${data.subarray(0, 80).toString('latin1')}`),
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

function parseOrUndefined(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
