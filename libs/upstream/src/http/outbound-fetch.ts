/** The way out for libraries that want a `fetch` of their own (identity provider, key sets): few hosts, few bytes, little time. */

import { fetch as undiciFetch } from 'undici';

export interface OutboundFetchOptions {
  /** The only origins that may be asked: `https://id.example.com`. */
  readonly origins: readonly string[];
  /** Longest time for one exchange, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number;
}

/** A `fetch` that refuses other origins and redirects, and gives up in time. */
export function createOutboundFetch({ origins, timeoutMs = 5_000 }: OutboundFetchOptions): typeof fetch {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!allowed.has(url.origin)) throw new TypeError(`${url.origin} is not an origin that may be asked`);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await undiciFetch(url, { ...(init as object), redirect: 'manual', signal });
    return response as unknown as Response;
  };
}
