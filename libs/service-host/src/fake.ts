/** A fake: routes or gRPC methods as values. `host` serves it in specs, apps/domain-services on fixed ports. */

import type { Caller } from '@frontage/call';
import type { Trace } from '@frontage/call/headers';
import type { ServiceDefinition } from '@grpc/grpc-js';

/** Facts about the caller of a service. */
export interface ServiceContext {
  /** Principal for whom the call is made. Only clients with scope `act` may name one; else anonymous. */
  readonly caller: Caller;
  /** `Idempotency-Key`, without its quotes. */
  readonly idempotencyKey: string | undefined;
  /** Span of the caller, or a new one. */
  readonly trace: Trace;
  /** Time for which the caller waits (`Frontage-Deadline-Ms`), in milliseconds; undefined when it does not say. */
  readonly budgetMs: number | undefined;
  /** Aborts when the client closes the connection. */
  readonly signal: AbortSignal;
}

export interface ServiceRequest extends ServiceContext {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** Body as it came, for signatures. */
  readonly rawBody: Buffer;
  /** Reads a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
}

export interface ServiceResponse {
  /** Default 200, or 204 without a body. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, except a string or Buffer whose content type stands in `headers`. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** OpenAPI path template: `/products/{id}`. */
  readonly path: string;
  /** Reachable without a service token (images, for browsers). Default false. */
  readonly open?: boolean;
  readonly handle: (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>;
}

export interface HttpFake {
  readonly protocol: 'http';
  /** Name of the service, and the audience of the tokens it accepts. */
  readonly name: string;
  readonly routes: readonly Route[];
  /** OpenAPI document, served as `/openapi.json`. */
  readonly openapi: object;
  /** Stops the fake's own work (timers, stores). */
  readonly close?: () => void | Promise<void>;
}

export type GrpcMethod =
  | { readonly kind: 'unary'; readonly handle: (message: unknown, context: ServiceContext) => object | Promise<object> }
  | { readonly kind: 'stream'; readonly handle: (message: unknown, context: ServiceContext) => AsyncIterable<object> };

export interface GrpcFake {
  readonly protocol: 'grpc';
  readonly name: string;
  readonly definition: ServiceDefinition;
  /** Methods by name, as in the proto file. */
  readonly methods: Readonly<Record<string, GrpcMethod>>;
  readonly close?: () => void | Promise<void>;
}

export type Fake = HttpFake | GrpcFake;
