/** Scenario: requests, the role that sends them, and what must come back equal. */

import type { TargetName } from '../target-names.ts';

/** The client whose BFF of ours takes part. */
export type Client = 'web' | 'mobile' | 'partner';

/** On whose behalf it is asked. */
export type Role = 'visitor' | 'customer' | 'partner';

/** A request of a scenario. */
export interface ScenarioRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The status of its success. Default 200. */
  readonly status?: number;
}

/** The circumstances of a request. */
interface Step {
  /** Different each time. */
  readonly id: string;
  /** Parses the answer to the request before; undefined before the first. */
  readonly previous?: (() => unknown) | undefined;
  /** Answer to the request of `prime`. */
  readonly primed?: Primed | undefined;
}

/** Answer that a client has before it is measured. */
export interface Primed {
  /** `ETag` of the answer; undefined from a target that gives none. */
  readonly etag: string | undefined;
  readonly answer: unknown;
}

export interface Scenario {
  /** `web-grid`, `web-grid:customer` */
  readonly name: string;
  /** Title for the table. */
  readonly title: string;
  readonly client: Client;
  readonly role: Role;
  /** The targets besides ours. */
  readonly peers: readonly TargetName[];
  /** Request that each client sends once, before all others, and whose answer is compared too. Default none. */
  readonly prime?: ScenarioRequest;
  /** The requests of one iteration, in order. */
  readonly requests: readonly ((step: Step) => ScenarioRequest)[];
  /** The call that nginx passes through: the floor. */
  readonly floor?: { readonly service: string; readonly path: string };
  /** The part of the answers that must be the same everywhere. Throws when something is missing from it. Default: all. */
  readonly comparable?: (answers: readonly unknown[]) => unknown;
}

/** A scenario for a visitor, and again for a customer. */
export const forVisitorAndCustomer = (scenario: Omit<Scenario, 'role'>): Scenario[] => [
  { ...scenario, role: 'visitor' },
  { ...scenario, name: `${scenario.name}:customer`, role: 'customer' },
];

/** One GraphQL operation, as a browser sends it. */
export function graphqlOperation(query: string, variables: object = {}): Scenario['requests'] {
  const headers = { 'content-type': 'application/json', 'x-csrf': '1' };
  const body = JSON.stringify({ query, variables });
  return [() => ({ method: 'POST', path: '/graphql', headers, body })];
}

/** Throws when an answer of GraphQL or REST has no data, errors, or degraded parts. */
export function requireWhole(answer: unknown): void {
  const { data, errors, extensions, degraded } = answer as Readonly<Record<string, unknown>>;
  if (data !== null && errors === undefined && extensions === undefined && degraded === undefined) return;
  throw new Error(`not a whole answer: ${JSON.stringify(answer).slice(0, 500)}`);
}
