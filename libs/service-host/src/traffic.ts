/** How much a hosted service is asked: what specs count instead of stopping time. */

export interface Traffic {
  /** Calls so far, whatever became of them. Probes do not count. */
  readonly calls: number;
  /** Calls that are being answered. */
  readonly open: number;
  /** What was asked wrongly, and why it was refused: a caller that checks what it is given has none. */
  readonly refusals: readonly string[];
}

export interface TrafficCounter extends Traffic {
  /** A call has come; the function given is for when it is over, however often it is called. */
  begin(): () => void;
  /** A call was refused for what it asked. */
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
