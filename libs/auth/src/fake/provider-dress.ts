/** Differences between identity providers, which the fake issuer can reproduce. */

import type { Person } from '@frontage/seed';

export interface ProviderDress {
  /** Path of the issuer identifier: `/`, `/realms/shop`. Default empty. */
  readonly path?: string;
  /** Token, key and revocation endpoints have another origin than the issuer. Default false. */
  readonly elsewhere?: boolean;
  /** `sub` of a person: `auth0|5f7c`. Default the person's id. */
  readonly subOf?: (person: string) => string;
  /** Claims that override those of ID tokens; undefined removes. Default none. */
  readonly claimsOf?: (person: Person) => Record<string, unknown>;
  /** ID tokens name the provider's session (`sid`). Default true. */
  readonly namesSessions?: boolean;
  /** Scopes that a login may ask for; others get `invalid_scope`. Default any. */
  readonly scopes?: readonly string[];
  /** Refresh tokens are given for `offline_access` only. Default false. */
  readonly needsOfflineAccess?: boolean;
  /** Members missing from its metadata. Default none. */
  readonly without?: readonly string[];
  /** Parameter with the URL to return to after a logout. Default `post_logout_redirect_uri`. */
  readonly returnParameter?: string;
  /** Service named in a token request; undefined refuses it. Default the `resource` `urn:frontage:<service>`. */
  readonly serviceOf?: (form: URLSearchParams) => string | undefined;
  /** Claims that override those of service tokens; undefined removes. Default none. */
  readonly serviceClaims?: (service: string, client: string) => Record<string, unknown>;
  /** `typ` of access tokens; null leaves it out. Default `at+jwt`. */
  readonly accessTokenType?: string | null;
}

/** Metadata members that announce an optional capability. */
export type Offer =
  /** RFC 9207: authorization responses name their issuer. */
  | 'authorization_response_iss_parameter_supported'
  | 'backchannel_logout_supported'
  | 'end_session_endpoint'
  | 'revocation_endpoint';

/** Asks whether a provider offers something. */
export const isOffered = ({ without }: ProviderDress, offer: Offer): boolean => !(without ?? []).includes(offer);
