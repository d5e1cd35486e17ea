/** The two kinds of cookies: one says whose session it is, the other carries a login to its end. */

import { isPlainHttp } from '@frontage/network-address';
import { parseCookie, stringifySetCookie, type Cookies } from 'cookie';

export interface CookieRules {
  /** The session's cookie: `__Host-Http-frontage`. */
  readonly sessionName: string;
  /** What the names of the cookies of unfinished logins begin with. */
  readonly loginPrefix: string;
  /**
   * `Set-Cookie` of the session: Strict, so that no other site's request ever brings it. It ends with the browser; how long it
   * is good for is the session store's to say.
   */
  session(id: string): string;
  clearSession(): string;
  /** `Set-Cookie` of an unfinished login: Lax, because the provider's redirect back to us comes from another site. */
  login(name: string, value: string, maxAgeS: number): string;
  clearLogin(name: string): string;
}

/** The rules for whoever sends this `User-Agent`. */
export type CookieRulesFor = (userAgent: string | undefined) => CookieRules;

/**
 * Browsers differ in one thing: WebKit (Safari, and every browser of iOS) keeps no Secure cookie on http://localhost, where the others take
 * loopback for secure. It gets plain ones there, as `insecure` gives them to all.
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

/** Chromium says that it is WebKit, too. */
const isWebKit = (userAgent: string): boolean => /AppleWebKit\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);

/**
 * The rules of one BFF. `__Host-Http-` (RFC 6265bis, BCP for browser-based apps) promises Secure, HttpOnly, Path=/ and no Domain:
 * no sibling host and no script can plant such a cookie.
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

/** The cookies of a request. */
export const readCookies = (header: string | undefined): Cookies => (header === undefined ? {} : parseCookie(header));
