import { renderBacking } from './backing-document.ts';
import type { BackingRow } from './backing-trials.ts';
import type { Outcome } from './outcome.ts';

const full: Outcome = { kind: 'full' };
const failed = (status: number): Outcome => ({ kind: 'failed', status });
const row = (operation: string, outcomes: readonly Outcome[], more: Partial<BackingRow> = {}): BackingRow => ({
  operation,
  required: false,
  isKnown: true,
  outcomes,
  ...more,
});
const rowsOf = (rows: readonly BackingRow[]): readonly string[] =>
  renderBacking({ service: 'database', rows, problems: [] }, '').trim().split('\n').slice(4);

describe('the section of a backing service', () => {
  it('has a row for each operation that suffers, and one for all others', () => {
    const suffers = row('GET /keys', [failed(503), failed(504)], { required: true });
    expect(rowsOf([row('GET /a', [full, full]), suffers, row('GET /b', [full, full])])).toEqual([
      '| `GET /keys` | required | failed (503) | failed (503 or 504) |',
      '| every other operation |  | full | full |',
    ]);
    expect(rowsOf([row('GET /a', [full, full]), row('GET /b', [full, full])])).toEqual([
      '| every operation |  | full | full |',
    ]);
  });

  it('shows no other status for another, and no failure of an optional one as its neighbour’s', () => {
    expect(rowsOf([row('GET /a', [failed(500), failed(500)]), row('GET /b', [full, failed(504)])])).toEqual([
      '| `GET /a` |  | failed (500) | failed (500) |',
      '| `GET /b` |  | full | failed (503 or 504) |',
    ]);
  });

  it('tells of unknown callers where they fare worse', () => {
    const known = row('GET /a', [full, full]);
    expect(rowsOf([known, { ...known, isKnown: false }])).toHaveLength(1);
    expect(rowsOf([known, row('GET /a', [failed(503), failed(503)], { isKnown: false })])).toEqual([
      '| every operation |  | full | full |',
      '| every operation, from a caller whose credentials were not checked lately |  | failed (503) | failed (503 or 504) |',
    ]);
  });

  it('stays as it is where the service could not be tried', () => {
    const section = renderBacking({ service: 'database', rows: [row('GET /a', [full, full])], problems: [] }, '');
    const written = `# Matrix\n\n${section}\n## Without the broker\n\nmore\n`;
    expect(renderBacking({ service: 'database', rows: undefined, problems: [] }, written)).toBe(section);
  });
});
