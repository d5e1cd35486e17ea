/** Cache policy of a method: scope, freshness, keys and tags. */

import type { Call, Caller } from '@frontage/call';

interface Terms {
  /** Name in metrics and `Cache-Status`, such as `catalog.product`. Unique within a cache. */
  readonly name: string;
  /** Kind of entry. Methods that give the same Model for the same key may share a kind, and with it their entries. Default: the name. */
  readonly kind?: string;
  /** Part of the answer, as the ledger names it when it is stale. Default: the name. */
  readonly part?: string;
  /**
   * Time to live of an answer (`max-age`, RFC 9111), in milliseconds. Jitter takes up to a tenth of it, so that entries fetched together do
   * not expire together.
   */
  readonly ttlMs: number;
  /** Stale-if-error (RFC 5861 §4): time after `ttlMs`, in milliseconds. A stale entry is served when the service fails. Default 0. */
  readonly staleIfErrorMs?: number;
  /** Time to live of a negative answer, in milliseconds. Default 0: none is kept. */
  readonly negativeTtlMs?: number;
  /** Longest time that a fetch may take, in milliseconds, whatever the deadlines of its waiters. Default 5,000. */
  readonly fetchBudgetMs?: number;
  /** Version of the Model's shape; raise it when that changes. Processes of two releases share one Redis. Default 1. */
  readonly shape?: number;
}

/** Terms of answers that are the same for all callers. The service is asked anonymously. */
interface PublicTerms extends Terms {
  readonly scope: 'public';
  /**
   * Stale-while-revalidate (RFC 5861 §3): time after `ttlMs`, in milliseconds. A stale entry is served, and fetched anew in the background.
   * Default 0.
   */
  readonly staleWhileRevalidateMs?: number;
}

/** Terms of answers that depend on the caller. Each caller has its own entries, and the service is asked on its behalf. */
interface PrivateTerms extends Terms {
  readonly scope: 'private';
  /** Private data is served fresh, or is named as stale; stale-while-revalidate would serve it unnamed. */
  readonly staleWhileRevalidateMs?: never;
}

/** Terms of a cached method, of either scope. */
export type CacheTerms = PublicTerms | PrivateTerms;

/** Policy of a method with one answer per input. */
export type MethodPolicy<Input, Model> = CacheTerms & {
  /**
   * Key of the input, beside the caller. Default: all of the input, which is then plain data. Leave out only what cannot change the answer.
   */
  readonly key?: (input: Input) => string;
  /** Tags of the answer, such as `product:p-1`. `model` is undefined for a negative answer. Default none. */
  readonly tags?: (input: Input, model: Model | undefined, caller: Caller) => readonly string[];
};

/** Policy of a batch method: many answers per input, one by id. */
export type BatchPolicy<Input, Model> = CacheTerms & {
  /** Tags of the answer for one id. `model` is undefined for a negative answer. Default none. */
  readonly tags?: (id: string, model: Model | undefined, caller: Caller) => readonly string[];
} & (Input extends readonly string[]
    ? { readonly split?: never }
    : {
        /** Splits an input into its ids and the rest. */
        readonly split: Split<Input>;
      });

export interface Split<Input> {
  readonly ids: (input: Input) => readonly string[];
  /** Input with these ids instead. With none, it holds all that the answer depends on beside the id. */
  readonly only: (input: Input, ids: readonly string[]) => Input;
}

/** Client method, before and after caching. */
export type Method<Input, Result> = (input: Input, call: Call) => Promise<Result>;

/** Plain data, which survives JSON: the content of entries and of keys. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends
        | bigint
        | symbol
        | Date
        | RegExp
        | ArrayBufferView
        | ReadonlyMap<unknown, unknown>
        | ReadonlySet<unknown>
        | ((...parameters: never) => unknown)
    ? never
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : never;

/**
 * Type guard for wrapping: `unknown` for plain data. For anything else, a type that no method has, so that the wrapping does not compile.
 */
export type OnlyPlain<T> = T extends Plain<T> ? unknown : { readonly 'is plain data, as JSON can carry it': T };

/**
 * Longest life of an entry, in milliseconds. Invalidations must be remembered for as long; data that is good for longer is configuration.
 */
export const maxLifetimeMs = 24 * 60 * 60 * 1000;

/** Terms after the checks, with all defaults filled in. */
export interface CheckedTerms {
  readonly name: string;
  readonly kind: string;
  readonly part: string;
  readonly isPrivate: boolean;
  readonly ttlMs: number;
  readonly staleWhileRevalidateMs: number;
  readonly staleIfErrorMs: number;
  readonly negativeTtlMs: number;
  readonly fetchBudgetMs: number;
}

/** Names are tokens of RFC 9211. They lack the characters that separate the parts of a key. */
const namePattern = /^[A-Za-z][\w.-]*$/;

/** Checks terms at start-up, when methods are wrapped. Throws a TypeError. */
export function checkTerms(terms: CacheTerms): CheckedTerms {
  const { name, kind = name, part = name, scope, ttlMs, shape = 1 } = terms;
  const { staleIfErrorMs = 0, negativeTtlMs = 0, fetchBudgetMs = 5_000 } = terms;
  const staleWhileRevalidateMs: number = terms.staleWhileRevalidateMs ?? 0;
  const refuse = (why: string): never => {
    throw new TypeError(`The cache policy '${name}' ${why}.`);
  };
  if (![name, kind].every((text) => namePattern.test(text))) refuse('must have a name of letters, digits, . _ and -');
  if (scope === 'private' && staleWhileRevalidateMs > 0) refuse('is private and cannot have staleWhileRevalidateMs');
  if (![ttlMs, fetchBudgetMs].every((ms) => ms > 0)) refuse('needs a ttlMs and a fetchBudgetMs above 0');
  if (![staleWhileRevalidateMs, staleIfErrorMs, negativeTtlMs].every((ms) => ms >= 0)) refuse('has a time below 0');
  if (Math.max(ttlMs + Math.max(staleWhileRevalidateMs, staleIfErrorMs), negativeTtlMs) > maxLifetimeMs)
    refuse('would keep answers for more than a day');
  return {
    name,
    kind: `${kind}@${shape}`,
    part,
    isPrivate: scope === 'private',
    ttlMs,
    staleWhileRevalidateMs,
    staleIfErrorMs,
    negativeTtlMs,
    fetchBudgetMs,
  };
}
