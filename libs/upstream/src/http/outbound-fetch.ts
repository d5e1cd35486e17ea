/** Outbound `fetch` for libraries (identity provider, key sets), limited in origins and time. */

import { fetch as undiciFetch } from 'undici';

export interface OutboundFetchOptions {
  /** Origins that may be asked, such as `https://id.example.com`. */
  readonly origins: readonly string[];
  /** Time limit of one exchange, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number;
}

/** Creates a `fetch` that refuses other origins and redirects, and has a time limit. */
export function createOutboundFetch({ origins, timeoutMs = 5_000 }: OutboundFetchOptions): typeof fetch {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  return async (input, init) => {
    // Reading the global `Request` would load Node's own copy of undici: 5 MB, for a class that only callers may have used.
    const url = new URL(typeof input === 'object' && 'url' in input ? input.url : input);
    if (!allowed.has(url.origin)) throw new TypeError(`${url.origin} is not an origin that may be asked`);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await undiciFetch(url, { ...(init as object), redirect: 'manual', signal });
    return response as unknown as Response;
  };
}
