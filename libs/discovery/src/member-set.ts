/** The endpoints of one service: those in use, in tiers of equal priority, and those that are draining. */

import { Health, type EjectionOptions, type Ticket } from './health.ts';
import type { Candidate } from './policies.ts';
import type { Endpoint } from './resolver.ts';

export interface Member extends Candidate {
  endpoint: Endpoint;
  outstanding: number;
  /** Has left the set, but still has leases. */
  isGone: boolean;
  readonly health: Health;
}

/** Difference between two sets. */
export interface Change {
  readonly added: readonly Endpoint[];
  readonly removed: readonly Endpoint[];
}

export class MemberSet {
  readonly #members = new Map<string, Member>();
  readonly #ejection: EjectionOptions | undefined;
  readonly #onRemoved: (endpoint: Endpoint) => void;
  #tiers: readonly (readonly Member[])[] = [];

  constructor(ejection: EjectionOptions | undefined, onRemoved: (endpoint: Endpoint) => void) {
    this.#ejection = ejection;
    this.#onRemoved = onRemoved;
  }

  /** Members in use, lowest priority number first. No tier is empty. */
  get tiers(): readonly (readonly Member[])[] {
    return this.#tiers;
  }

  /** All members, draining ones too. */
  get all(): readonly Member[] {
    return [...this.#members.values()];
  }

  /**
   * Replaces the set. A member that stays keeps its health and its turn.
   *
   * A member that leaves is removed after its last lease, unless it comes back before that.
   */
  replace(endpoints: readonly Endpoint[], now: number): Change {
    const next = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    const added: Endpoint[] = [];
    const removed: Endpoint[] = [];
    for (const member of this.all) {
      if (member.isGone || next.has(member.endpoint.id)) continue;
      member.isGone = true;
      removed.push(member.endpoint);
      this.#dropIfIdle(member);
    }
    for (const endpoint of next.values()) {
      const member = this.#members.get(endpoint.id);
      if (!member || member.isGone) added.push(endpoint);
      if (member) Object.assign(member, { endpoint, isGone: false });
      else this.#members.set(endpoint.id, this.#create(endpoint));
    }
    this.#arrange(now);
    return { added, removed };
  }

  /** Takes a lease. */
  enter(member: Member): Ticket {
    member.outstanding += 1;
    return member.health.begin();
  }

  /** Returns a lease. */
  leave(member: Member, ticket: Ticket): void {
    member.outstanding -= 1;
    member.health.end(ticket);
    this.#dropIfIdle(member);
  }

  /**
   * Whether the set can spare this member, which is slow or fails.
   *
   * Half of its tier stays in use: a failure of most of a set has another cause than its members. Two exceptions: the rest of the tier is
   * well, so that the cause is this member; or another tier stands behind it, which may replace it as a whole.
   */
  canSpare(member: Member): boolean {
    const last = this.#tiers.at(-1)!;
    if (!last.includes(member) || ejectedIn(last).length + 1 <= mostEjected(last)) return true;
    return isSucceeding(inUseOf(last).filter((other) => other !== member));
  }

  #create(endpoint: Endpoint): Member {
    // Without ejection, failures are counted and never suffice.
    return { endpoint, outstanding: 0, isGone: false, health: new Health(this.#ejection ?? { failures: Infinity }) };
  }

  #dropIfIdle(member: Member): void {
    if (!member.isGone || member.outstanding > 0) return;
    this.#members.delete(member.endpoint.id);
    this.#onRemoved(member.endpoint);
  }

  #arrange(now: number): void {
    const inUse = this.all.filter(({ isGone }) => !isGone);
    const tiers = Map.groupBy(inUse, ({ endpoint }) => endpoint.priority);
    this.#tiers = [...tiers].toSorted(([a], [b]) => a - b).map(([, members]) => members);
    const last = this.#tiers.at(-1) ?? [];
    if (isSucceeding(inUseOf(last))) return;
    // The set has shrunk, and too many of it are ejected: those with the shortest time left are readmitted now.
    const ejected = ejectedIn(last).toSorted((a, b) => a.health.ejectedUntil! - b.health.ejectedUntil!);
    for (const member of ejected.slice(0, Math.max(0, ejected.length - mostEjected(last)))) member.health.readmit(now);
  }
}

const ejectedIn = (tier: readonly Member[]): Member[] => tier.filter(({ health }) => health.ejectedUntil !== undefined);

/** Members that take calls: neither ejected nor refusing connections. */
const inUseOf = (tier: readonly Member[]): Member[] =>
  tier.filter(({ health }) => health.ejectedUntil === undefined && !health.isRefusing);

/** Whether there are members, and the latest outcome of each was good. */
const isSucceeding = (members: readonly Member[]): boolean =>
  members.length > 0 && members.every(({ health }) => health.isSucceeding);

const mostEjected = (tier: readonly Member[]): number => Math.floor(tier.length / 2);
