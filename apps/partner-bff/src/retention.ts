/** Retention: what partners asked and were told is deleted after some days. */

import type { Runtime } from '@frontage/http-server';

/** Store, and the days for which it keeps what it has. */
export interface Retained {
  /** Deletes some of what began before an instant, and returns how many; 0 when there is nothing left. */
  forget(before: string): Promise<number>;
  readonly days: number;
}

export interface RetentionOptions {
  readonly stores: readonly Retained[];
  readonly log: Runtime['log'];
}

/** Time between two deletions, in milliseconds. */
const everyMs = 3_600_000;
const dayMs = 86_400_000;

/** Starts to delete, now and every hour. Several instances may. Returns what ends it. */
export function startRetention({ stores, log }: RetentionOptions): () => void {
  const forget = async (): Promise<void> => {
    try {
      for (const store of stores) {
        const before = new Date(Date.now() - store.days * dayMs).toISOString();
        while ((await store.forget(before)) > 0);
      }
    } catch (err) {
      log.warn({ err }, 'what is older than it may be could not be deleted');
    }
  };
  const timer = setInterval(() => void forget(), everyMs);
  timer.unref();
  void forget();
  return () => clearInterval(timer);
}
