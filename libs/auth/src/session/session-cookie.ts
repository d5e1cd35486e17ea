/** Cookies of a browser: one names its session, others carry unfinished logins. */

import { isPlainHttp } from '@frontage/network-address';
import { parseCookie, stringifySetCookie, type Cookies } from 'cookie';

export interface CookieRules {
  /** Name of the session's cookie: `__Host-Http-frontage`. */
  readonly sessionName: string;
  /** Name prefix of the cookies of unfinished logins. */
  readonly loginPrefix: string;
  /**
   * `Set-Cookie` of the session: Strict, so that no request of another site brings it. It ends with the browser; the session store decides
   * how long it is valid.
   */
  session(id: string): string;
  clearSession(): string;
  /** `Set-Cookie` of an unfinished login. Lax, because the provider's redirect comes from another site. */
  login(name: string, value: string, maxAgeS: number): string;
  clearLogin(name: string): string;
}

/** Cookie rules for a `User-Agent`. */
export type CookieRulesFor = (userAgent: string | undefined) => CookieRules;

/**
 * Cookie rules of a public origin. WebKit (Safari, and every browser of iOS) keeps no Secure cookie on http://localhost, where other
 * browsers take loopback for secure. WebKit gets plain cookies there; with `insecure` all browsers get them.
 */
export function cookieRulesFor({
  publicOrigin,
  insecure,
}: {
  publicOrigin: string;
  insecure: boolean;
}): CookieRulesFor {
  const [plain, secure] = [cookieRules({ insecure: true }), cookieRules({ insecure: false })];
  if (insecure) return () => plain;
  return isPlainHttp(publicOrigin) ? (userAgent = '') => (isWebKit(userAgent) ? plain : secure) : () => secure;
}

/** Asks whether a browser is WebKit; Chromium says so too. */
const isWebKit = (userAgent: string): boolean => /AppleWebKit\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);

/**
 * Cookie rules of one BFF. `__Host-Http-` (RFC 6265bis, BCP for browser-based apps) promises Secure, HttpOnly, Path=/ and no Domain: no
 * sibling host and no script can plant such a cookie.
 */
function cookieRules({ insecure }: { readonly insecure: boolean }): CookieRules {
  const prefix = insecure ? '' : '__Host-Http-';
  const attributes = { path: '/', httpOnly: true, secure: !insecure } as const;
  const sessionName = `${prefix}frontage`;
  return {
    sessionName,
    loginPrefix: `${prefix}frontage-login-`,
    session: (value) => stringifySetCookie({ name: sessionName, value, ...attributes, sameSite: 'strict' }),
    clearSession: () =>
      stringifySetCookie({ name: sessionName, value: '', ...attributes, sameSite: 'strict', maxAge: 0 }),
    login: (name, value, maxAge) => stringifySetCookie({ name, value, ...attributes, sameSite: 'lax', maxAge }),
    clearLogin: (name) => stringifySetCookie({ name, value: '', ...attributes, sameSite: 'lax', maxAge: 0 }),
  };
}

export const readCookies = (header: string | undefined): Cookies => (header === undefined ? {} : parseCookie(header));
