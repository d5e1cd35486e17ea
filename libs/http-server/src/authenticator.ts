/** Authenticators as values: http-server runs and documents them without knowing their kinds. */

import type { FailureCode } from '@frontage/errors';
import type { Principal } from '@frontage/policy';

/** What an authenticator may look at. */
export interface Credentials {
  /** A request header by lower-case name. */
  header(name: string): string | undefined;
  /** The client's address. */
  readonly address: string | undefined;
  /** Path and query, as they came. Default unknown. */
  readonly target?: string;
}

/** How and when somebody logged in, as far as their credentials say (RFC 9068 §2.2.1). */
export interface LoginFacts {
  /** The authentication context class. */
  readonly acr?: string | undefined;
  /** Seconds since the epoch. */
  readonly at?: number | undefined;
}

/** Expected outcomes, not exceptions. */
export type Authentication =
  /** No credentials of this kind. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'authenticated'; readonly principal: Principal; readonly login?: LoginFacts }
  /** Credentials that are no good: 401 with this challenge. `detail` says nothing that helps to guess. */
  | { readonly kind: 'rejected'; readonly detail: string; readonly challenge: string }
  /** Good credentials of somebody who may not enter. */
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly reason: string; readonly detail: string };

/** How a kind of credentials is documented. */
export interface SecurityScheme {
  /** The name of the security scheme in OpenAPI documents. */
  readonly name: string;
  /** The OpenAPI 3.1 Security Scheme Object. */
  readonly openapi: { readonly type: 'http' | 'apiKey'; readonly [member: string]: unknown };
}

export interface Authenticator extends SecurityScheme {
  /** `WWW-Authenticate` for callers without credentials (RFC 9110 §11.6.1). */
  readonly challenge: string;
  authenticate(credentials: Credentials): Authentication | Promise<Authentication>;
}
