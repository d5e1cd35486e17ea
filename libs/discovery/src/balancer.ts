/** Which endpoint takes the next call: what a resolver knows, a policy's turn, and what became of the calls before. */

import { Failure } from '@frontage/errors';
import type { EjectionOptions, Ticket } from './health.ts';
import { holdLastKnown } from './hold-last-known.ts';
import { MemberSet, type Member } from './member-set.ts';
import { weighted, type BalancingPolicy } from './policies.ts';
import type { Endpoint, Resolver } from './resolver.ts';

/** An endpoint, for one call. Must be released; what is said of it after that is not heard. */
export interface Lease {
  readonly endpoint: Endpoint;
  /** It answered, be the answer liked or not. */
  succeed(): void;
  /** It failed: unreachable, hung up, too late, broken. The first verdict counts. */
  fail(): void;
  /**
   * It refused the connection, so nothing was sent. It is passed over at once, whatever is left of the set, until `readmit`. The first
   * verdict counts.
   */
  refuse(): void;
  /** Nobody is in order: this one is tried because somebody must be. */
  readonly isLastResort: boolean;
  /** The call is over. Without a verdict, nothing is held for or against the endpoint. Safe to call twice. */
  release(): void;
}

/** What happened to a set, for logs and metrics. */
export type BalancerEvent =
  | { readonly kind: 'changed'; readonly added: readonly Endpoint[]; readonly removed: readonly Endpoint[] }
  | { readonly kind: 'ejected'; readonly endpoint: Endpoint; readonly forMs: number }
  /** It refuses connections, and is passed over until it accepts one. */
  | { readonly kind: 'refusing'; readonly endpoint: Endpoint }
  | { readonly kind: 'recovered'; readonly endpoint: Endpoint }
  /** The source stopped answering; told once, until it answers again. */
  | { readonly kind: 'unresolved'; readonly cause: unknown }
  | { readonly kind: 'resolved' };

/** One endpoint as it stands, for people to look at. */
export interface EndpointState {
  readonly endpoint: Endpoint;
  readonly state: 'healthy' | 'refusing' | 'ejected' | 'half-open' | 'draining';
  readonly outstanding: number;
}

export interface BalancerOptions {
  readonly resolver: Resolver;
  /** Default `weighted`, which is round robin where all weights are equal. */
  readonly policy?: BalancingPolicy;
  /** `false` ejects nobody. */
  readonly ejection?: EjectionOptions | false;
  /** How long a good set is kept when the source says that it is empty, in milliseconds. Default 30,000. */
  readonly emptyGraceMs?: number;
  /** An endpoint has left the set and its last lease has been released: its pool can be closed. It may come back as a new one. */
  readonly onRemoved?: (endpoint: Endpoint) => void;
  readonly onEvent?: (event: BalancerEvent) => void;
  /** A clock that never goes backwards, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

export interface Balancer {
  /**
   * The endpoint whose turn it is, and never one of `tried` (ids) while there is another in order: a retry should not meet the same
   * trouble again. When nobody is in order, somebody all the same (`isLastResort`). Throws UNAVAILABLE while nobody is known.
   */
  pick(tried?: ReadonlySet<string>): Lease;
  /** An endpoint that refused connections has been found to accept them. */
  readmit(id: string): void;
  /** Fulfilled once the source has answered or failed for the first time; never rejects. */
  settled(): Promise<void>;
  /** What is known now, for `/readyz` and `/explain`. */
  snapshot(): { readonly endpoints: readonly EndpointState[]; readonly unresolved?: unknown };
  /** Stops watching: everybody leaves, each with `onRemoved` once its leases are released. */
  close(): void;
}

/** Watches a source from now on and balances over what it says. */
export function createBalancer(options: BalancerOptions): Balancer {
  const { policy = weighted, ejection, emptyGraceMs = 30_000, onRemoved, onEvent, now = monotonic } = options;
  const choose = policy.start();
  const members = new MemberSet(ejection === false ? undefined : (ejection ?? {}), (gone) => onRemoved?.(gone));
  const first = Promise.withResolvers<void>();
  let unresolved: { readonly cause: unknown } | undefined;

  const watch = holdLastKnown(options.resolver, emptyGraceMs).watch({
    onEndpoints: (endpoints) => {
      if (unresolved) onEvent?.({ kind: 'resolved' });
      unresolved = undefined;
      const { added, removed } = members.replace(endpoints, now());
      if (added.length + removed.length > 0) onEvent?.({ kind: 'changed', added, removed });
      first.resolve();
    },
    onFailure: (cause) => {
      if (!unresolved) onEvent?.({ kind: 'unresolved', cause });
      unresolved = { cause };
      first.resolve();
    },
  });

  const nobody: ReadonlySet<string> = new Set();
  const inOrder = (tried: ReadonlySet<string>): Member | undefined => {
    const at = now();
    for (const tier of members.tiers) {
      const able = tier.filter(({ endpoint, health }) => health.takes(at) && !tried.has(endpoint.id));
      if (able.length > 0) return choose(able);
    }
    return undefined;
  };
  const anybody = (tried: ReadonlySet<string>): Member | undefined => {
    const known = members.tiers.flat();
    const left = known.filter(({ endpoint }) => !tried.has(endpoint.id));
    if (left.length > 0) return choose(left);
    return known.length > 0 ? choose(known) : undefined;
  };

  const judge: Judge = {
    succeed: (member, ticket) => {
      if (member.health.succeed(ticket, now())) onEvent?.({ kind: 'recovered', endpoint: member.endpoint });
    },
    fail: (member, ticket) => {
      // Who has left was perhaps shut down, which is no fault.
      if (member.isGone) return;
      const forMs = member.health.fail(ticket, now(), members.canSpare(member));
      if (forMs !== undefined) onEvent?.({ kind: 'ejected', endpoint: member.endpoint, forMs });
      // Whoever fails again and again has perhaps moved.
      if (member.health.isFailing) watch.refresh?.();
    },
    refuse: (member) => {
      if (member.isGone) return;
      if (member.health.refuse()) onEvent?.({ kind: 'refusing', endpoint: member.endpoint });
      // It has perhaps moved.
      watch.refresh?.();
    },
    end: (member, ticket) => members.leave(member, ticket),
  };

  return {
    pick: (tried = nobody) => {
      const member = inOrder(tried) ?? (tried.size > 0 ? inOrder(nobody) : undefined);
      if (member) return leaseOf(member, members.enter(member), judge, false);
      const last = anybody(tried);
      if (last) return leaseOf(last, members.enter(last), judge, true);
      throw new Failure('UNAVAILABLE', 'A service cannot be reached.', {
        cause: unresolved?.cause ?? new Error('no endpoint is known'),
      });
    },
    readmit: (id) => {
      const member = members.all.find(({ endpoint }) => endpoint.id === id);
      if (!member?.health.isRefusing) return;
      member.health.readmit(now());
      onEvent?.({ kind: 'recovered', endpoint: member.endpoint });
    },
    settled: () => first.promise,
    snapshot: () => ({
      endpoints: members.all.map((member) => ({
        endpoint: member.endpoint,
        state: stateOf(member, now()),
        outstanding: member.outstanding,
      })),
      ...(unresolved && { unresolved: unresolved.cause }),
    }),
    close: () => {
      watch.close();
      members.replace([], now());
      first.resolve();
    },
  };
}

type End = (member: Member, ticket: Ticket) => void;
interface Judge {
  readonly succeed: End;
  readonly fail: End;
  readonly refuse: End;
  readonly end: End;
}

function leaseOf(member: Member, ticket: Ticket, judge: Judge, isLastResort: boolean): Lease {
  let isJudged = false;
  let isReleased = false;
  const verdict = (say: End) => (): void => {
    if (isJudged || isReleased) return;
    isJudged = true;
    say(member, ticket);
  };
  return {
    endpoint: member.endpoint,
    succeed: verdict(judge.succeed),
    fail: verdict(judge.fail),
    refuse: verdict(judge.refuse),
    isLastResort,
    release: () => {
      if (isReleased) return;
      isReleased = true;
      judge.end(member, ticket);
    },
  };
}

function stateOf({ health, isGone }: Member, now: number): EndpointState['state'] {
  if (isGone) return 'draining';
  if (health.isRefusing) return 'refusing';
  if (health.ejectedUntil === undefined) return 'healthy';
  return now >= health.ejectedUntil ? 'half-open' : 'ejected';
}

const monotonic = (): number => performance.now();
