/** Calls of a hosted service. Specs count them instead of measuring time. */

export interface Traffic {
  /** Calls so far, whatever their outcome, without probes. */
  readonly calls: number;
  /** Calls in progress. */
  readonly open: number;
  /** Requests that were refused because they were wrong, with the cause. A caller that validates its input has none. */
  readonly refusals: readonly string[];
}

export interface TrafficCounter extends Traffic {
  /** Counts a call. The returned function ends it, and may be called more than once. */
  begin(): () => void;
  /** Counts a request that was refused because it was wrong. */
  refuse(what: string): void;
}

export function createTrafficCounter(): TrafficCounter {
  let calls = 0;
  let open = 0;
  const refusals: string[] = [];
  return {
    get calls() {
      return calls;
    },
    get open() {
      return open;
    },
    refusals,
    refuse: (what) => void refusals.push(what),
    begin: () => {
      calls += 1;
      open += 1;
      let isOver = false;
      return () => {
        if (!isOver) open -= 1;
        isOver = true;
      };
    },
  };
}
