import { createMetrics } from '@frontage/observability';
import { parseMetrics } from './prometheus.ts';

describe('the text of metrics', () => {
  it('is read as prom-client writes it, with whatever labels hold', async () => {
    const metrics = createMetrics();
    metrics.requestServed('/products/{id}', 'GET', 200, 0.012);
    metrics.answerDegraded('/a "quoted" \\ {path}\nof two lines', 'reviews');
    const samples = parseMetrics((await metrics.expose()).text);
    expect(samples.filter(({ name }) => name === 'http_server_request_duration_seconds_count')).toEqual([
      {
        name: 'http_server_request_duration_seconds_count',
        labels: { route: '/products/{id}', method: 'GET', status: '200' },
        value: 1,
        series: 'http_server_request_duration_seconds_count{route="/products/{id}",method="GET",status="200"}',
      },
    ]);
    expect(samples.find(({ name }) => name === 'answers_degraded_total')?.labels).toEqual({
      route: '/a "quoted" \\ {path}\nof two lines',
      part: 'reviews',
    });
    expect(samples.find(({ name }) => name === 'process_start_time_seconds')?.value).toBeGreaterThan(1_700_000_000);
  });

  it('may have infinities, timestamps, and lines that are no samples', () => {
    const text = '# HELP a A.\n# TYPE a gauge\na +Inf\nb{} -Inf 1700000000000\n\nnonsense\n{"json":true}\nc NaN\n';
    expect(parseMetrics(text).map(({ name, labels, value }) => [name, labels, value])).toEqual([
      ['a', {}, Infinity],
      ['b', {}, -Infinity],
      ['c', {}, NaN],
    ]);
    expect(parseMetrics('<!doctype html><title>No metrics</title>')).toEqual([]);
  });
});
