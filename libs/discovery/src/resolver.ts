/** What a source of endpoints is: something that can be watched. Every adapter implements this, and nobody else knows which it is. */

/** One place where a service can be reached. */
export interface Endpoint {
  /** What pools, logs and metrics know it by. Two endpoints with one id are one. */
  readonly id: string;
  /** `host:port` to connect to: an address, or a name that the socket looks up. */
  readonly address: string;
  /** What to call it when connected: the `Host` header, the `:authority`, the name on its certificate (with the port). */
  readonly authority: string;
  /** Its share of the calls, relative to the others of its priority. More than 0. */
  readonly weight: number;
  /** The lowest number that has an endpoint in working order is used; the others stand by (RFC 2782). */
  readonly priority: number;
}

/** An endpoint from what is known of it. */
export function toEndpoint(known: {
  readonly address: string;
  /** Default: the address. */
  readonly authority?: string;
  /** Default 1. */
  readonly weight?: number;
  /** Default 0. */
  readonly priority?: number;
}): Endpoint {
  const { address, authority = address, weight = 1, priority = 0 } = known;
  return { id: authority === address ? address : `${address} (${authority})`, address, authority, weight, priority };
}

/** What a watcher is told. */
export interface Watcher {
  /** The whole set, now: at first when it is known, then whenever it changes. May be called before `watch` returns. */
  readonly onEndpoints: (endpoints: readonly Endpoint[]) => void;
  /**
   * The source could not say. It keeps trying by itself, and what it said last still stands. Its next answer is told in any case: that
   * it answers is news.
   */
  readonly onFailure: (cause: unknown) => void;
}

/** One watch of one source. */
export interface Watch {
  /** A hint that the set looks stale. A source that is asked asks again soon; one that pushes has no need to. */
  refresh?(): void;
  /** Ends the watch: the watcher is told nothing any more, and nothing keeps the process alive. */
  close(): void;
}

/**
 * A source of endpoints. It says what it knows as soon as it knows it and does not judge: keeping a set through an empty answer,
 * weighing and ejecting are the balancer's.
 */
export interface Resolver {
  watch(watcher: Watcher): Watch;
}
