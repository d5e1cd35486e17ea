/**
 * Cookies that one host alone sets and reads. `__Host-Http-` (RFC 6265bis, BCP for browser-based apps) promises Secure, HttpOnly, Path=/ and
 * no Domain: no sibling host and no script can plant such a cookie.
 */

import { isPlainHttp } from '@frontage/network-address';
import { parseCookie, stringifySetCookie, type Cookies } from 'cookie';

export interface HostCookieOptions {
  /** Origin that browsers see: `https://shop.example`. */
  readonly publicOrigin: string;
  /** Cookies without Secure and prefix, for development over http on a host other than localhost. */
  readonly insecure: boolean;
}

/** Prefix and attributes of the cookies of one browser. */
export interface HostCookieRules {
  readonly prefix: string;
  readonly attributes: { readonly path: '/'; readonly httpOnly: true; readonly secure: boolean };
}

/**
 * Value made of the rules, by `User-Agent`. WebKit (Safari, and every browser of iOS) keeps no Secure cookie on http://localhost, where other browsers take
 * loopback for secure. WebKit gets plain cookies there; with `insecure` all browsers get them.
 */
export function byBrowser<T>(
  { publicOrigin, insecure }: HostCookieOptions,
  make: (rules: HostCookieRules) => T,
): (userAgent: string | undefined) => T {
  const plain = make({ prefix: '', attributes: { path: '/', httpOnly: true, secure: false } });
  const secure = make({ prefix: '__Host-Http-', attributes: { path: '/', httpOnly: true, secure: true } });
  if (insecure) return () => plain;
  return isPlainHttp(publicOrigin) ? (userAgent = '') => (isWebKit(userAgent) ? plain : secure) : () => secure;
}

/** Asks whether a browser is WebKit; Chromium says so too. */
const isWebKit = (userAgent: string): boolean => /AppleWebKit\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);

export const readCookies = (header: string | undefined): Cookies => (header === undefined ? {} : parseCookie(header));

/** One cookie of a host, Strict, so that no request of another site brings it. */
export interface HostCookie {
  /** Value in a `Cookie` header; undefined when it is not there. */
  read(header: string | undefined, userAgent: string | undefined): string | undefined;
  /** `Set-Cookie` of a value that lives for `maxAgeS` seconds. */
  write(value: string, maxAgeS: number, userAgent: string | undefined): string;
}

/** Creates the cookie of a name, which gets the prefix. */
export function createHostCookie(name: string, options: HostCookieOptions): HostCookie {
  const rulesFor = byBrowser(options, ({ prefix, attributes }) => ({ name: `${prefix}${name}`, ...attributes }));
  return {
    read: (header, userAgent) => readCookies(header)[rulesFor(userAgent).name],
    write: (value, maxAge, userAgent) =>
      stringifySetCookie({ ...rulesFor(userAgent), value, sameSite: 'strict', maxAge }),
  };
}
