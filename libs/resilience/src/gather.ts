/** Composition of one answer from parts that are fetched and fail on their own. */

import { withDeadline, type Call } from '@frontage/call';
import { missing, withFallback } from './with-fallback.ts';

/** Context of a plan: at least the call under which the parts are fetched. */
interface WithCall {
  readonly call: Call;
}

/** Part of an answer. `P` has the values of the parts before it. */
interface Part<C, P> {
  readonly name: string;
  readonly after: readonly string[];
  /** Length of the longest chain of parts that ends with this one. */
  readonly wave: number;
  readonly fetch: (context: C, parts: P) => Promise<unknown>;
  /** Fallback of the part; absent where it is required. */
  readonly fallback?: () => unknown;
}

type With<P, N extends string, V> = P & { readonly [K in N]: V };

/** Plan: the parts of one answer, in the order of declaration. `C` is their context, `P` their values. */
export interface Plan<C extends WithCall, P> {
  readonly parts: readonly Part<C, P>[];
  /** Number of waves that a full answer takes. */
  readonly waves: number;
  /** Adds a required part. Its failure is the answer's failure, and cancels the other parts. */
  required<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, With<P, N, V>>;
  /** Adds an optional part: undefined when it is missing. */
  optional<N extends string, V, A extends keyof P & string = never>(
    name: Exclude<N, keyof P>,
    fetch: (context: C, parts: Pick<P, A>) => Promise<V>,
    after?: readonly A[],
  ): Plan<C, With<P, N, V | undefined>>;
  /** Adds a part that has a fallback. (Stale answers come from the cache.) */
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
    waves: wavesOf(parts),
    required: (name, fetch, after = []) => add({ name, fetch, after }),
    optional: (name, fetch, after = []) => add({ name, fetch, after, fallback: missing }),
    fallback: (name, fallback, fetch, after = []) => add({ name, fetch, after, fallback }),
  };
}

export interface GatherOptions<P> {
  /** Optional parts that this answer does not show, and on which no other part depends. They are not fetched, and not missed. */
  readonly omit?: readonly (keyof P & string)[];
}

/**
 * Fetches all parts of a plan, each when the parts it depends on are there. Missing parts and fallbacks are named in the call's ledger
 * (`withFallback`). Throws the failure of the first required part that fails. The others are cancelled then, and all are when the call is
 * over. An optional part leaves the waves behind it their share of the time: half of it when one wave follows.
 */
export async function gather<C extends WithCall, P>(
  plan: Plan<C, P>,
  context: C,
  { omit = [] }: GatherOptions<P> = {},
): Promise<P> {
  // Fast path: most answers show every part.
  const isWhole = omit.length === 0;
  const parts = isWhole ? plan.parts : plan.parts.filter(({ name }) => !(omit as readonly string[]).includes(name));
  const { ledger } = context.call;
  const deadline = context.call.deadline.child();
  const inner = { ...context, call: withDeadline(context.call, deadline) };
  ledger.waves += isWhole ? plan.waves : wavesOf(parts);
  const values: Record<string, unknown> = {};
  // By its type, a part sees only parts it depends on. They are there by then.
  const given = values as P;
  const running = new Map<string, Promise<void>>();
  for (const part of parts) running.set(part.name, settle(part));
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
    const following = wavesAfter(part, parts);
    if (following === 0) return part.fetch(inner, given);
    const share = deadline.child({ maxMs: deadline.remainingMs / (1 + following) });
    try {
      return await part.fetch({ ...inner, call: withDeadline(inner.call, share) }, given);
    } finally {
      share.close();
    }
  }
}

const wavesOf = (parts: readonly { readonly wave: number }[]): number => Math.max(0, ...parts.map(({ wave }) => wave));

/** Length of the longest chain of parts that depend on this one. */
const wavesAfter = <C, P>({ name }: Part<C, P>, parts: readonly Part<C, P>[]): number =>
  Math.max(0, ...parts.filter(({ after }) => after.includes(name)).map((next) => 1 + wavesAfter(next, parts)));
