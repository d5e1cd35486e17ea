/** What the load process is asked to do, and what it saw. */

export type Order = LoadOrder | SideBySideOrder;

/** As much load as fits into so many connections. */
export interface LoadOrder {
  readonly kind: 'load';
  /** The play's name. */
  readonly play: string;
  /** Undefined: call the services directly. */
  readonly origin: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Sends the scene's floor instead of its requests. */
  readonly isFloor: boolean;
  /** Requests under way at the same time; each waits for its answer before it sends the next. */
  readonly connections: number;
  readonly seconds: number;
  /** Ends earlier after so many requests. Default: none. */
  readonly maxRequests?: number;
}

export interface LoadOutcome {
  readonly requests: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Answers that were no success, or said less than others did: a part was missing. */
  readonly lacking: number;
  /** The first that was no success. */
  readonly complaint?: string;
}

/** An easy load, on time: BFFs and the services' own answers, in turns. */
export interface SideBySideOrder {
  readonly kind: 'side-by-side';
  /** The play's name. */
  readonly play: string;
  /** The BFFs, by name. */
  readonly targets: Readonly<Record<string, Pick<LoadOrder, 'headers'> & { readonly origin: string }>>;
  /** Of whoever calls the services without a BFF. */
  readonly directHeaders: Readonly<Record<string, string>>;
  /** Of each of them. */
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** As in LoadOutcome; `requests` are all, those that were not timed included. */
export type Answers = Latency & Pick<LoadOutcome, 'requests' | 'lacking' | 'complaint'>;

export interface SideBySideOutcome {
  readonly targets: Readonly<Record<string, Answers>>;
  /** All calls of the scene, each as early as what it needs is there: the scene's critical path. */
  readonly path: Answers;
  /** Each call of the scene by itself, as it is made on that path. */
  readonly calls: Readonly<Record<string, Latency>>;
  /** How late requests were sent, at p99. */
  readonly lateP99Ms: number;
}
