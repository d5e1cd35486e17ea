/** What a cached method declares: who may share its answers, for how long they are good, and what they are about. */

import type { Call, Caller } from '@frontage/call';

interface Terms {
  /** `catalog.product`: the name in metrics and `Cache-Status`. One per method of a cache. */
  readonly name: string;
  /** What is held. Methods that give the same Model for the same key may share a kind, and so their entries. Default: the name. */
  readonly kind?: string;
  /** The public word for the part of an answer that this is: what a ledger calls stale. Default: the name. */
  readonly part?: string;
  /** How long an answer is fresh, in milliseconds. Up to a tenth less, so that what was asked together does not expire together. */
  readonly ttlMs: number;
  /** Time after that for which it may be served when the service fails (RFC 5861 §4), in milliseconds. Default 0. */
  readonly staleIfErrorMs?: number;
  /** Time to live of a negative answer, in milliseconds. Default 0: none is kept. */
  readonly negativeTtlMs?: number;
  /** Longest time that a fetch may take, in milliseconds, however long its requests would wait. Default 5,000. */
  readonly fetchBudgetMs?: number;
  /** Raise it when the Model changes its shape: processes of both releases share one Redis. Default 1. */
  readonly shape?: number;
}

/** The answer is the same for everybody: the service is asked as nobody in particular. */
interface PublicTerms extends Terms {
  readonly scope: 'public';
  /** Time after `ttlMs` for which it is served while it is revalidated in the background (RFC 5861 §3), in milliseconds. Default 0. */
  readonly staleWhileRevalidateMs?: number;
}

/** The answer may depend on the caller: it is kept for each apart, and the service is asked on their behalf. */
interface PrivateTerms extends Terms {
  readonly scope: 'private';
  /** What is somebody's own is shown as it is, or as stale; never as fresh when it is not. */
  readonly staleWhileRevalidateMs?: never;
}

/** The terms on which answers are kept. */
export type CacheTerms = PublicTerms | PrivateTerms;

/** One answer per input. */
export type MethodPolicy<Input, Model> = CacheTerms & {
  /**
   * What the answer depends on, beside the caller. Default: all of the input, which is then plain data. Leave out only what cannot
   * change the answer.
   */
  readonly key?: (input: Input) => string;
  /** What the answer is about: `product:p-1`. `model` is undefined when there is no such thing. Default none. */
  readonly tags?: (input: Input, model: Model | undefined, caller: Caller) => readonly string[];
};

/** Many answers per input, one by id. */
export type BatchPolicy<Input, Model> = CacheTerms & {
  /** What the answer for one id is about. `model` is undefined when there is no such thing. Default none. */
  readonly tags?: (id: string, model: Model | undefined, caller: Caller) => readonly string[];
} & (Input extends readonly string[]
    ? { readonly split?: never }
    : {
        /** How to take the ids out of the input, and how to ask for some of them only. */
        readonly split: Split<Input>;
      });

export interface Split<Input> {
  readonly ids: (input: Input) => readonly string[];
  /** The same input with these ids. With none, it is what the answer depends on beside the id. */
  readonly only: (input: Input, ids: readonly string[]) => Input;
}

/** A client method: what upstream offers, and what a cache gives back. */
export type Method<Input, Result> = (input: Input, call: Call) => Promise<Result>;

/** Data as JSON carries it there and back: what an entry may hold, and what a key can be made of. */
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

/** Is anything when `T` is plain data, and something that no method is when it is not: then the wrapping does not compile. */
export type OnlyPlain<T> = T extends Plain<T> ? unknown : { readonly 'is plain data, as JSON can carry it': T };

/** Longest life of an entry: what is good for longer is configuration, and what was invalidated must be remembered for as long. */
export const maxLifetimeMs = 24 * 60 * 60 * 1000;

/** Terms with every default in its place, checked. */
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

/** A name is a token of RFC 9211, and has none of the characters that separate the parts of a key. */
const namePattern = /^[A-Za-z][\w.-]*$/;

/** Throws on terms that cannot be kept: at start-up, when methods are wrapped. */
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
