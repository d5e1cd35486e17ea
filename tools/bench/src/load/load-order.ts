/** What the load process is asked to do, and what it saw. */

export interface LoadOrder {
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
  /** Sends so many a second, whatever is under way, instead of waiting for answers. `connections` is then the most sockets. */
  readonly perSecond?: number;
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
