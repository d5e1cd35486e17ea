/** A scene is what is asked and what must come back equal. One small file each; index.ts lists them. */

import type { TargetName } from '../target-name.ts';

/** Which of our BFFs plays in it. */
export type Client = 'web' | 'mobile' | 'partner';

/** On whose behalf it is asked. */
export type Role = 'visitor' | 'customer' | 'partner';

/** One request. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The status of its success. Default 200. */
  readonly status?: number;
}

/** What a request may depend on. */
export interface Moment {
  /** Different each time. */
  readonly id: string;
  /** The answer to the request before; undefined before the first. Parsed only for scenes of several requests. */
  readonly before: unknown;
}

export interface Scene {
  /** `web-grid` */
  readonly name: string;
  /** What it shows, for the table. */
  readonly title: string;
  readonly client: Client;
  /** Who asks, each measured on its own. The first needs no suffix. */
  readonly roles: readonly [Role, ...Role[]];
  /** Who plays besides us. */
  readonly peers: readonly TargetName[];
  /** The requests of one run through, in order. */
  readonly requests: readonly ((moment: Moment) => Exchange)[];
  /** The call that nginx passes through: the floor. Default: nginx does not play. */
  readonly floor?: { readonly service: string; readonly path: string };
  /** What of the answers must be the same everywhere. */
  readonly comparable: (answers: readonly unknown[]) => unknown;
}

/** A GraphQL query as a browser sends it. `Frontage` answers no browser without `X-CSRF`. */
export const graphql = (query: string, variables: object = {}): Exchange => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', 'x-csrf': '1' },
  body: JSON.stringify({ query, variables }),
});

/** The data of a GraphQL answer. Throws when there is none, or it has errors. */
export function dataOf(answer: unknown): unknown {
  const { data, errors, extensions } = answer as { data?: unknown; errors?: unknown; extensions?: unknown };
  if (data == null || errors !== undefined || extensions !== undefined) {
    throw new Error(`not a whole answer: ${JSON.stringify(answer).slice(0, 500)}`);
  }
  return data;
}

/** A REST answer, whole. Throws when something is missing from it. */
export function wholeAnswer(answer: unknown): unknown {
  if ((answer as { degraded?: unknown }).degraded !== undefined) {
    throw new Error(`not a whole answer: ${JSON.stringify(answer).slice(0, 500)}`);
  }
  return answer;
}
