import fc from 'fast-check';
import {
  childTrace,
  formatCaller,
  formatTraceparent,
  Ledger,
  newTrace,
  parseCaller,
  parseTraceparent,
} from './index.ts';

describe('caller', () => {
  it('reads back what it writes, for every id that a service accepts', () => {
    const caller = fc.record({
      kind: fc.constantFrom('customer' as const, 'partner' as const, 'support' as const),
      id: fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/),
    });
    fc.assert(fc.property(caller, (value) => expect(parseCaller(formatCaller(value))).toEqual(value)));
    expect(parseCaller(formatCaller({ kind: 'anonymous' }))).toEqual({ kind: 'anonymous' });
  });

  it.each([
    undefined,
    '',
    'ada',
    'root:ada',
    'customer:',
    'customer:a b',
    'customer:a\r\nX: y',
    `customer:${'a'.repeat(65)}`,
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
});
