/** Retention: what partners were told and asked is deleted after some days. */

import type { Runtime } from '@frontage/http-server';

export interface RetentionOptions {
  /** Stores. Each deletes some of what began before an instant, and returns how many; 0 when there is nothing left. */
  readonly stores: readonly { forget(before: string): Promise<number> }[];
  readonly days: number;
  readonly log: Runtime['log'];
}

/** Time between two deletions, in milliseconds. */
const everyMs = 3_600_000;
const dayMs = 86_400_000;

/** Starts to delete, now and every hour. Several instances may. Returns what ends it. */
export function startRetention({ stores, days, log }: RetentionOptions): () => void {
  const forget = async (): Promise<void> => {
    const before = new Date(Date.now() - days * dayMs).toISOString();
    try {
      for (const store of stores) while ((await store.forget(before)) > 0);
    } catch (err) {
      log.warn({ err }, 'old webhook events and operations could not be deleted');
    }
  };
  const timer = setInterval(() => void forget(), everyMs);
  timer.unref();
  void forget();
  return () => clearInterval(timer);
}
