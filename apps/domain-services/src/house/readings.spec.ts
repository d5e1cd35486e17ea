import { createMetrics } from '@frontage/observability';
import { parseMetrics } from './prometheus.ts';
import { isOfReadings, readingOf, type Scrape } from './readings.ts';

const now = 1_800_000_000_000;

/** Scrape of a process that has run for `ageS` seconds. */
const scrapeOf = (text: string, { atMs = now, ageS = 3_600 } = {}): Scrape => ({
  atMs,
  samples: parseMetrics(`process_start_time_seconds ${atMs / 1000 - ageS}\n${text}`),
});
const answered = (route: string, status: number, count: number): string =>
  `http_server_request_duration_seconds_count{route="${route}",method="GET",status="${status}"} ${count}`;
const buckets = (counts: Readonly<Record<string, number>>, route = '/'): string =>
  Object.entries(counts)
    .map(([le, count]) => `http_server_request_duration_seconds_bucket{le="${le}",route="${route}"} ${count}`)
    .join('\n');

const nothing = { requests: 0, errors: 0, refusals: 0, p95Ms: null, degraded: [], stale: [], circuits: [], calls: {} };

describe('a reading', () => {
  it('counts what was answered between two scrapes, and nothing before', () => {
    const before = scrapeOf([answered('/home', 200, 10), answered('/home', 500, 3)].join('\n'), { atMs: now - 50_000 });
    const after = scrapeOf(
      [
        answered('/home', 200, 14),
        answered('/home', 500, 4),
        answered('/products', 404, 2),
        answered('/products', 503, 1),
      ].join('\n'),
      { ageS: 3_650 },
    );
    expect(readingOf(before, after)).toEqual({ ...nothing, windowS: 50, requests: 8, errors: 2, refusals: 2 });
  });

  it('knows nothing after the first scrape of a process that has long been running', () => {
    expect(readingOf(undefined, scrapeOf(answered('/home', 200, 10)))).toEqual({ ...nothing, windowS: 0 });
  });

  it('counts a process that has just started from its start, first scrape or restart', () => {
    const after = scrapeOf(answered('/home', 200, 4), { ageS: 7 });
    const before = scrapeOf(answered('/home', 200, 2), { atMs: now - 20_000 });
    for (const past of [undefined, before])
      expect(readingOf(past, after)).toEqual({ ...nothing, windowS: 7, requests: 4 });
  });

  it('has the percentile of all routes, interpolated as Prometheus does', () => {
    const percentile = (...texts: string[]) => readingOf(undefined, scrapeOf(texts.join('\n'), { ageS: 10 })).p95Ms;
    expect(percentile(buckets({ '0.01': 0, '0.1': 100, '+Inf': 100 }))).toBe(95.5);
    expect(percentile(buckets({ '0.1': 90, '0.2': 100, '+Inf': 100 }))).toBe(150);
    expect(
      percentile(buckets({ '0.1': 50, '0.2': 50, '+Inf': 50 }), buckets({ '0.1': 0, '0.2': 50, '+Inf': 50 }, '/x')),
    ).toBe(190);
    expect(percentile(buckets({ '0.1': 0, '5': 0, '+Inf': 7 }))).toBe(5_000);
    expect(percentile(buckets({ '0.1': 0, '+Inf': 0 }))).toBeNull();
  });

  it('names parts, calls and circuits, those of the window alone', () => {
    const text = (parts: number, failed: number): string =>
      [
        `answers_degraded_total{route="/home",part="reviews"} ${parts}`,
        `answers_degraded_total{route="/products",part="reviews"} ${parts}`,
        'answers_degraded_total{route="/home",part="pricing"} 4',
        `answers_stale_total{route="/home",part="catalog"} ${parts}`,
        'upstream_call_duration_seconds_count{service="catalog",operation="catalog.list",code="OK"} 5',
        `upstream_call_duration_seconds_count{service="reviews",operation="reviews.list",code="OK"} ${parts}`,
        `upstream_call_duration_seconds_count{service="reviews",operation="reviews.list",code="UNAVAILABLE"} ${failed}`,
        `upstream_call_duration_seconds_count{service="reviews",operation="reviews.list",code="NOT_FOUND"} ${failed}`,
        'upstream_circuit_state{service="reviews",operation="reviews.list"} 2',
        'upstream_circuit_state{service="pricing",operation="pricing.quote"} 1',
        'upstream_circuit_state{service="orders",operation="orders.list"} 0',
      ].join('\n');
    const before = scrapeOf(text(1, 1), { atMs: now - 30_000, ageS: 600 });
    expect(readingOf(before, scrapeOf(text(3, 6), { ageS: 630 }))).toEqual({
      ...nothing,
      windowS: 30,
      degraded: [{ part: 'reviews', count: 4 }],
      stale: [{ part: 'catalog', count: 2 }],
      circuits: [
        { service: 'reviews', operation: 'reviews.list', state: 'open' },
        { service: 'pricing', operation: 'pricing.quote', state: 'half-open' },
      ],
      calls: { reviews: { calls: 12, failed: 5 } },
    });
  });

  it('is made of metrics that BFFs have under these names', async () => {
    const metrics = createMetrics();
    metrics.requestServed('/home', 'GET', 200, 0.02);
    metrics.upstreamCalled({
      service: 'catalog',
      operation: 'catalog.list',
      durationMs: 3,
      failure: { code: 'UNAVAILABLE' },
    });
    metrics.answerDegraded('/home', 'reviews');
    metrics.answerStale('/home', 'catalog');
    metrics.circuitChanged({ service: 'catalog', operation: 'catalog.list', state: 'open' });
    const samples = parseMetrics((await metrics.expose()).text).filter(isOfReadings);
    const startedAt = samples.find(({ name }) => name === 'process_start_time_seconds')!.value;
    expect(readingOf(undefined, { atMs: startedAt * 1000 + 5_000, samples })).toEqual({
      windowS: 5,
      requests: 1,
      errors: 0,
      refusals: 0,
      p95Ms: expect.closeTo(24.3, 1),
      degraded: [{ part: 'reviews', count: 1 }],
      stale: [{ part: 'catalog', count: 1 }],
      circuits: [{ service: 'catalog', operation: 'catalog.list', state: 'open' }],
      calls: { catalog: { calls: 1, failed: 1 } },
    });
  });
});
