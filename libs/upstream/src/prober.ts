/** Finds out when an endpoint that refuses connections accepts them again, without a call having to pay for the question. */

import type { Endpoint } from '@frontage/discovery';

/** In milliseconds. Each wait is drawn between half of its length and all of it, so that many processes do not ask together. */
export interface ProbeTimes {
  /** The first wait; each further one is twice as long. Default 250. */
  readonly firstMs?: number;
  /** The longest. Default 5,000. */
  readonly mostMs?: number;
}

export interface ProberOptions extends ProbeTimes {
  /** It accepts connections. */
  readonly onReachable: (endpoint: Endpoint) => void;
}

export interface Prober {
  /** Asks from now on, until it is reachable or forgotten. Asked twice, it goes on as it was. */
  watch(endpoint: Endpoint): void;
  forget(endpoint: Endpoint): void;
  close(): void;
}

/** `isReachable` never rejects. Keeps no process alive. */
export function createProber(
  isReachable: (endpoint: Endpoint) => Promise<boolean>,
  { firstMs = 250, mostMs = 5_000, onReachable }: ProberOptions,
): Prober {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  function wait(endpoint: Endpoint, ms: number): void {
    const timer = setTimeout(() => void ask(endpoint, ms, timer), ms * (0.5 + Math.random() / 2));
    timer.unref();
    waiting.set(endpoint.id, timer);
  }

  async function ask(endpoint: Endpoint, ms: number, timer: ReturnType<typeof setTimeout>): Promise<void> {
    const isBack = await isReachable(endpoint);
    // Forgotten meanwhile, and perhaps watched anew.
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
