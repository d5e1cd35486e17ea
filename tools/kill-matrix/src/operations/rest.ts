/** Operations of a REST BFF: its endpoint values, each with one representative request. */

import type { Endpoint } from '@frontage/http-server';
import type { ServiceName } from '@frontage/seed';
import type { FakeIssuer } from '@frontage/auth/fake';
import { readRest, timed } from '../answer.ts';
import type { Client } from '../house.ts';
import type { Effect, Operation } from '../operation.ts';
import type { Scene } from '../scene.ts';

/** The facts of an endpoint that are of interest here. */
export type EndpointFacts = Pick<Endpoint<never>, 'name' | 'method' | 'path' | 'budget'>;

export interface RestRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly effect?: Effect;
}

/** How one endpoint is asked. */
export interface RestScenario {
  /** Default: a visitor. */
  readonly who?: string;
  readonly requires: readonly ServiceName[];
  /** Default: a request without anything to say. */
  readonly prepare?: (scene: Scene) => Promise<RestRequest>;
}

export interface RestOptions {
  readonly endpoints: readonly EndpointFacts[];
  /** By name of the endpoint. */
  readonly scenarios: Readonly<Record<string, RestScenario>>;
  /** Before every path. Default none. */
  readonly prefix?: string;
}

/** Throws when an endpoint has no scenario, or a scenario no endpoint. */
export function restOperations({ endpoints, scenarios, prefix = '' }: RestOptions): readonly Operation[] {
  const names = new Set(endpoints.map(({ name }) => name));
  const strays = Object.keys(scenarios).filter((name) => !names.has(name));
  if (strays.length > 0) throw new Error(`there is no endpoint ${strays.join(', ')}`);
  return endpoints.map((endpoint) => {
    const { name, method, path, budget } = endpoint;
    const scenario = scenarios[name];
    if (!scenario) throw new Error(`${method} ${prefix}${path}: ${name} has no scenario here`);
    return {
      name: `${method} ${prefix}${path}`,
      who: scenario.who,
      budgetMs: budget.ms,
      budgetCalls: budget.calls,
      requires: scenario.requires,
      prepare: async (scene) => {
        const { params = {}, query = {}, effect, ...rest } = (await scenario.prepare?.(scene)) ?? {};
        const search = new URLSearchParams(query).toString();
        const filled = path.replace(/\{(\w+)\}/g, (_, param: string) => params[param]!);
        const ask = { method, path: `${prefix}${filled}${search && `?${search}`}`, ...rest };
        return { ask, ...(effect && { effect }) };
      },
    };
  });
}

/** A client that says who it is in one header, made anew for each request: tokens age. */
export const restClient =
  (headersOf: (who: string, issuer: FakeIssuer) => Readonly<Record<string, string>>) =>
  async (origin: string, who: string | undefined, issuer: FakeIssuer): Promise<Client> =>
  ({ method, path, headers, body }) =>
    timed(async () => {
      const response = await fetch(origin + path, {
        method,
        headers: {
          ...(who !== undefined && headersOf(who, issuer)),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    }, readRest);
