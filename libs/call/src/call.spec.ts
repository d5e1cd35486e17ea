import fc from 'fast-check';
import {
  childTrace,
  formatCacheStatus,
  formatCaller,
  formatTraceparent,
  newTrace,
  parseCaller,
  parseTraceparent,
} from './headers.exports.ts';
import { Ledger } from './index.ts';

describe('caller', () => {
  it('reads back what it writes, for every id that a provider may give out', () => {
    const caller = fc.record({
      kind: fc.constantFrom('customer' as const, 'partner' as const, 'support' as const),
      id: fc.stringMatching(/^[ -~]{1,255}$/),
    });
    fc.assert(
      fc.property(caller, (value) => {
        expect(parseCaller(formatCaller(value))).toEqual(value);
        expect(formatCaller(value)).toMatch(/^[\x21-\x7e]{1,800}$/);
      }),
    );
    expect(formatCaller({ kind: 'customer', id: 'auth0|5f7c (1)' })).toBe('customer:auth0%7C5f7c%20%281%29');
    expect(parseCaller(formatCaller({ kind: 'anonymous' }))).toEqual({ kind: 'anonymous' });
    const tester = { kind: 'partner', id: 'acme', mode: 'test' } as const;
    expect(formatCaller(tester)).toBe('partner:acme;mode=test');
    expect(parseCaller('partner:acme;mode=test')).toEqual(tester);
    expect(parseCaller('partner:acme')).toEqual({ kind: 'partner', id: 'acme' });
    expect(formatCaller({ kind: 'partner', id: 'acme;mode=test' })).toBe('partner:acme%3Bmode%3Dtest');
    // Lone surrogates are no valid ids, and must not collide in cache keys.
    const halves = ['\ud800', '\udc00', '\ud800\ud800', '%uD800'].map((id) => formatCaller({ kind: 'customer', id }));
    expect(new Set(halves).size).toBe(4);
    expect(parseCaller(halves[0])).toBeUndefined();
  });

  it('writes no two callers alike, whatever they are called, and reads none of them as another', () => {
    const id = fc
      .string({ unit: fc.nat(0x10_ffff).map((point) => String.fromCodePoint(point)) })
      .map((text) => text + '\ud800'.repeat(text.length % 2));
    fc.assert(
      fc.property(id, id, (one, other) => {
        const [a, b] = [one, other].map((text) => formatCaller({ kind: 'customer', id: text }));
        expect(a === b).toBe(one === other);
        const read = parseCaller(a);
        if (read !== undefined) expect(read).toEqual({ kind: 'customer', id: one });
      }),
    );
    expect(parseCaller(formatCaller({ kind: 'customer', id: '\ud800' }))).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'ada',
    'root:ada',
    'customer:',
    'customer:a b',
    'customer:a\r\nX: y',
    `customer:${'a'.repeat(256)}`,
    `customer:${'%7C'.repeat(256)}`,
    'customer:auth0|5f7c',
    'customer:auth0%7c5f7c',
    'customer:%61da',
    'customer:%C3%A4',
    'customer:%FF',
    'customer:%0D%0AX',
    'customer:%',
    'customer:ada;mode=test',
    'support:sam;mode=test',
    'partner:acme;mode=live',
    'partner:acme;mode=',
    'partner:acme;MODE=test',
    'partner:acme;mode=test;mode=test',
    'partner:;mode=test',
    'anonymous;mode=test',
  ])('reads nobody from %j', (text) => expect(parseCaller(text)).toBeUndefined());
});

describe('trace', () => {
  it('reads back what it writes, and keeps the trace in a child', () => {
    const trace = newTrace(true);
    expect(parseTraceparent(formatTraceparent(trace))).toEqual(trace);
    const child = childTrace(trace);
    expect(child.traceId).toBe(trace.traceId);
    expect(child.spanId).not.toBe(trace.spanId);
  });

  it.each([
    undefined,
    'garbage',
    `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
    `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`,
    `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01`,
  ])('starts anew on %j', (header) => expect(parseTraceparent(header)).toBeUndefined());
});

describe('ledger', () => {
  it('names each missing part once, with its first cause', () => {
    const ledger = new Ledger();
    ledger.degrade('reviews', 'first');
    ledger.degrade('picks', 'other');
    ledger.degrade('reviews', 'second');
    expect(ledger.degraded).toEqual(['reviews', 'picks']);
    expect(ledger.degradations.get('reviews')).toBe('first');
  });

  it('tells stale parts from missing ones, and remembers why', () => {
    const ledger = new Ledger();
    ledger.stale('prices', 'first');
    ledger.stale('prices', 'second');
    ledger.stale('stock');
    expect(ledger.staleParts).toEqual(['prices', 'stock']);
    expect(ledger.staleness.get('prices')).toBe('first');
    expect(ledger.degraded).toEqual([]);
  });

  it('pays for shared work once, whoever takes over the costs last', () => {
    const [shared, first, second] = [new Ledger(), new Ledger(), new Ledger()];
    Object.assign(shared, { calls: 2, bytes: 700, waves: 1 });
    first.calls = 1;
    first.takeCosts(shared);
    second.takeCosts(shared);
    expect([first.calls, first.bytes, first.waves]).toEqual([3, 700, 1]);
    expect([second.calls, second.bytes, second.waves, shared.calls]).toEqual([0, 0, 0, 0]);
  });
});

describe('Cache-Status', () => {
  it('has a member for each use of a cache, in the order of use', () => {
    const ledger = new Ledger();
    ledger.noteCache({ name: 'catalog.product', outcome: 'hit', ttlMs: 12_900, detail: 'memory' });
    ledger.noteCache({ name: 'pricing.prices', outcome: 'partial', stored: true, collapsed: true, detail: '17/20' });
    ledger.noteCache({ name: 'reviews.summaries', outcome: 'stale', ttlMs: -3_100, detail: 'stale-if-error' });
    expect(formatCacheStatus(ledger.cacheUses)).toBe(
      'catalog.product; hit; ttl=12; detail=memory, ' +
        'pricing.prices; fwd=partial; stored; collapsed; detail="17/20", ' +
        'reviews.summaries; fwd=stale; ttl=-4; detail=stale-if-error',
    );
    expect(formatCacheStatus([])).toBe('');
  });

  it('tells of the first forty uses of caches, and how many more there were: headers have their limits', () => {
    const uses = Array.from({ length: 400 }, (_, index) => ({
      name: `catalog.product${index}`,
      outcome: 'hit' as const,
    }));
    const members = formatCacheStatus(uses).split(', ');
    expect(members).toHaveLength(41);
    expect(members.at(-1)).toBe('frontage; detail="360 more"');
    expect(formatCacheStatus(uses.slice(0, 40)).split(', ')).toHaveLength(40);
  });
});
