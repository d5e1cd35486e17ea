/** The issuer's signing keys (RFC 7517): fetched when first needed, and again when a token names one that we have not seen. */

import { readKeySet, type SigningKey } from './signing-key.ts';

export interface KeySetOptions {
  /** Fetches the JWK Set. */
  readonly fetch: () => Promise<unknown>;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/** Keys older than this are fetched anew in the background. */
const freshMs = 10 * 60_000;
/** Keys older than this are trusted no more: a key that was withdrawn must end even while the issuer cannot be asked. */
const trustedMs = 60 * 60_000;
/** What unknown `kid`s may cost the issuer, whoever sends them: the keys we know are served meanwhile. */
const maxFetchesPerMinute = 10;

/** Gives the key of an id; undefined when the issuer has no such key. Throws what `fetch` throws when it cannot be asked. */
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
  /** Once for all who wait. Undefined when the issuer has been asked often enough. */
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
      // Without an answer nobody can say that a token is bad: the caller must not be told so.
      if (!fetching && lastError !== undefined) throw lastError;
      return keys.get(kid);
    }
    if (age >= freshMs) refetch()?.catch(() => undefined);
    return known;
  };
}
