/**
 * Login transactions: state kept between the redirect to the provider and its callback. Each travels sealed in a cookie of its own, so that
 * several tabs can log in at once, any instance can finish a login that another began, and a flood of logins costs no memory.
 */

import type { Seal } from '@frontage/sealing';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { readReturnTo } from './return-to.ts';
import { readCookies } from './host-cookie.ts';
import type { CookieRules } from './session-cookie.ts';

export interface LoginTransaction {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  /** Store key of the session that this login replaces. The callback does not bring the Strict cookie. */
  readonly replaces: string | undefined;
  /** Expiry, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** A first callback failed for a reason that passes (UNAVAILABLE). Its code may be used up, without a mistake of the person. */
  readonly wasTried?: true;
}

export interface LoginTransactionOptions {
  readonly seal: Seal;
  readonly now: () => number;
}

export interface LoginTransactions {
  /** Begins a transaction, and drops this browser's expired and superfluous ones. */
  begin(
    browser: BrowserCookies,
    login: Pick<LoginTransaction, 'returnTo' | 'replaces'>,
  ): { readonly transaction: LoginTransaction; readonly setCookies: readonly string[] };
  /** Transaction of a callback, if this browser began it and it has not expired. */
  find(browser: BrowserCookies, state: string | null): LoginTransaction | undefined;
  /** Return path sealed in a state, which outlives the transaction; undefined if there is none. */
  returnTo(state: string | null): string | undefined;
  /** `Set-Cookie` that keeps a transaction for another try, until its expiry. */
  keep(browser: BrowserCookies, transaction: LoginTransaction): string;
  /** `Set-Cookie` that ends a transaction: a callback works once. */
  end(browser: BrowserCookies, transaction: LoginTransaction): string;
}

/** Cookies of a browser, and the rules for those that it is sent. */
export interface BrowserCookies {
  readonly header: string | undefined;
  readonly rules: CookieRules;
}

const lifetimeMs = 10 * 60_000;
/** Most logins open at once in one browser. More would make the `Cookie` header too long for servers. */
const maxOpen = 4;
const statePattern = /^[\w-]{43}(\.[\w-]{1,400})?$/;
/**
 * Longest return path carried in the state, in characters. It is sealed and outlives the cookie; the limit keeps the state short enough for
 * a URL.
 */
const maxCarried = 200;

export function createLoginTransactions({ seal, now }: LoginTransactionOptions): LoginTransactions {
  const nameOf = ({ rules }: BrowserCookies, state: string): string => rules.loginPrefix + state.slice(0, 12);
  const place = (random: string): string => `way back of ${random}`;

  function cookieOf(browser: BrowserCookies, transaction: LoginTransaction): string {
    const name = nameOf(browser, transaction.state);
    const lifeS = Math.ceil((transaction.expiresAt - now()) / 1_000);
    return browser.rules.login(name, seal.seal(JSON.stringify(transaction), name), lifeS);
  }

  function open(name: string, value: string | undefined): LoginTransaction | undefined {
    const text = value === undefined ? undefined : seal.open(value, name);
    if (text === undefined) return undefined;
    const transaction = JSON.parse(text) as LoginTransaction;
    return now() < transaction.expiresAt ? transaction : undefined;
  }

  /** Names of this browser's login cookies that are expired or beyond `maxOpen`. */
  function superfluous({ header, rules }: BrowserCookies): string[] {
    const held = Object.entries(readCookies(header))
      .filter(([name]) => name.startsWith(rules.loginPrefix))
      .map(([name, value]) => ({ name, expiresAt: open(name, value)?.expiresAt ?? 0 }))
      .sort((a, b) => b.expiresAt - a.expiresAt);
    return held.filter(({ expiresAt }, index) => expiresAt === 0 || index >= maxOpen - 1).map(({ name }) => name);
  }

  return {
    begin: (browser, login) => {
      const random = randomState();
      const carried = login.returnTo !== '/' && login.returnTo.length <= maxCarried;
      const transaction: LoginTransaction = {
        ...login,
        state: carried ? `${random}.${seal.seal(login.returnTo, place(random))}` : random,
        nonce: randomNonce(),
        codeVerifier: randomPKCECodeVerifier(),
        expiresAt: now() + lifetimeMs,
      };
      return {
        transaction,
        setCookies: [...superfluous(browser).map(browser.rules.clearLogin), cookieOf(browser, transaction)],
      };
    },
    find: (browser, state) => {
      if (state === null || !statePattern.test(state)) return undefined;
      const name = nameOf(browser, state);
      const transaction = open(name, readCookies(browser.header)[name]);
      return transaction?.state === state ? transaction : undefined;
    },
    returnTo: (state) => {
      const [random = '', sealed] = state !== null && statePattern.test(state) ? state.split('.') : [];
      const text = sealed === undefined ? undefined : seal.open(sealed, place(random));
      return text === undefined ? undefined : readReturnTo(text);
    },
    keep: (browser, transaction) => cookieOf(browser, { ...transaction, wasTried: true }),
    end: (browser, { state }) => browser.rules.clearLogin(nameOf(browser, state)),
  };
}
