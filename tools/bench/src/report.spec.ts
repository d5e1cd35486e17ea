import { drawChart } from './chart.ts';
import { playResult, runResult } from './fixtures/run.ts';
import { formatPlay, formatRatio, formatRun } from './report.ts';
import { figuresOf } from './result.ts';
import { formatTable } from './table.ts';

describe('the figures of a target', () => {
  const [ours, apollo, direct] = playResult.targets.map((target) => figuresOf(target, playResult));

  it('are per request, and over the rounds', () => {
    expect(ours).toMatchObject({
      cpuUsPerRequest: { median: 310, min: 300, max: 330 },
      requestsPerSecond: { median: 500 },
      bytesPerRequest: { median: 16_600 },
      servicesUsPerRequest: { median: 700 },
    });
    expect(ours?.busy?.median).toBeCloseTo(0.155);
  });

  it('compare ours with it, and never with ourselves', () => {
    expect(apollo?.ratio?.median).toBeCloseTo(0.2);
    expect(ours?.ratio).toBeUndefined();
  });

  it('compare nothing where we did not play', () => {
    const [, ...others] = playResult.targets;
    expect(figuresOf(others[0]!, { ...playResult, targets: others }).ratio).toBeUndefined();
  });

  it('have no CPU where there is no process', () => {
    expect(direct).toMatchObject({ cpuUsPerRequest: undefined, ratio: undefined, busy: undefined });
  });
});

describe('the table', () => {
  it('is as wide as its cells, in a terminal and as Markdown', () => {
    const rows = [
      { name: 'a', size: 1 },
      { name: 'µµµµ', size: 12_345 },
    ];
    expect(
      formatTable<(typeof rows)[number]>(
        [
          { title: 'name', align: 'left', cell: ({ name }) => name },
          { title: 'size', align: 'right', cell: ({ size }) => String(size) },
        ],
        rows,
      ),
    ).toBe(['| name |  size |', '| ---- | ----: |', '| a    |     1 |', '| µµµµ | 12345 |'].join('\n'));
  });

  it('says medians, spreads and ratios, and who is missing', () => {
    const text = formatPlay(playResult);
    const cells = (title: string): string[] =>
      text
        .split('\n')
        .find((line) => line.includes(title))!
        .split('|')
        .map((cell) => cell.trim());
    expect(cells('Frontage').slice(2, 6)).toEqual(['310 ±6 %', '–', '–', '500']);
    expect(cells('Apollo').slice(2, 4)).toEqual(['1,550 ±6 %', '0.20 ±0 %']);
    expect(cells('no BFF').slice(2, 4)).toEqual(['–', '–']);
    expect(text).toContain('nginx, one call passed through: not measured, nginx is not installed on this machine.');
  });

  it.each([
    [0.2843, '0.28'],
    [1.8, '1.80'],
    [12.34, '12.3'],
  ])('writes the ratio %d as %s', (ratio, text) => expect(formatRatio(ratio)).toBe(text));

  it('stands under the machine, the method and the note', () => {
    const text = formatRun(runResult);
    expect(text).toContain('Machine: A Processor, 2 processors, 24 GiB, Linux 6 x64, Node 26.10.0; load 0.1 before');
    expect(text).toContain('3 interleaved rounds of 2 s after 4,000 requests of warm-up each, 16 connections');
    expect(text).toContain('Note: The machine was not idle.');
  });
});

describe('the chart', () => {
  it('has a bar for everybody who has a process, as long as it costs', () => {
    const svg = drawChart([playResult]);
    const bars = [...svg.matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)"/g)].map(([, kind, width]) => [
      kind,
      width,
    ]);
    expect(bars.map(([kind]) => kind)).toEqual(['ours', 'theirs']);
    expect(Number(bars[1]![1]) / Number(bars[0]![1])).toBeCloseTo(5, 1);
  });

  it('escapes what it is told', () => {
    expect(drawChart([playResult])).toContain('Apollo &#60;tutorial&#62;');
  });
});
