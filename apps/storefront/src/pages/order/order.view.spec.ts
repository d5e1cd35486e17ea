import { isFinal, statusTone } from '../../parts/order-status/order-status.ts';
import { stepsOf, timeLeft } from './order.view.ts';

describe('steps of an order', () => {
  it('are reached, of now, or to come', () => {
    const timeline = [
      { __typename: 'OrderStep', status: 'PENDING', reachedAt: '2026-12-01T10:00:00Z', expectedAt: null },
      { __typename: 'OrderStep', status: 'PAID', reachedAt: '2026-12-01T10:05:00Z', expectedAt: null },
      { __typename: 'OrderStep', status: 'SHIPPED', reachedAt: null, expectedAt: '2026-12-02T10:00:00Z' },
      { __typename: 'OrderStep', status: 'DELIVERED', reachedAt: null, expectedAt: null },
    ] as const;
    expect(stepsOf({ timeline }).map(({ name, state, at }) => [name, state, at])).toEqual([
      ['Ordered', 'reached', '2026-12-01T10:00:00Z'],
      ['Paid', 'now', '2026-12-01T10:05:00Z'],
      ['On its way', 'to come', '2026-12-02T10:00:00Z'],
      ['Delivered', 'to come', null],
    ]);
  });

  it('end', () => {
    const statuses = ['PENDING', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'] as const;
    expect(statuses.filter(isFinal)).toEqual(['DELIVERED', 'CANCELLED']);
    expect(statuses.map(statusTone)).toEqual(['warn', 'good', 'good', 'good', 'bad']);
  });
});

describe('time that is left', () => {
  const now = Date.parse('2026-12-01T10:00:00Z');
  it.each([
    ['2026-12-01T10:00:09Z', '0:09'],
    ['2026-12-01T10:14:32Z', '14:32'],
    ['2026-12-01T11:05:09Z', '1:05:09'],
    ['2026-12-02T11:00:00Z', '25:00:00'],
    ['2026-12-04T10:00:00Z', '3 days'],
    ['2026-12-01T10:00:00Z', undefined],
    ['2026-12-01T09:00:00Z', undefined],
    ['never', undefined],
  ])('until %s is %j', (until, left) => expect(timeLeft(until, now)).toBe(left));
});
