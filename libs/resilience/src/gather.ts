/** gather: one answer made of parts that come from different places and fail on their own. */

import { withDeadline, type Call } from '@frontage/call';
import { missing, withFallback } from './with-fallback.ts';

/** What every context has: the call under which the parts are fetched. */
interface WithCall {
  readonly call: Call;
}

/** One part. `P` has the values of the parts before it. */
interface Part<C, P> {
  readonly name: string;
  readonly after: readonly string[];
  /** The longest chain of parts up to and including this one. */
  readonly wave: number;
  readonly fetch: (context: C, parts: P) => Promise<unknown>;
  /** Absent of a part that is required. */
  readonly fallback?: () => unknown;
}

type With<P, N extends string, V> = P & { readonly [K in N]: V };

/** The parts of one answer, in the order of declaration. `C` is what they are made from, `P` what they give. */
export interface Plan<C extends WithCall, P> {
  readonly parts: readonly Part<C, P>[];
  /** Sequential steps of upstream calls that a full answer takes. */
  readonly waves: number;
  /** Adds a part without which there is no answer: its failure is the answer's, and stops the rest. */
  required<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, With<P, N, V>>;
  /** Adds a part that may be missing (undefined). */
  optional<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, With<P, N, V | undefined>>;
  /** Adds a part that has a fallback. (Stale answers of services are the cache's to give.) */
  fallback<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fallback: () => V,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, With<P, N, V>>;
}

/**
 * Begins a plan. A plan is a value, made once at start-up: its waves and its required parts are known before the first request.
 *
 *     const page = plan<{ id: string; deps: Deps; call: Call }>()
 *       .required('product', ({ deps, id, call }) => deps.catalog.product(id, call))
 *       .optional('reviews', ({ deps, id, call }) => deps.reviews.summary(id, call))
 *       .fallback('picks', () => [], ({ deps, call }) => deps.picks.popular(call));
 *     const { product, reviews, picks } = await gather(page, { id, deps, call });
 */
export const plan = <C extends WithCall>(): Plan<C, unknown> => extend<C, unknown>([]);

function extend<C extends WithCall, P>(parts: readonly Part<C, P>[]): Plan<C, P> {
  function add<N extends string, V>(part: Omit<Part<C, P>, 'wave'>): Plan<C, With<P, N, V>> {
    const wave = 1 + Math.max(0, ...part.after.map((other) => parts.find(({ name }) => name === other)?.wave ?? 0));
    return extend<C, With<P, N, V>>([...parts, { ...part, wave }]);
  }
  return {
    parts,
    waves: Math.max(0, ...parts.map(({ wave }) => wave)),
    required: (name, fetch, after = []) => add({ name, fetch, after }),
    optional: (name, fetch, after = []) => add({ name, fetch, after, fallback: missing }),
    fallback: (name, fallback, fetch, after = []) => add({ name, fetch, after, fallback }),
  };
}

/**
 * Fetches all parts, each as soon as those it comes after are there. A part that is missing or has a fallback is named in the call's
 * ledger (`withFallback`). Throws the failure of the first required part that fails; the others are then cancelled, as are all when the
 * call itself is over. A part that may be missing leaves those that wait for it their share of the time: half of it when one wave
 * follows.
 */
export async function gather<C extends WithCall, P>(plan: Plan<C, P>, context: C): Promise<P> {
  const { ledger } = context.call;
  const deadline = context.call.deadline.child();
  const inner = { ...context, call: withDeadline(context.call, deadline) };
  ledger.waves += plan.waves;
  const values: Record<string, unknown> = {};
  // The types let a part see those alone that it comes after, and they are there by then.
  const given = values as P;
  const running = new Map<string, Promise<void>>();
  for (const part of plan.parts) running.set(part.name, settle(part));
  try {
    await Promise.all(running.values());
    return given;
  } catch (error) {
    deadline.cancel();
    throw error;
  } finally {
    deadline.close();
  }

  async function settle(part: Part<C, P>): Promise<void> {
    const { name, after, fallback } = part;
    if (after.length > 0) await Promise.all(after.map((other) => running.get(other)));
    values[name] = fallback
      ? await withFallback(name, inner.call, () => fetchInTime(part), fallback)
      : await part.fetch(inner, given);
  }

  async function fetchInTime(part: Part<C, P>): Promise<unknown> {
    const following = wavesAfter(part, plan.parts);
    if (following === 0) return part.fetch(inner, given);
    const share = deadline.child({ maxMs: deadline.remainingMs / (1 + following) });
    try {
      return await part.fetch({ ...inner, call: withDeadline(inner.call, share) }, given);
    } finally {
      share.close();
    }
  }
}

/** The longest chain of parts that wait for this one. */
const wavesAfter = <C, P>({ name }: Part<C, P>, parts: readonly Part<C, P>[]): number =>
  Math.max(0, ...parts.filter(({ after }) => after.includes(name)).map((next) => 1 + wavesAfter(next, parts)));
