/** A meter of answers: their number, latency and completeness. */

import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Answers extends Latency {
  /** Requests, those that were not timed included. */
  readonly requests: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Answers that were no success, or said less than others did: a part was missing. */
  readonly incomplete: number;
  /** The first answer that was no success, in words. */
  readonly firstError?: string;
}

/** Creates one. `comparesSizes`: whether all answers are of one length. */
export function createMeter({ comparesSizes }: { readonly comparesSizes: boolean }) {
  const histogram = createHistogram();
  const sizes = new Map<number, number>();
  let [requests, bytes, failures] = [0, 0, 0];
  let firstError: string | undefined;
  return {
    requests: () => requests,
    answer(ms: number, size: number, isTimed = true): void {
      requests += 1;
      bytes += size;
      sizes.set(size, (sizes.get(size) ?? 0) + 1);
      if (isTimed) record(histogram, ms);
    },
    fail(error: unknown): void {
      requests += 1;
      failures += 1;
      firstError ??= (error as Error).message;
    },
    answers: (): Answers => ({
      ...latencyOf(histogram),
      ...{ requests, bytes, incomplete: failures + (comparesSizes ? shorter(sizes) : 0) },
      ...(firstError !== undefined && { firstError }),
    }),
  };
}

/** Records in microseconds, of which a histogram wants one at least. */
export const record = (histogram: RecordableHistogram, ms: number): void =>
  histogram.record(Math.max(1, Math.round(ms * 1_000)));

export const latencyOf = (histogram: RecordableHistogram): Latency => ({
  p50Ms: histogram.percentile(50) / 1_000,
  p99Ms: histogram.percentile(99) / 1_000,
});

/** Answers shorter than the longest by more than a number's digits. */
function shorter(sizes: ReadonlyMap<number, number>): number {
  const longest = Math.max(0, ...sizes.keys());
  return [...sizes].reduce((sum, [size, count]) => (size < longest * 0.99 ? sum + count : sum), 0);
}
