/** Resolver over a source that has to be asked: TTLs, back-off, and change detection. */

import type { Endpoint, Resolver, Watch, Watcher } from './resolver.ts';

/** Answer of a source, and the time for which it is valid. */
export interface Answer {
  readonly endpoints: readonly Endpoint[];
  readonly ttlMs: number;
}

/** Client of one source. */
export interface Source {
  /** Rejects when the source cannot answer; an empty set is an answer. */
  ask(): Promise<Answer>;
  /** Cancels a pending question. */
  close(): void;
}

export interface PollingOptions {
  /** Shortest time between two questions, in milliseconds, even for a TTL of 0. Default 1,000. */
  readonly minRefreshMs?: number;
  /** Longest time for which an answer is valid, in milliseconds, whatever its TTL. Default 60,000. */
  readonly maxRefreshMs?: number;
  /**
   * Longest back-off after a failure or an empty answer, in milliseconds. Default 10,000.
   *
   * The first is `minRefreshMs`, each further one twice as long.
   */
  readonly maxBackoffMs?: number;
  /** Jitter, which spreads the questions of many processes. Default `Math.random`. */
  readonly random?: () => number;
}

/** Creates a resolver that asks its source again when the answer has expired. */
export const createPollingResolver = (open: () => Source, options: PollingOptions = {}): Resolver => ({
  watch: (watcher) => poll(open(), watcher, options),
});

function poll(source: Source, watcher: Watcher, options: PollingOptions): Watch {
  const { minRefreshMs = 1_000, maxRefreshMs = 60_000, maxBackoffMs = 10_000, random = Math.random } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: string | undefined;
  let askedAt = 0;
  let backoffs = 0;
  let closed = false;

  // Jitter of up to a tenth, later and never earlier: before the TTL is over, a cache in between would repeat itself.
  const schedule = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(ask, delayMs * (1 + random() / 10));
    timer.unref();
  };

  const ask = (): void => {
    timer = undefined;
    askedAt = performance.now();
    source.ask().then(learn, fail);
  };

  const learn = ({ endpoints, ttlMs }: Answer): void => {
    if (closed) return;
    backoffs = endpoints.length > 0 ? 0 : backoffs + 1;
    schedule(backoffs > 0 ? backoff() : Math.max(minRefreshMs, Math.min(ttlMs, maxRefreshMs)));
    const news = fingerprint(endpoints);
    if (news === last) return;
    last = news;
    watcher.onEndpoints(endpoints);
  };

  const fail = (cause: unknown): void => {
    if (closed) return;
    backoffs += 1;
    // The next answer is reported even with the same set: it ends the failure.
    last = undefined;
    schedule(backoff());
    watcher.onFailure(cause);
  };

  const backoff = (): number => Math.min(minRefreshMs * 2 ** Math.min(backoffs - 1, 30), maxBackoffMs);

  ask();
  return {
    // A pending question has no timer, and needs no refresh.
    refresh: () => {
      if (timer !== undefined) schedule(Math.max(0, askedAt + minRefreshMs - performance.now()));
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      timer = undefined;
      source.close();
    },
  };
}

/** Comparable text of a set, in any order: name servers rotate their answers. */
const fingerprint = (endpoints: readonly Endpoint[]): string =>
  JSON.stringify(endpoints.map(({ id, weight, priority }) => JSON.stringify([id, weight, priority])).toSorted());
