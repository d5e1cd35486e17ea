/**
 * Login transactions: what we must remember between sending a browser to the provider and its coming back. Each travels sealed in
 * a cookie of its own, so that several tabs can log in at once, any instance can finish what another began, and a flood of
 * logins costs us no memory.
 */

import type { Seal } from '@frontage/sealing';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { readReturnTo } from './return-to.ts';
import { readCookies, type CookieRules } from './session-cookie.ts';

export interface LoginTransaction {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  /** The store's key of the session that this login replaces. The Strict cookie is absent when the provider sends the browser back. */
  readonly replaces: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** It was brought back once, and could not be finished for a reason that passes: its code may be used up, through no fault of its person. */
  readonly wasTried?: true;
}

export interface LoginTransactionOptions {
  readonly seal: Seal;
  readonly now: () => number;
}

export interface LoginTransactions {
  /** Begins one, and forgets those of this browser that are over or too many. */
  begin(
    browser: BrowserCookies,
    login: Pick<LoginTransaction, 'returnTo' | 'replaces'>,
  ): { readonly transaction: LoginTransaction; readonly setCookies: readonly string[] };
  /** The transaction that a callback belongs to, if this browser began it and it is not over. */
  find(browser: BrowserCookies, state: string | null): LoginTransaction | undefined;
  /** Where the login of a state leads back to, though nothing else is known of it any more; undefined if that is not known either. */
  returnTo(state: string | null): string | undefined;
  /** `Set-Cookie` that keeps one for another try, until its time is over. */
  keep(browser: BrowserCookies, transaction: LoginTransaction): string;
  /** `Set-Cookie` that ends one: a callback works once. */
  end(browser: BrowserCookies, transaction: LoginTransaction): string;
}

/** What a browser sent, and the rules for what it keeps. */
export interface BrowserCookies {
  readonly header: string | undefined;
  readonly rules: CookieRules;
}

const lifetimeMs = 10 * 60_000;
/** Tabs that can log in at once. More would make a `Cookie` header that servers refuse. */
const maxOpen = 4;
const statePattern = /^[\w-]{43}(\.[\w-]{1,400})?$/;
/** A way back of so many characters goes with the state, sealed, and so outlives the cookie: the state stays short enough for a URL. */
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

  /** The names of this browser's login cookies that should go. */
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
