import { drawGrowth, drawScenarios } from './charts.ts';
import { growthResult, overhead, runResult, scenarioResult } from './fixtures/results.ts';
import { toSeries } from './growth.ts';
import { overRounds } from './overhead.ts';
import { figuresOf } from './results.ts';
import { summarize } from './statistics.ts';
import {
  formatMethod,
  formatOverheads,
  formatPromises,
  formatRatio,
  formatScenario,
  formatSeries,
  formatStartups,
} from './tables.ts';
import { titles } from './target-names.ts';

/** The cells of the first line that has this one. */
const cells = (text: string, one: string): string[] =>
  text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((line) => line.includes(one))!
    .slice(1, -1);

describe('a scenario', () => {
  const [ours, peer, direct] = scenarioResult.targets.map((target) => figuresOf(target, scenarioResult));

  it('has figures per request, over the rounds', () => {
    expect(ours).toMatchObject({
      ...{ cpuUs: { median: 310, min: 300, max: 330 }, frontage: undefined },
      ...{ requestsPerSecond: { median: 500 }, bytes: { median: 16_600 }, servicesUs: { median: 700 } },
    });
    expect(ours?.busy?.median).toBeCloseTo(0.155);
    expect(peer?.frontage?.median).toBeCloseTo(0.2);
    expect(direct).toMatchObject({ cpuUs: undefined, frontage: undefined, busy: undefined });
  });

  it('says medians, spreads and ratios, and which targets are missing', () => {
    const text = formatScenario(scenarioResult);
    expect(cells(text, titles.frontage).slice(1, 5)).toEqual(['310 ±6 %', '–', '–', '500']);
    expect(cells(text, titles.mercurius).slice(1, 4)).toEqual(['1,550 ±6 %', '0.20 ±0 %', '–']);
    expect(cells(text, titles.direct).slice(1, 4)).toEqual(['–', '–', '–']);
    expect(text).toContain('nginx, one call passed through: not measured, nginx is not installed on this machine.');
  });

  it('is judged by its promises, where the run says something about them', () => {
    expect(formatPromises(runResult).split('\n')).toHaveLength(3);
    expect(cells(formatPromises(runResult), titles.mercurius).slice(3)).toEqual([
      '1.80',
      '1.20',
      '0.20',
      'better than the aim',
    ]);
  });

  it('stands under the machine, the method and what could not be measured', () => {
    const text = formatMethod({ ...runResult, failures: ['web-home: parts were missing'] });
    expect(text).toContain('Machine: A Processor, 2 processors, 24 GiB, Linux 6 x64, Node 26.10.0; load 0.1 before');
    expect(text).toContain('3 interleaved rounds of 2 s after 4,000 requests of warm-up each, 16 connections');
    expect(text).toContain('Could not be measured: web-home: parts were missing');
  });

  it.each([
    [0.2843, '0.28'],
    [12.34, '12.3'],
  ])('has the ratio %d as %s', (ratio, text) => expect(formatRatio(ratio)).toBe(text));

  it('is drawn with a bar for each target that has a process, and escaped', async () => {
    const svg = await drawScenarios([scenarioResult]);
    expect(svg.match(/aria-roledescription="bar"/g)).toHaveLength(2);
    expect(svg).toContain('web: &lt;grid&gt; (web-grid)');
    expect(svg).toContain('1,550 µs');
  });
});

describe('a curve', () => {
  it('has an exponent for each round, so that the rounds of a slow minute stay together', () => {
    const series = toSeries(
      '',
      '',
      [1, 10, 100].map((x) => [x, [x * 5, x * 50]] as const),
    );
    expect(series.exponent.min).toBeCloseTo(1);
    expect(series.exponent.max).toBeCloseTo(1);
    expect(series.points[0]).toEqual({ x: 1, cpuUs: { median: 27.5, min: 5, max: 50 } });
  });

  it('says how cost grows over all of it, and from each point to the next', () => {
    const text = formatSeries(
      toSeries(
        'size',
        'sizes',
        [1, 10, 1_000].map((x) => [x, [x * 5]] as const),
      ),
    );
    expect(text).toContain('### By size: cost grows as sizes to the power of 1.00 (1.00 to 1.00 by round)');
    expect(cells(text, '1')).toEqual(['1', '5 ±0 %', '–']);
    expect(cells(text, '1,000')).toEqual(['1,000', '5,000 ±0 %', '1.00']);
  });

  it('is drawn, each beside its exponent', async () => {
    const svg = await drawGrowth(growthResult.series);
    expect(svg).toContain('By products &lt;on a grid&gt;');
    expect(svg).toContain('exponent 0.00 (dashed: 1)');
    expect(svg.match(/aria-roledescription="point"/g)).toHaveLength(5);
  });
});

describe('overhead', () => {
  const latency = (p50Ms: number, p99Ms: number) => ({ p50Ms, p99Ms });
  const round = (ms: number) => ({
    calls: { stock: latency(ms, 9), prices: latency(2, 3) },
    targets: {
      direct: latency(3, 4),
      frontage: { ...latency(ms * 3, 20), cpuMs: ms / 2 },
      fastify: { ...latency(ms * 2, 10), cpuMs: ms / 4 },
    },
    lateP99Ms: 1,
  });

  it('is over the call that was slowest in most rounds', () => {
    expect(overRounds([1, 1.5, 7].map(round)).calls.map(({ name }) => name)).toEqual(['prices', 'stock']);
    expect(overRounds([1, 2.5, 7].map(round))).toEqual({
      calls: [
        { name: 'stock', ...latency(2.5, 9) },
        { name: 'prices', ...latency(2, 3) },
      ],
      path: { name: 'direct', ...latency(3, 4) },
      bffs: [
        { name: 'frontage', ...latency(7.5, 20), cpuMs: 1.25 },
        { name: 'fastify', ...latency(5, 10), cpuMs: 0.625 },
      ],
      lateP99Ms: 1,
    });
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
    expect(text).not.toContain('anew');
    expect(formatOverheads([{ ...overhead, discarded: 2 }])).toContain('anew, because answers lacked something: 2.');
  });

  it.each([
    [2.25, 'better than the aim'],
    [3.25, 'kept'],
    [3.26, 'missed'],
  ])('of %d ms after a call of 1.25 ms is %s', (p50Ms, verdict) => {
    const text = formatOverheads([{ ...overhead, bffs: [{ ...overhead.bffs[0]!, p50Ms }] }]);
    expect(cells(text, titles.frontage).at(-1)).toBe(verdict);
  });
});

describe('start and rest', () => {
  const [startup] = growthResult.startups;

  it.each([
    [{}, 'better than the aim'],
    [{ readyMs: summarize([500]) }, 'kept'],
    [{ restingRss: summarize([121e6]) }, 'missed'],
  ])('with %j are judged by the worse of both', (measured, verdict) => {
    expect(cells(formatStartups([{ ...startup!, ...measured }]), 'web-bff').at(-1)).toBe(verdict);
  });
});
