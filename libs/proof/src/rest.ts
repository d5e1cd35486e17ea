/** Proof of a REST BFF from its endpoint values and its features' scenarios. */

import type { Endpoint } from '@frontage/http-server';
import {
  toldByStatus,
  type AccessRow,
  type Attempt,
  type Attempts,
  type FieldRow,
  type Target,
} from './authorization.ts';
import type { Ask } from './client.ts';
import { make, pairUp, type Effect, type Made, type Operation, type ScenarioTerms } from './operation.ts';

/** Facts of an endpoint that go into a proof. */
export type EndpointFacts = Pick<Endpoint<never>, 'name' | 'method' | 'path' | 'budget' | 'access' | 'view'>;

export interface RestRequest {
  /** Values of the path's placeholders. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Effect of a write; absent for reads. */
  readonly effect?: Effect;
}

/** Request of one endpoint. */
export interface RestScenario extends ScenarioTerms {
  /** Most bytes of the answer's content as it is sent to a client that accepts brotli. Default: as many as there are. */
  readonly bytes?: number;
  /** Default: no parameters and no body. */
  readonly request?: Made<RestRequest>;
}

/** Proof of one feature of a REST BFF: `proof` of its file `proof/<feature>.proof.ts`. */
export interface RestFeatureProof<Scenario extends RestScenario = RestScenario> {
  /** Scenarios by name of the endpoint. */
  readonly scenarios: Readonly<Record<string, Scenario>>;
  /** Attempts of the feature. Default none. */
  readonly attempts?: Attempts;
}

/** Proof of one feature of a BFF whose answers all have a budget of bytes. */
export type SlimFeatureProof = RestFeatureProof<RestScenario & Required<Pick<RestScenario, 'bytes'>>>;

export interface RestProofOptions {
  readonly endpoints: readonly EndpointFacts[];
  readonly features: readonly RestFeatureProof[];
  /** Prefix of every path. Default none. */
  readonly prefix?: string;
}

/** Builds the parts of the proof. Throws for an endpoint without a scenario, and for a scenario without an endpoint. */
export function restProof({ endpoints, features, prefix = '' }: RestProofOptions) {
  const scenarios: RestFeatureProof['scenarios'] = Object.assign({}, ...features.map((each) => each.scenarios));
  const attempts: Attempts = Object.assign({}, ...features.map((each) => each.attempts));
  return {
    operations: pairUp(endpoints, scenarios).map((pair) => operationOf(prefix, ...pair)),
    rows: endpoints.map((endpoint) => rowOf(prefix, endpoint)),
    fields: restrictedFields(endpoints),
    attempts,
  };
}

const nameOf = (prefix: string, { method, path }: EndpointFacts): string => `${method} ${prefix}${path}`;

function operationOf(prefix: string, endpoint: EndpointFacts, scenario: RestScenario): Operation {
  const { request = {}, who, bytes, ...terms } = scenario;
  return {
    ...terms,
    name: nameOf(prefix, endpoint),
    who,
    budgetMs: endpoint.budget.ms,
    budgetCalls: endpoint.budget.calls,
    budgetBytes: bytes,
    prepare: async (fixtures) => {
      const { effect, ...asked } = await make(request, fixtures);
      return { ask: askOf(prefix, endpoint, asked), ...(effect && { effect }) };
    },
  };
}

function askOf(prefix: string, { method, path }: EndpointFacts, request: RestRequest): Ask {
  const { params = {}, query = {}, ...rest } = request;
  const search = new URLSearchParams(query).toString();
  const filled = path.replace(/\{(\w+)\}/g, (placeholder, param: string) => params[param] ?? placeholder);
  return { method, path: `${prefix}${filled}${search && `?${search}`}`, ...rest };
}

/** Access is checked before the input: any id will do. */
const rowOf = (prefix: string, endpoint: EndpointFacts): AccessRow => ({
  operation: nameOf(prefix, endpoint),
  access: endpoint.access,
  ask: { method: endpoint.method, path: `${prefix}${endpoint.path.replaceAll(/\{\w+\}/g, 'x')}` },
});

function restrictedFields(endpoints: readonly EndpointFacts[]): readonly FieldRow[] {
  const fields = endpoints.flatMap(({ view }) =>
    Object.entries('restricted' in view ? view.restricted : {}).map(
      ([member, action]) => [`${view.name}.${member}`, action] as const,
    ),
  );
  return [...new Map(fields)].map(([field, action]) => ({ field, action }));
}

/** Attempt by one request: `restAttempt(({ order }) => ({ method: 'GET', path: `/orders/${order.id}` }))`. */
export const restAttempt =
  (askFor: (target: Target) => Ask): Attempt =>
  async (client, target) =>
    toldByStatus(await client(askFor(target)));
