/** JWK Set of the issuer (RFC 7517). Fetched at first use, and again for an unknown `kid`. */

import { readKeySet, type SigningKey } from './signing-key.ts';

export interface KeySetOptions {
  /** Fetches the JWK Set. */
  readonly fetch: () => Promise<unknown>;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** Age from which keys are fetched anew in the background. */
const freshMs = 10 * 60_000;
/** Age from which keys are no longer trusted. A withdrawn key must end even while the issuer is unreachable. */
const trustedMs = 60 * 60_000;
/** Most fetches per minute, as anybody may send unknown `kid`s. Known keys are served meanwhile. */
const maxFetchesPerMinute = 10;

/** Creates the look-up of keys by `kid`; undefined when the issuer has no such key. Throws what `fetch` throws. */
export function createKeySet({
  fetch,
  now = () => Date.now(),
}: KeySetOptions): (kid: string) => Promise<SigningKey | undefined> {
  let keys: ReadonlyMap<string, SigningKey> = new Map();
  let fetchedAt = -Infinity;
  let pending: Promise<void> | undefined;
  let lastError: Error | undefined;
  let recent: readonly number[] = [];

  const fetchKeys = async (): Promise<void> => {
    keys = readKeySet(await fetch());
    fetchedAt = now();
    lastError = undefined;
  };
  /** Fetches once for all waiters. Undefined when the limit of fetches is reached. */
  const refetch = (): Promise<void> | undefined => {
    if (pending) return pending;
    recent = recent.filter((at) => now() - at < 60_000);
    if (recent.length >= maxFetchesPerMinute) return undefined;
    recent = [...recent, now()];
    pending = fetchKeys()
      .catch((error: unknown) => {
        lastError = error as Error;
        throw error;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };

  return async (kid) => {
    const age = now() - fetchedAt;
    const known = age < trustedMs ? keys.get(kid) : undefined;
    if (known === undefined) {
      const fetching = refetch();
      await fetching;
      // The last fetch failed, so the token cannot be called invalid.
      if (!fetching && lastError !== undefined) throw lastError;
      return keys.get(kid);
    }
    if (age >= freshMs) refetch()?.catch(() => undefined);
    return known;
  };
}
