/** Cookies of a browser: one names its session, others carry unfinished logins. */

import { stringifySetCookie } from 'cookie';
import { byBrowser, type HostCookieOptions, type HostCookieRules } from './host-cookie.ts';

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

/** Cookie rules of one BFF. */
export const cookieRulesFor = (options: HostCookieOptions): CookieRulesFor => byBrowser(options, cookieRules);

function cookieRules({ prefix, attributes }: HostCookieRules): CookieRules {
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
