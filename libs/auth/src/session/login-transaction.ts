/**
 * Login transactions: what we must remember between sending a browser to the provider and its coming back. Each travels sealed in
 * a cookie of its own, so that several tabs can log in at once, any instance can finish what another began, and a flood of
 * logins costs us no memory.
 */

import type { Seal } from '@frontage/sealing';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
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
  readonly cookies: CookieRules;
  readonly now: () => number;
}

export interface LoginTransactions {
  /** Begins one, and forgets those of this browser that are over or too many. */
  begin(
    cookieHeader: string | undefined,
    login: Pick<LoginTransaction, 'returnTo' | 'replaces'>,
  ): { readonly transaction: LoginTransaction; readonly setCookies: readonly string[] };
  /** The transaction that a callback belongs to, if this browser began it and it is not over. */
  find(cookieHeader: string | undefined, state: string | null): LoginTransaction | undefined;
  /** `Set-Cookie` that keeps one for another try, until its time is over. */
  keep(transaction: LoginTransaction): string;
  /** `Set-Cookie` that ends one: a callback works once. */
  end(transaction: LoginTransaction): string;
}

const lifetimeMs = 10 * 60_000;
/** Tabs that can log in at once. More would make a `Cookie` header that servers refuse. */
const maxOpen = 4;
const statePattern = /^[\w-]{43}$/;

export function createLoginTransactions({ seal, cookies, now }: LoginTransactionOptions): LoginTransactions {
  const nameOf = (state: string): string => cookies.loginPrefix + state.slice(0, 12);

  function cookieOf(transaction: LoginTransaction): string {
    const name = nameOf(transaction.state);
    const lifeS = Math.ceil((transaction.expiresAt - now()) / 1_000);
    return cookies.login(name, seal.seal(JSON.stringify(transaction), name), lifeS);
  }

  function open(name: string, value: string | undefined): LoginTransaction | undefined {
    const text = value === undefined ? undefined : seal.open(value, name);
    if (text === undefined) return undefined;
    const transaction = JSON.parse(text) as LoginTransaction;
    return now() < transaction.expiresAt ? transaction : undefined;
  }

  /** The names of this browser's login cookies that should go. */
  function superfluous(cookieHeader: string | undefined): string[] {
    const held = Object.entries(readCookies(cookieHeader))
      .filter(([name]) => name.startsWith(cookies.loginPrefix))
      .map(([name, value]) => ({ name, expiresAt: open(name, value)?.expiresAt ?? 0 }))
      .sort((a, b) => b.expiresAt - a.expiresAt);
    return held.filter(({ expiresAt }, index) => expiresAt === 0 || index >= maxOpen - 1).map(({ name }) => name);
  }

  return {
    begin: (cookieHeader, login) => {
      const transaction: LoginTransaction = {
        ...login,
        state: randomState(),
        nonce: randomNonce(),
        codeVerifier: randomPKCECodeVerifier(),
        expiresAt: now() + lifetimeMs,
      };
      return { transaction, setCookies: [...superfluous(cookieHeader).map(cookies.clearLogin), cookieOf(transaction)] };
    },
    find: (cookieHeader, state) => {
      if (state === null || !statePattern.test(state)) return undefined;
      const name = nameOf(state);
      const transaction = open(name, readCookies(cookieHeader)[name]);
      return transaction?.state === state ? transaction : undefined;
    },
    keep: (transaction) => cookieOf({ ...transaction, wasTried: true }),
    end: ({ state }) => cookies.clearLogin(nameOf(state)),
  };
}
