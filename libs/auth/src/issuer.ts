/** The identity provider as a relying party sees it: its metadata (RFC 8414) and its keys (RFC 7517), fetched when first needed. */

import { Failure, isFailure } from '@frontage/errors';
import { createKeySet } from './key-set.ts';
import type { SigningKey } from './signing-key.ts';

/** The outbound function; from `upstream`, given by the composition root. */
export type OutboundFetch = typeof fetch;

export interface IssuerMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint?: string;
  /** Whatever else it says of itself. */
  readonly [member: string]: unknown;
}

export interface Issuer {
  /** The issuer identifier, compared exactly: whether it ends with a slash matters. */
  readonly identifier: string;
  metadata(): Promise<IssuerMetadata>;
  /** The key of this id. Undefined when the issuer has no such key, or not of our kinds; throws UNAVAILABLE when it cannot be asked. */
  key(kid: string): Promise<SigningKey | undefined>;
}

export interface IssuerOptions {
  readonly identifier: string;
  readonly fetch: OutboundFetch;
  /** The origins that `fetch` reaches: what the issuer says of itself is held to them at once. Default: not looked at. */
  readonly origins?: readonly string[];
  /** Told each time that the issuer's metadata was read: what makes it of no use, or undefined. */
  readonly onMetadata?: (flaw: string | undefined) => void;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/** Creates the view of an issuer. It need not be there yet: a failed look-up is tried again at the next use. */
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
  // OpenID Connect Discovery 1.0 §4: a slash at the end goes.
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

/** Told before anybody is sent to log in: found out later, it would cost each of them their password for nothing. */
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

/** What the provider says of us is for the log, and is told there once (provider-watch.ts). */
export const notAcceptedMessage = 'The identity provider does not accept us.';

/** The identity provider's trouble, told without its name. */
export const unavailable = (cause: unknown): Failure =>
  new Failure('UNAVAILABLE', 'The identity provider cannot be reached.', { service: 'identity-provider', cause });
