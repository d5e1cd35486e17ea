/** Ledger: the record of a call, with its costs and its degraded parts. */

import type { CacheUse } from './cache-status.ts';

/** Fence: bounds the upstream calls of one request. */
export interface CallFence {
  /** Counts an upstream call before it begins. Throws when it is one too many. */
  passCall(): void;
}

/**
 * Ledger of one request, shared by everything that works for it. Upstream counts calls and bytes; `gather` counts waves and names missing
 * parts; caches note their uses. The edge reads it for `Frontage-Budget`, `Frontage-Degraded`, `Cache-Status` and the log line.
 */
export class Ledger {
  /** Number of upstream calls. */
  calls = 0;
  /** Bytes received from services, decoded. */
  bytes = 0;
  /** Number of waves: the longest chain of sequential upstream calls. */
  waves = 0;
  /**
   * Ledger of the request behind this one, which may be itself. In a shared fetch, it is the ledger of the request that began it. Requests
   * are told apart by it where they wait for the same fetch; see `askers`.
   */
  readonly origin: Ledger;
  #joiners: Set<Ledger> | undefined;
  #onJoin: Set<(asker: Ledger) => void> | undefined;
  /**
   * Answers replayed by services, for an Idempotency-Key that they had seen. An answer lost on its way to us, which we asked for again, is
   * among them: it cannot be told from one lost further on.
   */
  replays = 0;
  /** Fence asked before each upstream call. Default none: no limit. */
  fence: CallFence | undefined;
  readonly #degraded = new Map<string, unknown>();
  readonly #stale = new Map<string, unknown>();
  readonly #cacheUses: CacheUse[] = [];
  #kept: Map<object, unknown> | undefined;

  /**
   * Creates a ledger. `begunBy` is the ledger of the request that begins a shared fetch. Costs are counted here, and charged by
   * `takeCosts`.
   */
  constructor(begunBy?: Ledger) {
    this.origin = begunBy?.origin ?? this;
  }

  /** Requests that wait for this fetch, the one that began it first. */
  get askers(): readonly Ledger[] {
    return this.#joiners ? [this.origin, ...this.#joiners] : [this.origin];
  }

  /** Adds a request that waits for this fetch from now on. */
  joinedBy({ origin }: Ledger): void {
    if (origin === this.origin || this.#joiners?.has(origin)) return;
    (this.#joiners ??= new Set()).add(origin);
    for (const listener of this.#onJoin ?? []) listener(origin);
  }

  /** Calls back for each request that joins from now on. Gives the function that ends that. */
  onJoin(listener: (asker: Ledger) => void): () => void {
    const listeners = (this.#onJoin ??= new Set());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Announces an upstream call, before any work for it. Throws the fence's failure. */
  beginCall(): void {
    this.fence?.passCall();
  }

  /** Notes a degraded part, and why. The first cause wins. */
  degrade(part: string, cause: unknown): void {
    if (!this.#degraded.has(part)) this.#degraded.set(part, cause);
  }

  /** Names of degraded parts, in the order in which they were noted. */
  get degraded(): readonly string[] {
    return [...this.#degraded.keys()];
  }

  /** Causes of degraded parts, by name. */
  get degradations(): ReadonlyMap<string, unknown> {
    return this.#degraded;
  }

  /** Notes a stale part, served because a fresh one could not be had. `cause` is why, if known. */
  stale(part: string, cause?: unknown): void {
    if (!this.#stale.has(part)) this.#stale.set(part, cause);
  }

  /** Names of stale parts, in the order in which they were noted. */
  get staleParts(): readonly string[] {
    return [...this.#stale.keys()];
  }

  /** Causes of stale parts, by name. */
  get staleness(): ReadonlyMap<string, unknown> {
    return this.#stale;
  }

  /** Notes the use of a cache for one call of a cached method. */
  noteCache(use: CacheUse): void {
    this.#cacheUses.push(use);
  }

  /** Uses of caches, in order of appearance; `formatCacheStatus` makes a header of them. */
  get cacheUses(): readonly CacheUse[] {
    return this.#cacheUses;
  }

  /**
   * Value that a module keeps for this call, made at first use. The key is the module's own. A WeakMap in the module would keep the value
   * beyond the call, until V8's next full collection (ADR 0019).
   */
  getOrCreate<T>(key: object, make: () => T): T {
    this.#kept ??= new Map();
    let found = this.#kept.get(key) as T | undefined;
    if (found === undefined) this.#kept.set(key, (found = make()));
    return found;
  }

  /** Takes over the costs of another ledger, and leaves it at zero. Work that several requests wait for is so charged once. */
  takeCosts(other: Ledger): void {
    this.calls += other.calls;
    this.bytes += other.bytes;
    this.waves += other.waves;
    other.calls = 0;
    other.bytes = 0;
    other.waves = 0;
  }
}
