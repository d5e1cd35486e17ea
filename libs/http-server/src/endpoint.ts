/** Endpoints as values. Routing, validation, authorization, deadline, OpenAPI and metric labels all come from one value. */

import type { Call } from '@frontage/call';
import type { Fields, Fieldset, RestrictedView, View } from '@frontage/dto-mapping';
import type { FailureCode } from '@frontage/errors';
import type { Address } from '@frontage/network-address';
import type { Access, Action, Demand, Principal } from '@frontage/policy';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Input of an endpoint. Header names in lower case. A body must be JSON; without a body schema none is read. */
export interface InputSchemas {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
}

/** Fate of query parameters that an endpoint does not declare. */
export type UnknownParameters = 'refused' | 'ignored';

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

/** Validated input, as the schemas transform it. */
export type InputOf<I extends InputSchemas> = { readonly [K in keyof I]: OutputOf<I[K]> };

/** Priority under overload: `low` is shed before `normal`. */
export type Priority = 'normal' | 'low';

/** Budget of one request. `ms` is its deadline; `calls` and `bytes` are of upstream calls, and asserted by tests. */
export interface Budget {
  readonly ms: number;
  readonly calls?: number;
  readonly bytes?: number;
}

/** Facts about a request beside its input. One object for each request. */
export interface RequestFacts {
  readonly id: string;
  /** Client address, according to trusted proxies; undefined when the connection is gone already. */
  readonly address: Address | undefined;
  /** Values of the path's placeholders, unchecked. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Handling<I> {
  readonly input: I;
  readonly request: RequestFacts;
  readonly principal: Principal;
  /** Demand of the declared permission. An access with `demanded` requires it, or no answer is sent. */
  readonly demand: Demand;
  readonly call: Call;
  /** Members of the answer that are wanted. What costs a call and is not wanted need not be fetched. */
  readonly fields: Fields;
}

/** An answer with a status, headers or a revision of its own. */
export class Reply<T> {
  readonly value: T;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Revision of the resource that is answered, for its `ETag`: a positive integer, another after each change. */
  readonly revision: number | undefined;

  constructor(
    value: T,
    options: {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly revision?: number;
    },
  ) {
    this.value = value;
    this.status = options.status;
    this.headers = options.headers ?? {};
    this.revision = options.revision;
  }
}

/** Answer of work that was accepted and is done later: 202, in the view that the endpoint declares as `accepted`. */
export class Accepted<T> {
  readonly value: T;
  readonly headers: Readonly<Record<string, string>>;

  constructor(value: T, headers: Readonly<Record<string, string>> = {}) {
    this.value = value;
    this.headers = headers;
  }
}

/** Description of a response header. */
export interface HeaderDescription {
  readonly description: string;
  /** JSON Schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Example of a request and its answers, as they are on the wire. */
export interface OperationExample<Body = unknown, Answer = unknown> {
  /** Values of parameters by name. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly body?: Body;
  readonly answer?: Answer;
  /** Answer of 202, where work can be done later. */
  readonly accepted?: unknown;
}

type WireOf<T> = T extends z.ZodType ? z.input<T> : never;

export interface EndpointDefinition<Deps, I extends InputSchemas, S extends z.ZodType> {
  /** The OpenAPI operationId. */
  readonly name: string;
  readonly summary: string;
  /**
   * Description beyond the summary, in a sentence or two, for the OpenAPI document. Facts that follow from the rest of the value are added
   * to it.
   */
  readonly description?: string;
  readonly method: Method;
  /** An OpenAPI path template: `/products/{id}`. */
  readonly path: string;
  readonly access: Access<InputOf<I>>;
  readonly budget: Budget;
  /** Priority under overload. Default `normal`. */
  readonly priority?: Priority;
  readonly input: I;
  /** Media types of the body, all of them JSON. Default `application/json`. */
  readonly bodyTypes?: readonly string[];
  /** Most bytes of the body. Default: that of the stage. */
  readonly maxBodyBytes?: number;
  /** View of the answer. Of a restricted view, only the members that the policy grants to the caller. */
  readonly view: View<S> | RestrictedView<S, Action>;
  /** View of the answer of work that is done later. Default: everything is done at once. */
  readonly accepted?: View<z.ZodType>;
  /** Status of a success. Default 200. */
  readonly status?: number;
  /**
   * `Cache-Control` of a success. Default `no-store`; of a conditional read `private, no-cache`. `public` says that the answer is the same for
   * everybody: `Vary` then names no credentials, and an answer with missing or stale parts is `no-store`.
   */
  readonly cacheControl?: string;
  /**
   * Tags of successes: the answer has an `ETag`, and a GET is conditional (RFC 9110 §13). Default false. Not for answers with secrets, which
   * nobody may keep. Writes compare tags where their input has the header `ifMatch`.
   *
   * `of-parts`: the answer is made of its input, the caller and cached parts, and of nothing else: no clock, no store. While all parts are
   * fresh, a client that has it is told so without its being put together. For public reads alone, whose callers need no further decision.
   */
  readonly etag?: boolean | 'of-parts';
  /**
   * Further failure codes, for the OpenAPI document. Those that follow from the rest of the value and from the stack are known. Default
   * none.
   */
  readonly failures?: readonly FailureCode[];
  /** Further headers of a success, for the OpenAPI document. Default none. */
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
  /** Example for the OpenAPI document, made when the document is. Default none. */
  readonly example?: () => OperationExample<WireOf<I['body']>, z.input<S>>;
  handle(request: Handling<InputOf<I>>, deps: Deps): Promise<z.input<S> | Reply<z.input<S>> | Accepted<unknown>>;
}

/** Endpoint with its input and view types erased. */
export interface Endpoint<Deps> extends Omit<
  EndpointDefinition<Deps, InputSchemas, z.ZodType>,
  'access' | 'handle' | 'view'
> {
  readonly access: Access;
  readonly view: View<z.ZodType> | RestrictedView<z.ZodType, Action>;
  /** Fields that can be asked for by `fields` (`withFields`). Default: answers are whole. */
  readonly fieldset?: Fieldset;
  handle(request: Handling<never>, deps: Deps): Promise<unknown>;
}

/** Status of a success: of the answer itself, or as the endpoint declares it. */
export function statusOf({ status = 200 }: Pick<Endpoint<never>, 'status'>, result: unknown): number {
  if (result instanceof Accepted) return 202;
  return result instanceof Reply ? (result.status ?? status) : status;
}

/** Creates a BFF's `defineEndpoint`: `export const defineEndpoint = endpointsWith<Deps>()`. */
export const endpointsWith =
  <Deps>() =>
  <const I extends InputSchemas, S extends z.ZodType>(definition: EndpointDefinition<Deps, I, S>): Endpoint<Deps> =>
    definition as unknown as Endpoint<Deps>;
