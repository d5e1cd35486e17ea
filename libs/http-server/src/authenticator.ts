/** Authenticators as values. http-server runs and documents them without knowing their kinds. */

import type { FailureCode } from '@frontage/errors';
import type { Principal } from '@frontage/policy';

/** Input of an authenticator. */
export interface Credentials {
  /** A request header by lower-case name. */
  header(name: string): string | undefined;
  /** The client's address. */
  readonly address: string | undefined;
  /** Request target: path and query, undecoded. Default unknown. */
  readonly target?: string;
}

/** Facts about a login, as far as the credentials have them (RFC 9068 §2.2.1). */
export interface LoginFacts {
  /** Authentication context class. */
  readonly acr?: string | undefined;
  /** Time of the login, in seconds since the epoch. */
  readonly at?: number | undefined;
}

/** Login behind the credentials, which may end while an answer goes on. */
export interface LoginWatch {
  /** Name of the login, the same for all of its requests. Nobody can use it as a credential. */
  readonly id: string;
  /**
   * Looks whether the login lasts, without prolonging it. `changed`: it lasts, and gives another principal. Rejects with UNAVAILABLE when that
   * cannot be found out.
   */
  look(): Promise<'lasts' | 'changed' | 'over'>;
  /** Calls back when it is time to look. Gives the function that ends that. */
  onEnd(listener: () => void): () => void;
}

/** Outcome of an authentication. Expected outcomes are values, not exceptions. */
export type Authentication =
  /** No credentials of this kind. */
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'authenticated';
      readonly principal: Principal;
      readonly login?: LoginFacts;
      readonly watch?: LoginWatch;
    }
  /** Bad credentials: 401 with this challenge. `detail` says nothing that helps to guess. */
  | { readonly kind: 'rejected'; readonly detail: string; readonly challenge: string }
  /** Good credentials of a caller who is not let in. */
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly reason: string; readonly detail: string };

/** Documentation of one kind of credentials. */
export interface SecurityScheme {
  /** Name of the security scheme in OpenAPI documents. */
  readonly name: string;
  /** The OpenAPI 3.1 Security Scheme Object. */
  readonly openapi: { readonly type: 'http' | 'apiKey'; readonly [member: string]: unknown };
}

export interface Authenticator extends SecurityScheme {
  /** `WWW-Authenticate` for callers without credentials (RFC 9110 §11.6.1). */
  readonly challenge: string;
  authenticate(credentials: Credentials): Authentication | Promise<Authentication>;
}
