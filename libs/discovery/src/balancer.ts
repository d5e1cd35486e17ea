/** Load balancer: chooses the endpoint of the next call by policy, priority and outlier ejection. */

import { Failure } from '@frontage/errors';
import type { EjectionOptions, Ticket } from './health.ts';
import { holdLastKnown } from './hold-last-known.ts';
import { MemberSet, type Member } from './member-set.ts';
import { weighted, type BalancingPolicy } from './policies.ts';
import type { Endpoint, Resolver } from './resolver.ts';

/** One endpoint, held for one call. Must be released; outcomes reported after that are ignored. */
export interface Lease {
  readonly endpoint: Endpoint;
  /** Reports an answer, whatever its content. */
  succeed(): void;
  /** Reports a failure: unreachable, closed, too late or broken. Only the first report counts. */
  fail(): void;
  /**
   * Reports a refused connection: nothing was sent. Only the first report counts.
   *
   * The endpoint is skipped at once, however few are left, until `readmit`.
   */
  refuse(): void;
  /** No endpoint is in order, and this one is tried because one has to be. */
  readonly isLastResort: boolean;
  /** Ends the call. Without a report before it, the endpoint's health stays as it is. Safe to call twice. */
  release(): void;
}

/** Changes of a set, for logs and metrics. */
export type BalancerEvent =
  | { readonly kind: 'changed'; readonly added: readonly Endpoint[]; readonly removed: readonly Endpoint[] }
  | { readonly kind: 'ejected'; readonly endpoint: Endpoint; readonly forMs: number }
  /** The endpoint refuses connections, and is skipped until it accepts one. */
  | { readonly kind: 'refusing'; readonly endpoint: Endpoint }
  | { readonly kind: 'recovered'; readonly endpoint: Endpoint }
  /** The source stopped answering. Emitted once, until it answers again. */
  | { readonly kind: 'unresolved'; readonly cause: unknown }
  | { readonly kind: 'resolved' };

/** State of one endpoint, for diagnostics. */
export interface EndpointState {
  readonly endpoint: Endpoint;
  readonly state: 'healthy' | 'refusing' | 'ejected' | 'half-open' | 'draining';
  readonly outstanding: number;
}

export interface BalancerOptions {
  readonly resolver: Resolver;
  /** Default `weighted`, which is round robin where all weights are equal. */
  readonly policy?: BalancingPolicy;
  /** Outlier ejection; `false` turns it off. */
  readonly ejection?: EjectionOptions | false;
  /** Grace time of a set after an empty answer, in milliseconds. Default 30,000. */
  readonly emptyGraceMs?: number;
  /**
   * Called when an endpoint has left the set and its last lease is released: its pool can be closed.
   *
   * The endpoint may come back later, as a new one.
   */
  readonly onRemoved?: (endpoint: Endpoint) => void;
  readonly onEvent?: (event: BalancerEvent) => void;
  /** Monotonic clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

export interface Balancer {
  /**
   * Leases the next endpoint; one of `tried` (ids) only when no other is in order, since a retry should avoid the same fault.
   *
   * When none is in order, one is leased all the same (`isLastResort`). Throws UNAVAILABLE while none is known.
   */
  pick(tried?: ReadonlySet<string>): Lease;
  /** Ends the refusal of an endpoint that accepts connections again. */
  readmit(id: string): void;
  /** Resolves once the source has answered or failed for the first time; never rejects. */
  settled(): Promise<void>;
  /** Current endpoints, for `/readyz` and `/explain`. */
  snapshot(): { readonly endpoints: readonly EndpointState[]; readonly unresolved?: unknown };
  /** Stops watching. All endpoints leave, each with `onRemoved` once its leases are released. */
  close(): void;
}

/** Watches the source from now on, and balances over its endpoints. */
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

  const none: ReadonlySet<string> = new Set();
  const inOrder = (tried: ReadonlySet<string>): Member | undefined => {
    const at = now();
    for (const tier of members.tiers) {
      const able = tier.filter(({ endpoint, health }) => health.takes(at) && !tried.has(endpoint.id));
      if (able.length > 0) return choose(able);
    }
    return undefined;
  };
  const lastResort = (tried: ReadonlySet<string>): Member | undefined => {
    const known = members.tiers.flat();
    const left = known.filter(({ endpoint }) => !tried.has(endpoint.id));
    if (left.length > 0) return choose(left);
    return known.length > 0 ? choose(known) : undefined;
  };

  const reports: Reports = {
    succeed: (member, ticket) => {
      if (member.health.succeed(ticket, now())) onEvent?.({ kind: 'recovered', endpoint: member.endpoint });
    },
    fail: (member, ticket) => {
      // A member that has left was perhaps shut down, which is no fault.
      if (member.isGone) return;
      const forMs = member.health.fail(ticket, now(), members.canSpare(member));
      if (forMs !== undefined) onEvent?.({ kind: 'ejected', endpoint: member.endpoint, forMs });
      // An endpoint that keeps failing has perhaps moved: the source is asked again.
      if (member.health.isFailing) watch.refresh?.();
    },
    refuse: (member) => {
      if (member.isGone) return;
      if (member.health.refuse()) onEvent?.({ kind: 'refusing', endpoint: member.endpoint });
      // A refusing endpoint has perhaps moved.
      watch.refresh?.();
    },
    end: (member, ticket) => members.leave(member, ticket),
  };

  return {
    pick: (tried = none) => {
      const member = inOrder(tried) ?? (tried.size > 0 ? inOrder(none) : undefined);
      if (member) return leaseOf(member, members.enter(member), reports, false);
      const last = lastResort(tried);
      if (last) return leaseOf(last, members.enter(last), reports, true);
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

type Report = (member: Member, ticket: Ticket) => void;
interface Reports {
  readonly succeed: Report;
  readonly fail: Report;
  readonly refuse: Report;
  readonly end: Report;
}

function leaseOf(member: Member, ticket: Ticket, reports: Reports, isLastResort: boolean): Lease {
  let isReported = false;
  let isReleased = false;
  const once = (report: Report) => (): void => {
    if (isReported || isReleased) return;
    isReported = true;
    report(member, ticket);
  };
  return {
    endpoint: member.endpoint,
    succeed: once(reports.succeed),
    fail: once(reports.fail),
    refuse: once(reports.refuse),
    isLastResort,
    release: () => {
      if (isReleased) return;
      isReleased = true;
      reports.end(member, ticket);
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
