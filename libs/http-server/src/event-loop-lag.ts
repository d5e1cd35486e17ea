/** Event-loop lag: how late this process gets round to things, as long as it is asked to do any. */

export interface LagProbe {
  /** Says that there is work: the probe ticks while it is told so, and stops when it is idle. */
  touch(): void;
  /** How late the loop is right now, in milliseconds; 0 unless it was late the last time round as well. */
  readonly lagMs: number;
}

export interface LagProbeOptions {
  /** Time between two ticks, in milliseconds. Default 50. */
  readonly intervalMs?: number;
  /** The clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/**
 * A timer of our own rather than `monitorEventLoopDelay`, which knows what was, not what is: one turn of an overloaded loop takes
 * seconds, and the requests at its end are those to refuse. A single long turn (garbage, a large body, a module loaded late) is over
 * before refusing would help; hence the second.
 */
export function createLagProbe(options: LagProbeOptions = {}): LagProbe {
  const { intervalMs = 50, now = () => performance.now() } = options;
  let due = 0;
  let lastLateMs = 0;
  let running = false;
  let touched = false;

  function arm(): void {
    due = now() + intervalMs;
    setTimeout(tick, intervalMs).unref();
  }

  function tick(): void {
    running = touched;
    touched = false;
    lastLateMs = running ? now() - due : 0;
    if (running) arm();
  }

  return {
    touch: () => {
      touched = true;
      if (running) return;
      running = true;
      arm();
    },
    get lagMs() {
      return running ? Math.max(0, Math.min(lastLateMs, now() - due)) : 0;
    },
  };
}
