/** Prober: finds in the background when an endpoint accepts connections again, at no call's cost. */

import type { Endpoint } from '@frontage/discovery';
import { halfJitter } from '@frontage/resilience/backoff';

/** Intervals of probes, in milliseconds. Each is drawn between half of its length and all of it, so that processes do not probe in step. */
export interface ProbeTimes {
  /** First interval; each further one is twice as long. Default 250. */
  readonly firstMs?: number;
  /** Longest interval. Default 5,000. */
  readonly mostMs?: number;
}

export interface ProberOptions extends ProbeTimes {
  /** Called when an endpoint accepts connections. */
  readonly onReachable: (endpoint: Endpoint) => void;
}

export interface Prober {
  /** Probes an endpoint until it is reachable or forgotten. A second call for the same endpoint changes nothing. */
  watch(endpoint: Endpoint): void;
  forget(endpoint: Endpoint): void;
  close(): void;
}

/** Creates a prober. `isReachable` must never reject. Timers keep no process alive. */
export function createProber(
  isReachable: (endpoint: Endpoint) => Promise<boolean>,
  { firstMs = 250, mostMs = 5_000, onReachable }: ProberOptions,
): Prober {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  function wait(endpoint: Endpoint, ms: number): void {
    const timer = setTimeout(() => void ask(endpoint, ms, timer), halfJitter(ms));
    timer.unref();
    waiting.set(endpoint.id, timer);
  }

  async function ask(endpoint: Endpoint, ms: number, timer: ReturnType<typeof setTimeout>): Promise<void> {
    const isBack = await isReachable(endpoint);
    // The endpoint was forgotten meanwhile, and perhaps watched anew.
    if (waiting.get(endpoint.id) !== timer) return;
    waiting.delete(endpoint.id);
    if (isBack) onReachable(endpoint);
    else wait(endpoint, Math.min(ms * 2, mostMs));
  }

  return {
    watch: (endpoint) => {
      if (!waiting.has(endpoint.id)) wait(endpoint, firstMs);
    },
    forget: ({ id }) => {
      clearTimeout(waiting.get(id));
      waiting.delete(id);
    },
    close: () => {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
