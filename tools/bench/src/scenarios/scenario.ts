/** A scenario: requests, the role that sends them, and what must come back equal. */

import type { TargetName } from '../target-names.ts';

/** The client whose BFF of ours takes part. */
export type Client = 'web' | 'mobile' | 'partner';

/** On whose behalf it is asked. */
export type Role = 'visitor' | 'customer' | 'partner';

/** A request of a scenario. */
export interface ScenarioRequest {
  readonly method: 'GET' | 'POST';
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
  /** The answer to the request before; undefined before the first. Parsed only in scenarios of several requests. */
  readonly previous?: unknown;
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
  /** The requests of one iteration, in order. */
  readonly requests: readonly ((step: Step) => ScenarioRequest)[];
  /** The call that nginx passes through: the floor. */
  readonly floor?: { readonly service: string; readonly path: string };
  /** The part of the answers that must be the same everywhere. Throws when something is missing from them. */
  readonly comparable: (answers: readonly unknown[]) => unknown;
}

/** A scenario for a visitor, and again for a customer. */
export const forVisitorAndCustomer = (scenario: Omit<Scenario, 'role'>): Scenario[] => [
  { ...scenario, role: 'visitor' },
  { ...scenario, name: `${scenario.name}:customer`, role: 'customer' },
];

/** A scenario of one GraphQL operation, as a browser sends it. */
export function graphqlScenario(name: string, title: string, query: string, variables: object = {}) {
  const request: ScenarioRequest = {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', 'x-csrf': '1' },
    body: JSON.stringify({ query, variables }),
  };
  const client = 'web' as const;
  return {
    name,
    title,
    client,
    requests: [() => request],
    comparable: ([answer]: readonly unknown[]) => dataOf(answer),
  };
}

/** The data of a GraphQL answer. Throws when there is none, or it has errors or degraded parts. */
export function dataOf(answer: unknown): unknown {
  const { data, errors, extensions } = answer as { data?: unknown; errors?: unknown; extensions?: unknown };
  if (data == null || errors !== undefined || extensions !== undefined) throw incomplete(answer);
  return data;
}

/** A REST answer. Throws when it has degraded parts. */
export function wholeAnswer(answer: unknown): unknown {
  if ((answer as { degraded?: unknown }).degraded !== undefined) throw incomplete(answer);
  return answer;
}

const incomplete = (answer: unknown): Error => new Error(`not a whole answer: ${JSON.stringify(answer).slice(0, 500)}`);
