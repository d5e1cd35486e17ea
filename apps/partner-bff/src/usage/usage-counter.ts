/** Counter of requests by key, version, operation and day. Counts in memory, and writes in batches, so that no request waits. */

import { randomUUID } from 'node:crypto';
import { writeInBatches } from '../batches.ts';
import type { UsageBatch, UsageCount, UsageOrigin, UsageStore } from './usage-store.ts';

export interface UsageCounterOptions {
  readonly store: Pick<UsageStore, 'add'>;
  /** Interval between writes, in milliseconds. Default 60,000. */
  readonly everyMs?: number;
  /** Most counts in memory; requests that would need another are not counted until the next write. Default 20,000. */
  readonly maxCounts?: number;
  /** Called when a write fails. Its counts are kept, and written with the next try. */
  readonly onFailed: (error: unknown) => void;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

export interface UsageCounter {
  /** Counts a request. Costs a map entry. */
  note(origin: UsageOrigin): void;
  /** Writes the counts, and counts no more. */
  close(): Promise<void>;
}

const dayMs = 86_400_000;

export function countUsage({
  store,
  everyMs = 60_000,
  maxCounts = 20_000,
  onFailed,
  now = Date.now,
}: UsageCounterOptions): UsageCounter {
  let closed = false;
  let counts = new Map<string, { -readonly [Name in keyof UsageCount]: UsageCount[Name] }>();
  let today = { number: NaN, text: '' };
  /** Day of an instant. Its text is made once a day, not for each request. */
  const dayOf = (ms: number): string => {
    const number = Math.floor(ms / dayMs);
    if (number !== today.number) today = { number, text: new Date(ms).toISOString().slice(0, 10) };
    return today.text;
  };
  const batches = writeInBatches<UsageBatch>({
    take: () => {
      if (counts.size === 0) return undefined;
      const batch = { id: randomUUID(), at: new Date(now()).toISOString(), counts: [...counts.values()] };
      counts = new Map();
      return batch;
    },
    write: store.add,
    everyMs,
    onFailed,
  });
  return {
    note: ({ partnerId, keyId, mode, version, operation }) => {
      if (closed) return;
      const day = dayOf(now());
      const name = `${keyId} ${version} ${operation} ${day}`;
      const count = counts.get(name);
      if (count) count.requests += 1;
      else if (counts.size < maxCounts)
        counts.set(name, { partnerId, keyId, mode, version, operation, day, requests: 1 });
      batches.due();
    },
    close: () => {
      closed = true;
      return batches.close();
    },
  };
}
