import { formatCell, parseCell, parseOutcome } from './outcome.ts';

describe('an outcome', () => {
  it.each([
    '',
    'fine',
    'full (x)',
    'degraded',
    'degraded ()',
    'failed',
    'failed (soon)',
    'full → ',
    'full → full → full',
  ])('is not read from %j', (text) => {
    expect(parseCell(text)).toBeUndefined();
  });

  it('names its parts in one order', () => {
    const degraded = { kind: 'degraded', parts: ['stock', 'prices'] } as const;
    expect(formatCell({ first: degraded, again: undefined })).toBe('degraded (prices, stock)');
    expect(parseOutcome('degraded (prices, stock)')).toEqual({ kind: 'degraded', parts: ['prices', 'stock'] });
  });

  it('is written once when asking again gives no other', () => {
    const cell = { first: { kind: 'failed', status: 503 }, again: { kind: 'failed', status: 503 } } as const;
    expect(formatCell(cell)).toBe('failed (503)');
    expect(formatCell({ ...cell, again: { kind: 'stale' } })).toBe('failed (503) → stale');
  });
});
