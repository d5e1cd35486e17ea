import { eventFilters, eventTypes, matchesFilters, maxPayloadBytes, toPayload } from './event.ts';

describe('filters', () => {
  it('are types, kinds and all', () => {
    expect(eventFilters).toEqual(expect.arrayContaining(['*', 'order.*', 'operation.*', 'order.paid']));
    expect(new Set(eventFilters).size).toBe(eventFilters.length);
  });

  it('let through what they name', () => {
    expect(eventTypes.filter((type) => matchesFilters(['operation.*', 'order.paid'], type))).toEqual([
      'order.paid',
      'operation.completed',
      'operation.failed',
    ]);
    expect(eventTypes.every((type) => matchesFilters(['*'], type))).toBe(true);
    expect(matchesFilters(['order.*'], 'orders.paid')).toBe(false);
    expect(matchesFilters([], 'order.paid')).toBe(false);
  });
});

describe('a payload', () => {
  const parts = { type: 'order.paid', at: '2026-05-01T10:00:00.000Z', mode: 'test', href: '/v2/orders/o-1' } as const;

  it('has type, timestamp, mode and data with a link', () => {
    expect(JSON.parse(toPayload({ ...parts, data: { id: 'o-1' } }))).toEqual({
      type: 'order.paid',
      timestamp: parts.at,
      mode: 'test',
      data: { id: 'o-1', _links: { self: { href: '/v2/orders/o-1' } } },
    });
  });

  it('stays below 20 kB: data that is too large is left to the link', () => {
    const payload = toPayload({ ...parts, data: { id: 'ö'.repeat(maxPayloadBytes / 2) } });
    expect(JSON.parse(payload)).toMatchObject({
      mode: 'test',
      data: { truncated: true, _links: { self: { href: parts.href } } },
    });
  });
});
