/** Issuer: metadata (RFC 8414) and keys (RFC 7517) of the identity provider. Both are fetched at first use. */

import { Failure, isFailure } from '@frontage/errors';
import { createKeySet } from './key-set.ts';
import type { SigningKey } from './signing-key.ts';

/** Outbound `fetch`, given by the composition root. */
export type OutboundFetch = typeof fetch;

export interface IssuerMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint?: string;
  /** Further members, unchecked. */
  readonly [member: string]: unknown;
}

export interface Issuer {
  /** Issuer identifier, compared exactly, a slash at the end included. */
  readonly identifier: string;
  metadata(): Promise<IssuerMetadata>;
  /**
   * Key of this id. Undefined when the issuer has no such key, or one of an unknown kind; throws UNAVAILABLE when the issuer cannot be
   * reached.
   */
  key(kid: string): Promise<SigningKey | undefined>;
}

export interface IssuerOptions {
  readonly identifier: string;
  readonly fetch: OutboundFetch;
  /** Origins that `fetch` may reach, which the metadata are checked against. Default no check. */
  readonly origins?: readonly string[];
  /** Called after each read of the metadata. `flaw` names what makes them unusable; undefined when they are usable. */
  readonly onMetadata?: (flaw: string | undefined) => void;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** Creates the view of an issuer, which need not be up yet. A failed look-up is repeated at the next use. */
export function createIssuer(options: IssuerOptions): Issuer {
  const { identifier, fetch, now } = options;
  let known: Promise<IssuerMetadata> | undefined;
  const metadata = (): Promise<IssuerMetadata> => {
    known ??= discover(options).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const key = createKeySet({
    fetch: async () => getJson((await metadata()).jwks_uri, fetch),
    ...(now && { now }),
  });
  return {
    identifier,
    metadata,
    key: (kid) =>
      key(kid).catch((error: unknown) => {
        throw isFailure(error) ? error : unavailable(error);
      }),
  };
}

async function discover({ identifier, fetch, origins, onMetadata }: IssuerOptions): Promise<IssuerMetadata> {
  // OpenID Connect Discovery 1.0 §4: a slash at the end is removed.
  const url = `${identifier.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = (await getJson(url, fetch)) as Partial<IssuerMetadata> | null;
  const flaw = flawOf(found, identifier) ?? (origins && strayEndpoint(found as IssuerMetadata, origins));
  onMetadata?.(flaw);
  if (flaw !== undefined) throw unavailable(new Error(flaw));
  return found as IssuerMetadata;
}

function flawOf(found: Partial<IssuerMetadata> | null, identifier: string): string | undefined {
  // RFC 8414 §3.3: metadata of another issuer must not be used.
  if (found?.issuer !== identifier) return `the metadata at ${identifier} is of issuer ${String(found?.issuer)}`;
  if (!found.jwks_uri || !found.token_endpoint)
    return `the metadata at ${identifier} names no keys or no token endpoint`;
  return undefined;
}

/**
 * Endpoint at an origin that `fetch` does not reach. Checked before the first login: later, people would have typed their passwords for
 * nothing.
 */
function strayEndpoint(metadata: IssuerMetadata, origins: readonly string[]): string | undefined {
  const stray = (['jwks_uri', 'token_endpoint', 'revocation_endpoint'] as const).find((name) => {
    const url = metadata[name];
    return url !== undefined && !origins.includes(URL.parse(url)?.origin ?? '');
  });
  return stray && `the issuer's ${stray} is ${metadata[stray]}, at an origin that OIDC_ORIGINS does not name`;
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

/** Message for clients. The provider's own words go to the log, once (provider-watch.ts). */
export const notAcceptedMessage = 'The identity provider does not accept us.';

/** Failure of the provider, without its name. */
export const unavailable = (cause: unknown): Failure =>
  new Failure('UNAVAILABLE', 'The identity provider cannot be reached.', { service: 'identity-provider', cause });
