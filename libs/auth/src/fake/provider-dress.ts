/** In what providers differ: what the fake issuer can wear. */

import type { Person } from '@frontage/seed';

/** What tells one provider from another, as far as a relying party can see. */
export interface ProviderDress {
  /** What the issuer identifier has after its origin: `/`, `/realms/shop`. Default nothing. */
  readonly path?: string;
  /** Token, key and revocation endpoints are at another origin than the issuer. Default false. */
  readonly elsewhere?: boolean;
  /** What it calls a person of ours: `auth0|5f7c`. Default as we do. */
  readonly subOf?: (person: string) => string;
  /** Claims laid over those of ID tokens; undefined removes. Default none. */
  readonly claimsOf?: (person: Person) => Record<string, unknown>;
  /** Whether ID tokens say which of the provider's sessions they are of (`sid`). Default true. */
  readonly namesSessions?: boolean;
  /** Scopes that a login may ask for: others are refused with `invalid_scope`. Default any. */
  readonly scopes?: readonly string[];
  /** Whether there are refresh tokens only for `offline_access`. Default false. */
  readonly needsOfflineAccess?: boolean;
  /** Members that its metadata do not have. Default it has all. */
  readonly without?: readonly string[];
  /** How it is told where to lead to after a logout. Default `post_logout_redirect_uri`. */
  readonly returnParameter?: string;
  /** The service that a token is asked for with this; undefined refuses. Default the `resource` `urn:frontage:<service>`. */
  readonly serviceOf?: (form: URLSearchParams) => string | undefined;
  /** Claims of a token for a service laid over those of ours; undefined removes. Default none. */
  readonly serviceClaims?: (service: string, client: string) => Record<string, unknown>;
  /** `typ` of access tokens; null is for none. Default `at+jwt`. */
  readonly accessTokenType?: string | null;
}

/** Members of its metadata by which a provider says that it offers something beside the login itself. */
export type Offer =
  /** RFC 9207: its answers to logins say who gives them. */
  | 'authorization_response_iss_parameter_supported'
  | 'backchannel_logout_supported'
  | 'end_session_endpoint'
  | 'revocation_endpoint';

/** Asks whether a provider offers something. */
export const isOffered = ({ without }: ProviderDress, offer: Offer): boolean => !(without ?? []).includes(offer);
