/** How much a hosted service is asked: what specs count instead of stopping time. */

export interface Traffic {
  /** Calls so far, whatever became of them. Probes do not count. */
  readonly calls: number;
  /** Calls that are being answered. */
  readonly open: number;
}

export interface TrafficCounter extends Traffic {
  /** A call has come; the function given is for when it is over, however often it is called. */
  begin(): () => void;
}

export function createTrafficCounter(): TrafficCounter {
  let calls = 0;
  let open = 0;
  return {
    get calls() {
      return calls;
    },
    get open() {
      return open;
    },
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
