/** The identity provider as a relying party sees it: its metadata (RFC 8414) and its keys (RFC 7517), fetched when first needed. */

import { Failure } from '@frontage/errors';
import jwksRsa from 'jwks-rsa';

/** The outbound function; from `upstream`, given by the composition root. */
export type OutboundFetch = typeof fetch;

export interface IssuerMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly token_endpoint: string;
}

export interface Issuer {
  /** The issuer identifier, compared exactly. */
  readonly identifier: string;
  metadata(): Promise<IssuerMetadata>;
  /** The RS256 key of this id, as PEM. Undefined when the issuer has no such key; throws UNAVAILABLE when it cannot be asked. */
  key(kid: string): Promise<string | undefined>;
}

export interface IssuerOptions {
  readonly identifier: string;
  readonly fetch: OutboundFetch;
}

/** Creates the view of an issuer. It need not be there yet: a failed look-up is tried again at the next use. */
export function createIssuer({ identifier, fetch }: IssuerOptions): Issuer {
  let known: Promise<IssuerMetadata> | undefined;
  const metadata = (): Promise<IssuerMetadata> => {
    known ??= discover(identifier, fetch).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const keys = jwksRsa({
    cache: true,
    cacheMaxEntries: 8,
    cacheMaxAge: 10 * 60_000,
    // An unknown `kid` costs the issuer at most this many look-ups a minute, whoever sends it.
    rateLimit: true,
    jwksRequestsPerMinute: 10,
    fetcher: async () => (await getJson((await metadata()).jwks_uri, fetch)) as { keys: unknown },
  });
  return {
    identifier,
    metadata,
    key: async (kid) => {
      try {
        const key = await keys.getSigningKey(kid);
        return key.getPublicKey();
      } catch (error) {
        const { name } = error as Error;
        if (name === 'SigningKeyNotFoundError' || name === 'JwksRateLimitError') return undefined;
        throw unavailable(error);
      }
    },
  };
}

async function discover(identifier: string, fetch: OutboundFetch): Promise<IssuerMetadata> {
  const found = (await getJson(`${identifier}/.well-known/openid-configuration`, fetch)) as Partial<IssuerMetadata>;
  // RFC 8414 §3.3: metadata of another issuer must not be used.
  if (found.issuer !== identifier || !found.jwks_uri || !found.token_endpoint) {
    throw unavailable(new Error(`metadata at ${identifier} is of issuer ${String(found.issuer)}`));
  }
  return found as IssuerMetadata;
}

async function getJson(url: string, fetch: OutboundFetch): Promise<unknown> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return await response.json();
  } catch (error) {
    throw unavailable(error);
  }
}

/** The identity provider's trouble, told without its name. */
export const unavailable = (cause: unknown): Failure =>
  new Failure('UNAVAILABLE', 'The identity provider cannot be reached.', { service: 'identity-provider', cause });
