import { textOf } from '@frontage/architecture/tree';
import { loadBffs } from '@frontage/architecture/proofs';
import { indexFile, renderIndex, renderMatrix, worsened, writtenIn } from './document.ts';
import { faults } from './faults.ts';
import * as map from './map.ts';
import type { Row } from './matrix.ts';
import { parseCell, type Cell } from './outcome.ts';

const cell = (text: string): Cell => parseCell(text)!;
const row = (...cells: readonly string[]): Row => ({
  operation: 'GET /home',
  service: 'pricing',
  via: undefined,
  required: false,
  cells: faults.map((_, index) => cell(cells[index] ?? 'full')),
});
const matrix = (...rows: readonly Row[]): string => renderMatrix('some-bff', { rows });

describe('the pages that explain', () => {
  it.each([
    [indexFile, renderIndex],
    [map.indexFile, map.renderIndex],
  ])('%s says where each BFF has its own', async (file, render) => {
    expect(textOf(file)).toBe(render((await loadBffs()).map(({ name }) => name)));
  });
});

describe('a matrix', () => {
  it('is read as it was written', () => {
    const written = writtenIn(matrix(row('degraded (prices, stock)', 'failed (503) → stale')));
    expect(faults.slice(0, 3).map((fault) => written('GET /home', 'pricing', fault))).toEqual([
      'degraded (prices, stock)',
      'failed (503) → stale',
      'full',
    ]);
    expect(written('GET /cart', 'pricing', faults[0]!)).toBeUndefined();
  });
});

describe('a cell has worsened', () => {
  const from = (before: string, now: string) => worsened([row(now)], writtenIn(matrix(row(before))));

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
