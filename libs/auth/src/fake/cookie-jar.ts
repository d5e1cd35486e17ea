/** Cookie jar that behaves as a browser's (RFC 6265bis). It knows prefixes, Secure, SameSite and expiry; cookies are host-only. */

import { isLoopbackHost } from '@frontage/network-address';
import { parseSetCookie, stringifyCookie, type SetCookie } from 'cookie';

export interface CookieJar {
  /** Stores a `Set-Cookie` of this URL, unless a browser would reject it. */
  keep(setCookie: string, url: URL): void;
  /** The `Cookie` header for a request. `crossSite`: another site initiated or redirected it. */
  header(url: URL, request: { readonly crossSite: boolean; readonly navigation: boolean }): string | undefined;
  /** Unexpired cookies of a host, by name. */
  of(url: URL): ReadonlyMap<string, string>;
}

interface Kept {
  readonly host: string;
  readonly cookie: SetCookie;
  readonly expiresAt: number;
}

/** Creates an empty jar. `trustsLoopback`: Secure cookies work over http to this machine, as in all browsers but WebKit. Default true. */
export function createCookieJar({ trustsLoopback = true }: { readonly trustsLoopback?: boolean } = {}): CookieJar {
  const isTrustworthy = ({ protocol, hostname }: URL): boolean =>
    protocol === 'https:' || (trustsLoopback && isLoopbackHost(hostname));
  const kept = new Map<string, Kept>();
  const good = (url: URL): SetCookie[] =>
    [...kept.values()]
      .filter(({ host, expiresAt }) => host === url.hostname && Date.now() < expiresAt)
      .map(({ cookie }) => cookie)
      .filter(({ secure }) => !secure || isTrustworthy(url));
  return {
    keep: (setCookie, url) => {
      const cookie = parseSetCookie(setCookie);
      if (!isAcceptable(cookie, isTrustworthy(url))) return;
      const { maxAge, expires } = cookie;
      const expiresAt = maxAge !== undefined ? Date.now() + maxAge * 1_000 : (expires?.getTime() ?? Infinity);
      kept.set(`${url.hostname} ${cookie.name}`, { host: url.hostname, cookie, expiresAt });
    },
    header: (url, { crossSite, navigation }) => {
      const sent = good(url).filter(({ path, sameSite }) => {
        if (path !== undefined && path !== '/' && !`${url.pathname}/`.startsWith(`${path}/`)) return false;
        return !crossSite || sameSite === 'none' || (sameSite !== 'strict' && sameSite !== true && navigation);
      });
      return sent.length === 0 ? undefined : stringifyCookie(toMembers(sent));
    },
    of: (url) => new Map(Object.entries(toMembers(good(url)))),
  };
}

const toMembers = (cookies: readonly SetCookie[]): Record<string, string> =>
  Object.fromEntries(cookies.map(({ name, value }) => [name, value ?? '']));

function isAcceptable({ name, secure, httpOnly, path, domain }: SetCookie, overTrusted: boolean): boolean {
  if (domain !== undefined) return false;
  if (secure && !overTrusted) return false;
  if (name.startsWith('__Host-') && !(secure && path === '/')) return false;
  return !name.startsWith('__Host-Http-') || httpOnly === true;
}
