import { growth, overhead, startup } from './fixtures/growth.ts';
import { drawGrowth } from './growth-chart.ts';
import { formatGrowth, formatOverheads, formatSeries, formatStartups } from './growth-report.ts';
import { toSeries } from './growth.ts';
import { overRounds, type Round } from './overhead.ts';
import { summarize } from './statistics.ts';
import { titles } from './targets.ts';

const [products, keys] = growth.series as [(typeof growth.series)[number], (typeof growth.series)[number]];

/** Cells of the line that has this one. */
const cells = (text: string, one: string): string[] =>
  text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((line) => line.includes(one))!
    .slice(1, -1);

describe('a curve', () => {
  it('has an exponent for each round, so that the rounds of a slow minute stay together', () => {
    const series = toSeries('', '', new Map([1, 10, 100].map((x) => [x, [x * 5, x * 50]])));
    expect(series.exponent.median).toBeCloseTo(1);
    expect(series.exponent.min).toBeCloseTo(1);
    expect(series.points[0]).toEqual({ x: 1, cpuUs: { median: 27.5, min: 5, max: 50 } });
    expect(keys.exponent.median).toBeCloseTo(0);
  });

  it('says how cost grows over all of it, and from each point to the next', () => {
    const text = formatSeries(products);
    expect(text).toContain('### By products <on a grid>: cost grows as products to the power of 0.65 (0.65 to 0.65 by');
    expect(cells(text, '1')).toEqual(['1', '1,000 ±1 %', '–']);
    expect(cells(text, '10')).toEqual(['10', '2,000 ±1 %', '0.30']);
    expect(cells(text, '100')).toEqual(['100', '20,000 ±1 %', '1.00']);
  });
});

describe('overhead', () => {
  const latency = (p50Ms: number, p99Ms: number) => ({ p50Ms, p99Ms });
  const round = (ms: number): Round => ({
    calls: { stock: latency(ms, 9), prices: latency(2, 3) },
    path: latency(3, 4),
    targets: { frontage: latency(ms * 3, 20), fastify: latency(ms * 2, 10) },
    ...{ cpuMs: { frontage: ms / 2, fastify: ms / 4 }, lateP99Ms: 1 },
  });

  it('is over the call that was slowest in most rounds', () => {
    expect(overRounds([1, 1.5, 7].map(round)).calls.map(({ name }) => name)).toEqual(['prices', 'stock']);
    const slow = overRounds([1, 2.5, 7].map(round));
    expect(slow.calls[0]).toEqual({ name: 'stock', p50Ms: 2.5, p99Ms: 9 });
    expect(slow.bffs).toEqual([
      { name: 'frontage', p50Ms: 7.5, p99Ms: 20, cpuMs: 1.25 },
      { name: 'fastify', p50Ms: 5, p99Ms: 10, cpuMs: 0.625 },
    ]);
  });

  it('is told over the slowest call and over all of them, ours and that of a peer, and each call', () => {
    const text = formatOverheads([overhead]);
    expect(cells(text, 'slowest call: products').slice(2)).toEqual(['1.25', '3.00', ...Array(5).fill('–'), '']);
    expect(cells(text, titles.direct).slice(2, 8)).toEqual(['2.00', '5.00', '0.75', '2.00', '–', '–']);
    expect(cells(text, titles.frontage).slice(2)).toEqual([
      ...['3.50', '9.00', '2.25', '6.00', '1.50', '4.00', '1.60', 'missed'],
    ]);
    expect(cells(text, titles.mercurius).slice(4)).toEqual(['1.75', '5.00', '1.00', '3.00', '1.20', '']);
    expect(text).toContain('Calls of web-grid, p50 / p99 ms: products 1.25 / 3.00, prices 0.75 / 2.00. Requests were');
  });

  it('says which rounds do not count', () => {
    expect(formatOverheads([overhead])).not.toContain('anew');
    expect(formatOverheads([{ ...overhead, discarded: 2 }])).toContain('anew, because answers lacked something: 2.');
  });

  it.each([
    [2.25, 'better than the aim'],
    [3.25, 'kept'],
    [3.26, 'missed'],
  ])('of %d ms after a call of 1.25 ms is %s', (p50Ms, verdict) => {
    const text = formatOverheads([{ ...overhead, bffs: [{ ...overhead.bffs[0], p50Ms }] }]);
    expect(cells(text, titles.frontage).at(-1)).toBe(verdict);
  });
});

describe('start and rest', () => {
  it.each([
    [startup, 'better than the aim'],
    [{ ...startup, readyMs: summarize([500]) }, 'kept'],
    [{ ...startup, restingRss: summarize([121e6]) }, 'missed'],
  ])('are judged by the worse of both', (measured, verdict) => {
    expect(cells(formatStartups([measured]), 'web-bff').at(-1)).toBe(verdict);
  });
});

describe('the report', () => {
  it('has all of it, below the machine', () => {
    const text = formatGrowth(growth);
    expect(text.startsWith('- Machine: A Processor')).toBe(true);
    for (const part of [formatSeries(products), formatOverheads([overhead]), formatStartups([startup])]) {
      expect(text).toContain(part);
    }
  });

  it('says what could not be measured', () => {
    expect(formatGrowth(growth)).not.toContain('Could not');
    const text = formatGrowth({ ...growth, series: [], failures: ['growth by keys: no store'] });
    expect(text.endsWith('Could not be measured: growth by keys: no store')).toBe(true);
  });
});

describe('the chart', () => {
  const svg = drawGrowth(growth.series);
  const panels = svg.split('<g ').slice(1);
  const points = (panel: string) =>
    [...panel.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

  it('has a panel for each series, and escapes what it is told', () => {
    expect(panels).toHaveLength(2);
    expect(panels[0]).toContain('By products &#60;on a grid&#62;');
    expect(panels[0]).toContain('exponent 0.65');
  });

  it('has logarithmic axes: equal factors are equal ways', () => {
    const [[x1, y1], [x2, y2], [x3, y3]] = points(panels[0]!) as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ];
    expect(x2 - x1).toBeCloseTo(x3 - x2, 0);
    expect((y1 - y2) / (y2 - y3)).toBeCloseTo(Math.log10(2), 1);
  });

  it('draws what does not grow level, in the middle of a decade', () => {
    const [[, first], [, last]] = points(panels[1]!) as [readonly [number, number], readonly [number, number]];
    expect(first).toBe(last);
    const ticks = [...panels[1]!.matchAll(/text-anchor="end">([\d,]+)</g)].map(([, label]) => label);
    expect(ticks).toEqual(['200', '500', '1,000']);
  });
});
