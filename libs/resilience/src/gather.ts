/** gather: one answer made of parts that come from different places and fail on their own. */

import { withDeadline, type Call } from '@frontage/call';
import { isFailure, toFailure, type Failure } from '@frontage/errors';

type Importance = 'required' | 'optional' | 'fallback';

interface Part {
  readonly name: string;
  readonly importance: Importance;
  readonly after: readonly string[];
  /** The longest chain of parts up to and including this one. */
  readonly wave: number;
  readonly fetch: (context: never, parts: never) => Promise<unknown>;
  readonly standIn: StandIn | undefined;
}

type StandIn = (() => unknown) | { readonly stale: (context: never, parts: never) => unknown };

/** What every context has: the call under which the parts are fetched. */
interface WithCall {
  readonly call: Call;
}

/** A stand-in that is the last good value of the part; undefined when there is none. Asked for under the same call. */
export interface Stale<C, P, V> {
  readonly stale: (context: C, parts: P) => V | undefined | Promise<V | undefined>;
}

/** The parts of one answer, in the order of declaration. `C` is what they are made from, `P` what they give. */
export interface Plan<C extends WithCall, P> {
  readonly parts: readonly Part[];
  /** Sequential steps of upstream calls that a full answer takes. */
  readonly waves: number;
  /** Adds a part without which there is no answer: its failure is the answer's, and stops the rest. */
  required<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, P & { readonly [K in N]: V }>;
  /** Adds a part that may be missing (undefined). */
  optional<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, P & { readonly [K in N]: V | undefined }>;
  /** Adds a part that has a stand-in, always the same. */
  fallback<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    standIn: () => V,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, P & { readonly [K in N]: V }>;
  /**
   * Adds a part whose last good value stands in while its service is down or broken (5xx). What a service answers holds: a part that
   * is forbidden or gone is missing (undefined), as is one that was never good.
   */
  fallback<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    standIn: Stale<C, Pick<P, A>, V>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, P & { readonly [K in N]: V | undefined }>;
}

/**
 * Begins a plan. A plan is a value, made once at start-up: its waves and its required parts are known before the first request.
 *
 *     const page = plan<{ id: string; deps: Deps; call: Call }>()
 *       .required('product', ({ deps, id, call }) => deps.catalog.product(id, call))
 *       .optional('reviews', ({ deps, id, call }) => deps.reviews.summary(id, call))
 *       .fallback('picks', { stale: ({ deps }) => deps.lastPicks() }, ({ deps, call }) => deps.picks.popular(call));
 *     const { product, reviews, picks } = await gather(page, { id, deps, call });
 */
export const plan = <C extends WithCall>(): Plan<C, unknown> => extend<C, unknown>([]);

function extend<C extends WithCall, P>(parts: readonly Part[]): Plan<C, P> {
  const add = (
    importance: Importance,
    name: string,
    fetch: Part['fetch'],
    after: readonly string[] = [],
    standIn?: StandIn,
  ): never => {
    const wave = 1 + Math.max(0, ...after.map((other) => parts.find((part) => part.name === other)?.wave ?? 0));
    return extend([...parts, { name, importance, after, wave, fetch, standIn }]) as never;
  };
  return {
    parts,
    waves: Math.max(0, ...parts.map((part) => part.wave)),
    required: (name, fetch, after) => add('required', name, fetch as Part['fetch'], after),
    optional: (name, fetch, after) => add('optional', name, fetch as Part['fetch'], after),
    fallback: (name: string, standIn: StandIn, fetch: unknown, after?: readonly string[]) =>
      add('fallback', name, fetch as Part['fetch'], after, standIn),
  };
}

/**
 * Fetches all parts, each as soon as those it comes after are there. A part that is missing or has a stand-in is named in the call's
 * ledger, which the edge turns into `degraded`; a stale one is named there as stale too. Throws the failure of the first required
 * part that fails; the others are then cancelled, as are all when the call itself is over. A part that may be missing leaves those
 * that wait for it their share of the time: half of it when one wave follows.
 */
export async function gather<C extends WithCall, P>(plan: Plan<C, P>, context: C): Promise<P> {
  const { ledger } = context.call;
  const deadline = context.call.deadline.child();
  const inner = { ...context, call: withDeadline(context.call, deadline) };
  ledger.waves += plan.waves;
  const values: Record<string, unknown> = {};
  const running = new Map<string, Promise<void>>();
  for (const part of plan.parts) running.set(part.name, settle(part));
  try {
    await Promise.all(running.values());
    return values as P;
  } catch (error) {
    deadline.cancel();
    throw error;
  } finally {
    deadline.close();
  }

  async function settle(part: Part): Promise<void> {
    if (part.after.length > 0) await Promise.all(part.after.map((name) => running.get(name)));
    try {
      values[part.name] = await fetchInTime(part);
    } catch (error) {
      if (part.importance === 'required') throw error;
      // Cancelled work has nobody left to degrade for; running out of time still leaves the reserve to answer in.
      if (isFailure(error) && error.code === 'CANCELLED') throw error;
      const failure = toFailure(error);
      ledger.degrade(part.name, failure);
      values[part.name] = await standInFor(part, failure);
    }
  }

  async function fetchInTime(part: Part): Promise<unknown> {
    const following = part.importance === 'required' ? 0 : wavesAfter(part, plan.parts);
    if (following === 0) return part.fetch(inner as never, values as never);
    const share = deadline.child({ maxMs: deadline.remainingMs / (1 + following) });
    try {
      return await part.fetch({ ...inner, call: withDeadline(inner.call, share) } as never, values as never);
    } finally {
      share.close();
    }
  }

  async function standInFor({ name, standIn }: Part, failure: Failure): Promise<unknown> {
    if (standIn === undefined || typeof standIn === 'function') return standIn?.();
    if (failure.status < 500) return undefined;
    try {
      const value = await standIn.stale(inner as never, values as never);
      if (value !== undefined) ledger.stale(name, failure);
      return value;
    } catch (error) {
      if (isFailure(error) && error.code === 'CANCELLED') throw error;
      // The part is named as degraded already, with the cause that matters more.
      return undefined;
    }
  }
}

/** The longest chain of parts that wait for this one. */
const wavesAfter = ({ name }: Part, parts: readonly Part[]): number =>
  Math.max(0, ...parts.filter(({ after }) => after.includes(name)).map((next) => 1 + wavesAfter(next, parts)));
