import type { Message, Messaging } from '@frontage/messaging';
import { invalidateByEvents } from './event-invalidation.ts';

type Listener = Parameters<Messaging['listen']>[1];

function start() {
  const invalidated: (readonly string[] | 'everything')[] = [];
  const told: (readonly string[] | 'everybody')[] = [];
  const malformed: string[] = [];
  let topics: readonly string[] = [];
  let listener!: Listener;
  invalidateByEvents({
    messaging: {
      listen: (wanted, given) => {
        topics = wanted;
        listener = given;
        return { close: async () => undefined };
      },
    },
    cache: {
      invalidate: async (tags) => void invalidated.push(tags),
      invalidateEverything: async () => void invalidated.push('everything'),
    },
    invalidations: {
      'product.updated': (data) => [`product:${(data as { id: string }).id.toLowerCase()}`],
      'order.created': () => [],
    },
    uncached: { 'order.created': () => ['order:o-1'], 'order.paid': () => ['order:o-1'] },
    changes: { tell: (tags) => void told.push(tags), tellAll: () => void told.push('everybody') },
    onMalformed: (topic) => void malformed.push(topic),
  });
  const receive = (topic: string, data: unknown): void =>
    listener.onMessage({ id: 'm-1', topic, key: 'k', at: '2026-05-01T10:00:00.000Z', data } satisfies Message);
  return { invalidated, told, malformed, topics, receive, lose: listener.onGap };
}

describe('invalidation by events', () => {
  it('listens to its topics, and invalidates the tags of each event', async () => {
    const { topics, invalidated, told, receive } = start();
    expect(topics).toEqual(['product.updated', 'order.created', 'order.paid']);
    receive('product.updated', { id: 'P-001' });
    expect([invalidated, told]).toEqual([[['product:p-001']], []]);
    // Watches are told once no cache has the old state.
    await new Promise(setImmediate);
    expect(told).toEqual([['product:p-001']]);
    receive('order.created', {});
    receive('order.paid', {});
    expect(told.slice(1)).toEqual([['order:o-1'], ['order:o-1']]);
    expect(invalidated).toHaveLength(1);
  });

  it('invalidates everything when events may have been missed', async () => {
    const { invalidated, told, lose } = start();
    lose();
    expect(invalidated).toEqual(['everything']);
    await new Promise(setImmediate);
    expect(told).toEqual(['everybody']);
  });

  it('invalidates everything for an event that it cannot read, and tells', () => {
    const { invalidated, malformed, receive } = start();
    receive('product.updated', { id: 7 });
    receive('product.updated', null);
    expect(invalidated).toEqual(['everything', 'everything']);
    expect(malformed).toEqual(['product.updated', 'product.updated']);
  });
});
