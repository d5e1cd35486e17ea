/** Readings: what a BFF answered between two scrapes of its metrics. Pure. */

import { failureTable, isFailureCode } from '@frontage/errors';
import type { Sample } from './prometheus.ts';

/** Scrape of one process. */
export interface Scrape {
  /** Time of the scrape, in milliseconds since the epoch. */
  readonly atMs: number;
  readonly samples: readonly Sample[];
}

export interface PartCount {
  /** Part of an answer, such as `reviews`. */
  readonly part: string;
  /** Number of answers. */
  readonly count: number;
}

/** Circuit that is not closed. */
export interface OpenCircuit {
  readonly service: string;
  readonly operation: string;
  readonly state: 'open' | 'half-open';
}

export interface Reading {
  /** Length of the time that is counted, in seconds. 0 after the first scrape of a process that has long been running. */
  readonly windowS: number;
  readonly requests: number;
  /** Answers with a status of 500 or more. */
  readonly errors: number;
  /** Answers with a status from 400 to 499. */
  readonly refusals: number;
  /** 95th percentile of the time to answer, in milliseconds; null without requests. */
  readonly p95Ms: number | null;
  /** Parts that answers lacked. */
  readonly degraded: readonly PartCount[];
  /** Parts that were stale, since a fresh one could not be had. */
  readonly stale: readonly PartCount[];
  readonly circuits: readonly OpenCircuit[];
  /** Calls by service, and those of them that failed by its fault. */
  readonly calls: Readonly<Record<string, { readonly calls: number; readonly failed: number }>>;
}

/** Metrics that readings are made of. Nothing else of a scrape need be kept. */
export const isOfReadings = ({ name }: Sample): boolean =>
  /^(process_start_time_seconds|http_server_request_duration_seconds_(count|bucket)|upstream_call_duration_seconds_count|upstream_circuit_state|answers_(degraded|stale)_total)$/.test(
    name,
  );

/** Longest window, in milliseconds. */
export const windowMs = 60_000;

/**
 * Reading between two scrapes of a process. `before` is the earlier one, undefined if there is none. A process that started since, or within
 * the longest window, is counted from its start, at which every counter was 0.
 */
export function readingOf(before: Scrape | undefined, after: Scrape): Reading {
  const startedAtMs = (valueOf(after, 'process_start_time_seconds') ?? -Infinity) * 1000;
  const isFresh = before === undefined ? after.atMs - startedAtMs <= windowMs : startedAtMs > before.atMs;
  const sinceMs = isFresh ? startedAtMs : (before ?? after).atMs;
  const counts = increases(isFresh ? undefined : (before ?? after), after);
  const answers = counts.filter(({ name }) => name === 'http_server_request_duration_seconds_count');
  const withStatus = (from: number, below: number): number =>
    sum(answers.filter(({ labels }) => Number(labels['status']) >= from && Number(labels['status']) < below));
  return {
    windowS: Math.round((after.atMs - sinceMs) / 1000),
    requests: sum(answers),
    errors: withStatus(500, 600),
    refusals: withStatus(400, 500),
    p95Ms: quantileMs(0.95, counts),
    degraded: partsIn(counts, 'answers_degraded_total'),
    stale: partsIn(counts, 'answers_stale_total'),
    circuits: after.samples.flatMap(circuitOf),
    calls: callsIn(counts),
  };
}

const valueOf = ({ samples }: Scrape, name: string): number | undefined =>
  samples.find((sample) => sample.name === name)?.value;

/** Counters of `after`, less their values in `before`. A counter that fell belongs to another process, and counts from 0. */
function increases(before: Scrape | undefined, { samples }: Scrape): readonly Sample[] {
  const known = new Map(before?.samples.map(({ series, value }) => [series, value]));
  return samples.map((sample) => {
    const past = known.get(sample.series) ?? 0;
    return { ...sample, value: sample.value >= past ? sample.value - past : sample.value };
  });
}

const sum = (samples: readonly Sample[]): number => samples.reduce((total, { value }) => total + value, 0);

function totalsBy(samples: readonly Sample[], label: string): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { labels, value } of samples) {
    const key = labels[label] ?? '';
    totals.set(key, (totals.get(key) ?? 0) + value);
  }
  return totals;
}

const partsIn = (counts: readonly Sample[], metric: string): readonly PartCount[] =>
  [
    ...totalsBy(
      counts.filter(({ name }) => name === metric),
      'part',
    ),
  ]
    .filter(([, count]) => count > 0)
    .map(([part, count]) => ({ part, count }))
    .toSorted((one, other) => other.count - one.count);

/** Whether a call failed by a fault of the service. That there is no such product is an answer. */
const isFault = (code: unknown): boolean => isFailureCode(code) && failureTable[code].status >= 500;

function callsIn(counts: readonly Sample[]): Reading['calls'] {
  const calls = counts.filter(({ name }) => name === 'upstream_call_duration_seconds_count');
  const failed = totalsBy(
    calls.filter(({ labels }) => isFault(labels['code'])),
    'service',
  );
  return Object.fromEntries(
    [...totalsBy(calls, 'service')]
      .filter(([, count]) => count > 0)
      .map(([service, count]) => [service, { calls: count, failed: failed.get(service) ?? 0 }]),
  );
}

const stateOf: Readonly<Record<number, OpenCircuit['state']>> = { 1: 'half-open', 2: 'open' };

function circuitOf({ name, labels, value }: Sample): readonly OpenCircuit[] {
  const state = name === 'upstream_circuit_state' ? stateOf[value] : undefined;
  return state ? [{ service: labels['service'] ?? '', operation: labels['operation'] ?? '', state }] : [];
}

/** Quantile of the histogram of answers, interpolated within its bucket, as `histogram_quantile` of Prometheus does. */
function quantileMs(quantile: number, counts: readonly Sample[]): number | null {
  const buckets = [
    ...totalsBy(
      counts.filter(({ name }) => name === 'http_server_request_duration_seconds_bucket'),
      'le',
    ),
  ]
    .map(([bound, count]) => ({ bound: bound === '+Inf' ? Infinity : Number(bound), count }))
    .toSorted((one, other) => one.bound - other.bound);
  const rank = quantile * (buckets.at(-1)?.count ?? 0);
  if (rank === 0) return null;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const { bound, count } = buckets[at]!;
  const below = buckets[at - 1] ?? { bound: 0, count: 0 };
  // Beyond the last bound nothing is known but that.
  if (bound === Infinity) return below.bound * 1000;
  return (
    Math.round((below.bound + ((bound - below.bound) * (rank - below.count)) / (count - below.count)) * 10_000) / 10
  );
}
