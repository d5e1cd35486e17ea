/** The endpoints of one service as a balancer sees them: those in use, in tiers of equal priority, and those that are leaving. */

import { Health, type EjectionOptions, type Ticket } from './health.ts';
import type { Candidate } from './policies.ts';
import type { Endpoint } from './resolver.ts';

export interface Member extends Candidate {
  endpoint: Endpoint;
  outstanding: number;
  /** No longer in the set, but still with leases out. */
  isGone: boolean;
  readonly health: Health;
}

/** What a new set changed. */
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

  /** Every member, those that are leaving too. */
  get all(): readonly Member[] {
    return [...this.#members.values()];
  }

  /** Takes a whole new set. Who stays keeps health and turn; who goes is let go after its last lease; who comes back in time stays. */
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

  /** Gives a lease back. */
  leave(member: Member, ticket: Ticket): void {
    member.outstanding -= 1;
    member.health.end(ticket);
    this.#dropIfIdle(member);
  }

  /**
   * Whether the set can spare this member, which is slow or fails: half of its tier stays in use, since a failure that befalls most of a
   * set is not theirs. Unless what would be left is well: then the failure is not everybody's. A tier that has another behind it may go
   * as a whole: that is what the one behind is for.
   */
  canSpare(member: Member): boolean {
    const last = this.#tiers.at(-1)!;
    if (!last.includes(member) || ejectedIn(last).length + 1 <= mostEjected(last)) return true;
    return isWell(inUseOf(last).filter((other) => other !== member));
  }

  #create(endpoint: Endpoint): Member {
    // Without ejection failures are counted, and never enough.
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
    if (isWell(inUseOf(last))) return;
    // The set has shrunk under its ejections: those that would be back first are taken back now.
    const ejected = ejectedIn(last).toSorted((a, b) => a.health.ejectedUntil! - b.health.ejectedUntil!);
    for (const member of ejected.slice(0, Math.max(0, ejected.length - mostEjected(last)))) member.health.readmit(now);
  }
}

const ejectedIn = (tier: readonly Member[]): Member[] => tier.filter(({ health }) => health.ejectedUntil !== undefined);

/** Those that take calls: neither ejected nor refusing connections. */
const inUseOf = (tier: readonly Member[]): Member[] =>
  tier.filter(({ health }) => health.ejectedUntil === undefined && !health.isRefusing);

/** Somebody is there, and the latest that was heard of each was good. */
const isWell = (members: readonly Member[]): boolean =>
  members.length > 0 && members.every(({ health }) => health.isWell);

const mostEjected = (tier: readonly Member[]): number => Math.floor(tier.length / 2);
