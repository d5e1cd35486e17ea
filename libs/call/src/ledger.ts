/** Ledger: what one piece of work has cost and what it had to leave out. */

import type { CacheUse } from './cache-status.ts';

/** Bounds what one piece of work may ask for. */
export interface CallFence {
  /** A call is about to begin. Throws when it is one too many. */
  passCall(): void;
}

/**
 * One per request, shared by everything that works for it. Upstream counts calls and bytes; `gather` counts waves and names what
 * is missing; caches say what they gave; the edge reads it for `Frontage-Budget`, `Frontage-Degraded`, `Cache-Status` and the log line.
 */
export class Ledger {
  /** Upstream calls made. */
  calls = 0;
  /** Bytes received from services, decoded. */
  bytes = 0;
  /** The longest chain of sequential upstream calls. */
  waves = 0;
  /**
   * For whom it is: this one, or the one on whose behalf a fetch that several share was begun. Requests are told apart by it where
   * they wait for the same thing; see `askers`.
   */
  readonly origin: Ledger;
  #joiners: Set<Ledger> | undefined;
  #onJoin: Set<(asker: Ledger) => void> | undefined;
  /**
   * Answers that a service had given before, for the same Idempotency-Key, and gave again. One that got lost on its way to us and was asked
   * for again by ourselves is among them: nobody can tell it from one that got lost further on.
   */
  replays = 0;
  /** Asked before each call. Default nobody: as many as the code makes. */
  fence: CallFence | undefined;
  readonly #degraded = new Map<string, unknown>();
  readonly #stale = new Map<string, unknown>();
  readonly #cacheUses: CacheUse[] = [];
  #kept: Map<object, unknown> | undefined;

  /** `begunBy`: the ledger of whoever begins a fetch for all who want the same. It pays its own calls; see `takeCosts`. */
  constructor(begunBy?: Ledger) {
    this.origin = begunBy?.origin ?? this;
  }

  /** Everybody who waits for this fetch by now, whoever began it first. */
  get askers(): readonly Ledger[] {
    return this.#joiners ? [this.origin, ...this.#joiners] : [this.origin];
  }

  /** Somebody else waits for this fetch from now on. */
  joinedBy({ origin }: Ledger): void {
    if (origin === this.origin || this.#joiners?.has(origin)) return;
    (this.#joiners ??= new Set()).add(origin);
    for (const listener of this.#onJoin ?? []) listener(origin);
  }

  /** Tells of everybody who joins from now on; gives what ends that. */
  onJoin(listener: (asker: Ledger) => void): () => void {
    const listeners = (this.#onJoin ??= new Set());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Says that a call begins: before whatever is done for it. Throws what the fence throws. */
  beginCall(): void {
    this.fence?.passCall();
  }

  /** Notes that a part is missing or stale, and why. The first cause wins. */
  degrade(part: string, cause: unknown): void {
    if (!this.#degraded.has(part)) this.#degraded.set(part, cause);
  }

  /** The names of missing or stale parts, in order of appearance. */
  get degraded(): readonly string[] {
    return [...this.#degraded.keys()];
  }

  /** The same, with the cause of each. */
  get degradations(): ReadonlyMap<string, unknown> {
    return this.#degraded;
  }

  /** Notes that a part is there, but older than it should be, because a fresh one could not be had; and why, if that is known. */
  stale(part: string, cause?: unknown): void {
    if (!this.#stale.has(part)) this.#stale.set(part, cause);
  }

  /** The names of the parts that are older than they should be, in order of appearance. */
  get staleParts(): readonly string[] {
    return [...this.#stale.keys()];
  }

  /** The same, with the cause of each. */
  get staleness(): ReadonlyMap<string, unknown> {
    return this.#stale;
  }

  /** Notes what a cache did for one call. */
  noteCache(use: CacheUse): void {
    this.#cacheUses.push(use);
  }

  /** What caches did, in order of appearance; `formatCacheStatus` makes a header of it. */
  get cacheUses(): readonly CacheUse[] {
    return this.#cacheUses;
  }

  /**
   * The value that a module keeps for this piece of work under a key of its own; made when it is first asked for. A WeakMap of the module
   * would hold it beyond the work, until V8's next full collection (ADR 0019).
   */
  getOrCreate<T>(key: object, make: () => T): T {
    this.#kept ??= new Map();
    let found = this.#kept.get(key) as T | undefined;
    if (found === undefined) this.#kept.set(key, (found = make()));
    return found;
  }

  /** Takes over what another ledger has counted, and leaves it at zero: work that several waited for is paid for once. */
  takeCosts(other: Ledger): void {
    this.calls += other.calls;
    this.bytes += other.bytes;
    this.waves += other.waves;
    other.calls = 0;
    other.bytes = 0;
    other.waves = 0;
  }
}
