/** An endpoint is a value: routing, validation, authorization, deadline, OpenAPI and metric labels all come from it. */

import type { Call } from '@frontage/call';
import type { RestrictedView, View } from '@frontage/dto-mapping';
import type { FailureCode } from '@frontage/errors';
import type { Access, Action, Demand, Principal } from '@frontage/policy';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an endpoint reads. Header names in lower case. A body must be JSON; without a body schema none is read. */
export interface InputSchemas {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
}

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

/** The validated input, as the schemas transform it. */
export type InputOf<I extends InputSchemas> = { readonly [K in keyof I]: OutputOf<I[K]> };

/** What goes first when not everything can be answered: `low` is shed before `normal`. */
export type Priority = 'normal' | 'low';

/** What one request may take. `calls` and `bytes` are of upstream calls; tests hold them. */
export interface Budget {
  readonly ms: number;
  readonly calls?: number;
  readonly bytes?: number;
}

export interface Handling<I> {
  readonly input: I;
  readonly principal: Principal;
  /** Demand of the declared permission. An access with `demanded` needs it made, or no answer leaves. */
  readonly demand: Demand;
  readonly call: Call;
}

/** An answer with a status or headers of its own. */
export class Reply<T> {
  readonly value: T;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(value: T, options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> }) {
    this.value = value;
    this.status = options.status;
    this.headers = options.headers ?? {};
  }
}

/** A header of answers. */
export interface HeaderDescription {
  readonly description: string;
  /** JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface EndpointDefinition<Deps, I extends InputSchemas, S extends z.ZodType> {
  /** The OpenAPI operationId. */
  readonly name: string;
  readonly summary: string;
  /** What its users should know beyond that and beyond what follows from the rest. A sentence or two, for the OpenAPI document. */
  readonly description?: string;
  readonly method: Method;
  /** An OpenAPI path template: `/products/{id}`. */
  readonly path: string;
  readonly access: Access<InputOf<I>>;
  readonly budget: Budget;
  /** Under overload, `low` goes first. Default `normal`. */
  readonly priority?: Priority;
  readonly input: I;
  /** What leaves; of a restricted view, what the policy grants to this caller. */
  readonly view: View<S> | RestrictedView<S, Action>;
  /** Default 200. */
  readonly status?: number;
  /** Default `no-store`. */
  readonly cacheControl?: string;
  /** What it may fail with beyond what follows from the rest of it and from the stack, for the OpenAPI document. Default nothing. */
  readonly failures?: readonly FailureCode[];
  /** Headers of its own on success, for the OpenAPI document. Default none. */
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
  handle(request: Handling<InputOf<I>>, deps: Deps): Promise<z.input<S> | Reply<z.input<S>>>;
}

/** An endpoint as http-server sees it, whatever it reads and shows. */
export interface Endpoint<Deps> extends Omit<
  EndpointDefinition<Deps, InputSchemas, z.ZodType>,
  'access' | 'handle' | 'view'
> {
  readonly access: Access;
  readonly view: View<z.ZodType> | RestrictedView<z.ZodType, Action>;
  handle(request: Handling<never>, deps: Deps): Promise<unknown>;
}

/** The function with which a BFF declares its endpoints: `export const defineEndpoint = endpointsWith<Deps>()`. */
export const endpointsWith =
  <Deps>() =>
  <const I extends InputSchemas, S extends z.ZodType>(definition: EndpointDefinition<Deps, I, S>): Endpoint<Deps> =>
    definition as unknown as Endpoint<Deps>;
