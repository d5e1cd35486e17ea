/** Port: a source of endpoints that can be watched. Its adapters are known to `create-resolver.ts` alone. */

/** Network address at which a service can be reached. */
export interface Endpoint {
  /** Name in pools, logs and metrics. Two endpoints with one id are one. */
  readonly id: string;
  /** `host:port` to connect to: an address, or a name that the socket looks up. */
  readonly address: string;
  /** Name of the server once connected: the `Host` header, `:authority`, and (without the port) its certificate's name. */
  readonly authority: string;
  /** Share of the calls, relative to other endpoints of its priority. More than 0. */
  readonly weight: number;
  /** Priority (RFC 2782): the lowest number that has an endpoint in order is used; the others stand by. */
  readonly priority: number;
}

/** Creates an endpoint, with defaults. */
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

/** Receiver of a watch. */
export interface Watcher {
  /** Called with the whole set: once it is known, then whenever it changes. Possibly before `watch` returns. */
  readonly onEndpoints: (endpoints: readonly Endpoint[]) => void;
  /**
   * Called when the source could not answer. It keeps trying, and its last set still holds.
   *
   * Its next answer is reported in any case.
   */
  readonly onFailure: (cause: unknown) => void;
}

/** Watch of one source. */
export interface Watch {
  /** Hints that the set looks out of date. A polled source is asked again soon; one that pushes needs no hint. */
  refresh?(): void;
  /** Ends the watch: no more calls to the watcher, and nothing that keeps the process alive. */
  close(): void;
}

/**
 * A source of endpoints. It reports sets as they are.
 *
 * Keeping a set through an empty answer, weighing and ejecting are the balancer's.
 */
export interface Resolver {
  watch(watcher: Watcher): Watch;
}
