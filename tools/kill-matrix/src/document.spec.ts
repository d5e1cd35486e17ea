import { readFileSync } from 'node:fs';
import { bffNames } from './bffs.ts';
import { renderDocument, renderSection, sectionOf, worsened, writtenIn } from './document.ts';
import { faults } from './faults.ts';
import { renderMap } from './map.ts';
import type { Row } from './matrix.ts';
import { parseCell, type Cell } from './outcome.ts';
import { root } from './tree.ts';

const cell = (text: string): Cell => parseCell(text)!;
const row = (...cells: readonly string[]): Row => ({
  operation: 'GET /home',
  service: 'pricing',
  via: undefined,
  required: false,
  cells: faults.map((_, index) => cell(cells[index] ?? 'full')),
});
const section = (...rows: readonly Row[]): string => renderSection('mobile-bff', { rows });

describe('the documents that are checked in', () => {
  it.each([
    ['docs/kill-matrix.md', renderDocument],
    ['docs/map.md', renderMap],
  ])('%s consists of what is written today and of its parts, of which specs make each anew', (file, render) => {
    const document = readFileSync(new URL(file, root), 'utf8');
    expect(render(bffNames.map((name) => sectionOf(name, document)!))).toBe(document);
  });
});

describe('a part', () => {
  it('is read as it was written', () => {
    const first = section(row('degraded (prices, stock)', 'failed (503) → stale'));
    const written = writtenIn(first);
    expect(faults.slice(0, 3).map((fault) => written('GET /home', 'pricing', fault))).toEqual([
      'degraded (prices, stock)',
      'failed (503) → stale',
      'full',
    ]);
    expect(written('GET /cart', 'pricing', faults[0]!)).toBeUndefined();
    const document = renderDocument([first, renderSection('mobile-bff-2', { rows: [] })]);
    expect(sectionOf('mobile-bff', document)).toBe(first);
    expect(sectionOf('web-bff', document)).toBeUndefined();
  });
});

describe('a cell has worsened', () => {
  const from = (before: string, now: string) => worsened([row(now)], writtenIn(section(row(before))));

  it.each([
    ['full', 'stale'],
    ['stale', 'degraded (prices)'],
    ['degraded (prices)', 'degraded (prices, stock)'],
    ['degraded (prices)', 'degraded (stock)'],
    ['degraded (prices)', 'failed (502)'],
    ['failed (503)', 'failed (500)'],
    ['degraded (prices) → stale', 'degraded (prices)'],
    ['degraded (prices) → stale', 'failed (503) → stale'],
  ])('from %s to %s', (before, now) => {
    expect(from(before, now)).toEqual([`GET /home, pricing down: ${now}, and it was ${before}`]);
  });

  it.each([
    ['stale', 'stale'],
    ['failed (502)', 'degraded (prices)'],
    ['degraded (prices, stock)', 'degraded (stock)'],
    ['failed (503)', 'failed (503) → stale'],
  ])('not from %s to %s', (before, now) => {
    expect(from(before, now)).toEqual([]);
  });

  it('only where there was one', () => {
    expect(worsened([row('failed (502)')], writtenIn(''))).toEqual([]);
    expect(worsened([row('failed (502)')], writtenIn('| `GET /home` | pricing |  | nonsense |'))).toEqual([]);
  });
});
