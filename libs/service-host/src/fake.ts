/** What a fake is: routes or gRPC methods as values, hosted by `host` in specs and by apps/domain-services on real ports. */

import type { Caller, Trace } from '@frontage/call';
import type { ServiceDefinition } from '@grpc/grpc-js';

/** What a service knows about who calls it. */
export interface ServiceContext {
  /** On whose behalf. Honoured only for clients with scope `act`; else anonymous. */
  readonly caller: Caller;
  /** The `Idempotency-Key`, without its quotes. */
  readonly idempotencyKey: string | undefined;
  /** The span of the caller, or one that begins here. */
  readonly trace: Trace;
  /** How long the caller waits for the answer (`Frontage-Deadline-Ms`), in milliseconds; undefined when it does not say. */
  readonly budgetMs: number | undefined;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

export interface ServiceRequest extends ServiceContext {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

export interface ServiceResponse {
  /** Default 200, or 204 without a body. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless `headers` name another content type and this is a string or Buffer. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** An OpenAPI path template: `/products/{id}`. */
  readonly path: string;
  /** Reachable without a service token (images, for browsers). Default false. */
  readonly open?: boolean;
  readonly handle: (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>;
}

export interface HttpFake {
  readonly protocol: 'http';
  /** Also the audience of the tokens it accepts. */
  readonly name: string;
  readonly routes: readonly Route[];
  /** Its OpenAPI document, served as `/openapi.json`. */
  readonly openapi: object;
  /** Stops what the fake does by itself (timers, stores). */
  readonly close?: () => void | Promise<void>;
}

export type GrpcMethod =
  | { readonly kind: 'unary'; readonly handle: (message: unknown, context: ServiceContext) => object | Promise<object> }
  | { readonly kind: 'stream'; readonly handle: (message: unknown, context: ServiceContext) => AsyncIterable<object> };

export interface GrpcFake {
  readonly protocol: 'grpc';
  readonly name: string;
  readonly definition: ServiceDefinition;
  /** By method name as in the proto file. */
  readonly methods: Readonly<Record<string, GrpcMethod>>;
  readonly close?: () => void | Promise<void>;
}

export type Fake = HttpFake | GrpcFake;
