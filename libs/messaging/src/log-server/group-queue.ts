/**
 * Queue of a group: what it has yet to handle, by key, and which member has what.
 *
 * Of a key, one message is handed out at a time; the next one follows when it is done. So order holds over any number of members, which all
 * share in the work, and a key that fails holds up nothing but itself.
 */

/** Message of the log, as its index knows it. */
export interface Stored {
  readonly number: number;
  readonly key: string;
  readonly at: string;
  readonly bytes: number;
  /** Entries of groups that still need it. */
  needs: number;
}

/** Message of this group that is not handled. */
export interface Entry {
  readonly number: number;
  readonly stored: Stored;
  /** Number of members that were lost with it. */
  redeliveries: number;
  /** Next one of its key. */
  next?: Entry | undefined;
}

/** Entries of one key. The first one is ready, or held by a member. */
interface Lane {
  first: Entry;
  last: Entry;
  /** Next lane that is ready. */
  next?: Lane | undefined;
}

export interface Member {
  /** Most entries that it may hold. */
  readonly credit: number;
  /** Receives what is handed to it. */
  readonly onHanded: (entry: Entry) => void;
}

export interface GroupQueue {
  /** Appends an entry. It is handed out by `handOut`. */
  add(entry: Entry): void;
  join(member: Member): void;
  /** Hands nothing more to a member. */
  pause(member: Member): void;
  /** Takes back what a member holds. Of a `lost` one, nobody knows how far it came. */
  leave(member: Member, how: 'left' | 'lost'): void;
  /** Ends an entry that this member holds. Undefined for any other. */
  done(member: Member, entry: number): Entry | undefined;
  /** Hands out what may be, to members in turn. */
  handOut(): void;
  readonly depth: () => number;
  /** Oldest entry. */
  readonly oldest: () => Entry | undefined;
}

export function createGroupQueue(): GroupQueue {
  const lanes = new Map<string, Lane>();
  const holdings = new Map<Member, { readonly held: Map<number, Lane>; isPaused: boolean }>();
  /** Members with credit, the one first that waits longest. */
  const willing = new Set<Member>();
  let ready: { first: Lane; last: Lane } | undefined;
  let depth = 0;

  const makeReady = (lane: Lane): void => {
    lane.next = undefined;
    if (ready) ready.last = ready.last.next = lane;
    else ready = { first: lane, last: lane };
  };
  const nextReady = (): Lane => {
    const { first: lane, last } = ready!;
    ready = lane.next && { first: lane.next, last };
    return lane;
  };
  const give = (member: Member): void => {
    const lane = nextReady();
    const { held } = holdings.get(member)!;
    held.set(lane.first.number, lane);
    // To the end of the line.
    willing.delete(member);
    if (held.size < member.credit) willing.add(member);
    member.onHanded(lane.first);
  };

  return {
    add: (entry) => {
      depth += 1;
      const lane = lanes.get(entry.stored.key);
      if (lane) {
        lane.last = lane.last.next = entry;
        return;
      }
      const fresh = { first: entry, last: entry };
      lanes.set(entry.stored.key, fresh);
      makeReady(fresh);
    },
    join: (member) => {
      holdings.set(member, { held: new Map(), isPaused: false });
      willing.add(member);
    },
    pause: (member) => {
      const holding = holdings.get(member);
      if (holding) holding.isPaused = true;
      willing.delete(member);
    },
    leave: (member, how) => {
      for (const lane of holdings.get(member)?.held.values() ?? []) {
        if (how === 'lost') lane.first.redeliveries += 1;
        makeReady(lane);
      }
      holdings.delete(member);
      willing.delete(member);
    },
    done: (member, number) => {
      const holding = holdings.get(member);
      const lane = holding?.held.get(number);
      if (!holding || !lane) return undefined;
      holding.held.delete(number);
      if (!holding.isPaused) willing.add(member);
      depth -= 1;
      const entry = lane.first;
      if (entry.next) {
        lane.first = entry.next;
        makeReady(lane);
      } else lanes.delete(entry.stored.key);
      return entry;
    },
    handOut: () => {
      while (ready) {
        const [member] = willing;
        if (!member) return;
        give(member);
      }
    },
    depth: () => depth,
    oldest: () => {
      let oldest: Entry | undefined;
      for (const { first } of lanes.values()) if (!oldest || first.number < oldest.number) oldest = first;
      return oldest;
    },
  };
}
