/**
 * Anonymous ids of browsers, for experiments alone: random, without anything about the person. The cookie is sealed, so that it is known which
 * ids were made here; what was not is no error, and is replaced.
 */

import { createHostCookie } from '@frontage/auth/session';
import type { OperationHttp } from '@frontage/graphql-server';
import { createSeal } from '@frontage/sealing';
import { randomBytes } from 'node:crypto';

export interface Visitors {
  /** Unit of the browser that sent a request, `visitor:…`; undefined without a valid cookie. */
  find(http: OperationHttp): string | undefined;
  /** Gives the browser an id with the answer. Returns its unit. */
  create(http: OperationHttp): string;
}

export interface VisitorsOptions {
  readonly publicOrigin: string;
  readonly insecureCookies: boolean;
  /** Secrets that seal the cookie: the first seals, all of them open. */
  readonly secrets: readonly string[];
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** Lifetime of an id, in seconds: longer than an experiment runs. It does not slide. */
export const visitorLifetimeS = 90 * 24 * 60 * 60;

const place = 'visitor';
/** Longest value that is opened; ours have some 100 characters. */
const maxLength = 200;

export function createVisitors({ publicOrigin, insecureCookies, secrets, now = Date.now }: VisitorsOptions): Visitors {
  const cookie = createHostCookie('frontage-visitor', { publicOrigin, insecure: insecureCookies });
  const { seal, open } = createSeal(secrets, 'frontage visitor');
  const nowS = (): number => Math.floor(now() / 1_000);
  return {
    find: (http) => {
      const value = cookie.read(http.header('cookie'), http.header('user-agent'));
      if (value === undefined || value.length > maxLength) return undefined;
      const [id, until] = open(value, place)?.split(' ') ?? [];
      return id !== undefined && Number(until) > nowS() ? `visitor:${id}` : undefined;
    },
    create: (http) => {
      const id = randomBytes(16).toString('base64url');
      const value = seal(`${id} ${nowS() + visitorLifetimeS}`, place);
      http.addHeader('Set-Cookie', cookie.write(value, visitorLifetimeS, http.header('user-agent')));
      return `visitor:${id}`;
    },
  };
}
