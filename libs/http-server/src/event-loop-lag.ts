/** Event-loop lag: delay of timers, measured while there is work. */

export interface LagProbe {
  /** Reports work. The probe ticks while it is touched, and stops when idle. */
  touch(): void;
  /** Current lag in milliseconds; 0 unless the previous turn was late too. */
  readonly lagMs: number;
}

export interface LagProbeOptions {
  /** Time between two ticks, in milliseconds. Default 50. */
  readonly intervalMs?: number;
  /** Monotonic clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/**
 * Creates a probe on a timer instead of `monitorEventLoopDelay`. That one reports past delays, not the current one: one turn of an
 * overloaded loop takes seconds, and the requests at its end are those to refuse. A single long turn (garbage collection, a large body, a
 * module loaded late) is over before refusing would help; hence the second.
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
