/** Makes a watch out of a source that can only be asked: when to ask again, how to wait after a failure, and what counts as news. */

import type { Endpoint, Resolver, Watch, Watcher } from './resolver.ts';

/** What a source said, and how long that is good for. */
export interface Answer {
  readonly endpoints: readonly Endpoint[];
  readonly ttlMs: number;
}

/** One conversation with a source. */
export interface Source {
  /** Rejects when the source cannot say; an empty answer is an answer. */
  ask(): Promise<Answer>;
  /** Gives up what is being asked. */
  close(): void;
}

export interface PollingOptions {
  /** Shortest time between two questions, in milliseconds: also for answers that say 0. Default 1,000. */
  readonly minRefreshMs?: number;
  /** Longest time an answer is believed, in milliseconds, whatever it says of itself. Default 60,000. */
  readonly maxRefreshMs?: number;
  /** Longest wait after a failure or an empty answer, in milliseconds; the first is `minRefreshMs`, each doubles. Default 10,000. */
  readonly maxBackoffMs?: number;
  /** Spreads the questions of many processes. Default `Math.random`. */
  readonly random?: () => number;
}

/** A source that is asked again when its answer is over. */
export const createPollingResolver = (open: () => Source, options: PollingOptions = {}): Resolver => ({
  watch: (watcher) => poll(open(), watcher, options),
});

function poll(source: Source, watcher: Watcher, options: PollingOptions): Watch {
  const { minRefreshMs = 1_000, maxRefreshMs = 60_000, maxBackoffMs = 10_000, random = Math.random } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: string | undefined;
  let askedAt = 0;
  let fruitless = 0;
  let closed = false;

  // Up to a tenth later than asked for, never earlier: a cache between us and the source would only repeat itself.
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
    fruitless = endpoints.length > 0 ? 0 : fruitless + 1;
    schedule(fruitless > 0 ? backoff() : Math.max(minRefreshMs, Math.min(ttlMs, maxRefreshMs)));
    const news = fingerprint(endpoints);
    if (news === last) return;
    last = news;
    watcher.onEndpoints(endpoints);
  };

  const fail = (cause: unknown): void => {
    if (closed) return;
    fruitless += 1;
    // The next answer is news even if it says the same: that the failure is over.
    last = undefined;
    schedule(backoff());
    watcher.onFailure(cause);
  };

  const backoff = (): number => Math.min(minRefreshMs * 2 ** Math.min(fruitless - 1, 30), maxBackoffMs);

  ask();
  return {
    // While a question is out there is no timer, and nothing to hasten.
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

/** The set as a text, whatever the order in which it was told: name servers rotate their answers. */
const fingerprint = (endpoints: readonly Endpoint[]): string =>
  JSON.stringify(endpoints.map(({ id, weight, priority }) => JSON.stringify([id, weight, priority])).toSorted());
