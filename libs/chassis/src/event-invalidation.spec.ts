import type { Message, Messaging } from '@frontage/messaging';
import { invalidateByEvents } from './event-invalidation.ts';

type Listener = Parameters<Messaging['listen']>[1];

function start() {
  const invalidated: (readonly string[] | 'everything')[] = [];
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
    onMalformed: (topic) => void malformed.push(topic),
  });
  const receive = (topic: string, data: unknown): void =>
    listener.onMessage({ id: 'm-1', topic, key: 'k', at: '2026-05-01T10:00:00.000Z', data } satisfies Message);
  return { invalidated, malformed, topics, receive, lose: listener.onGap };
}

describe('invalidation by events', () => {
  it('listens to its topics, and invalidates the tags of each event', () => {
    const { topics, invalidated, receive } = start();
    expect(topics).toEqual(['product.updated', 'order.created']);
    receive('product.updated', { id: 'P-001' });
    receive('order.created', {});
    expect(invalidated).toEqual([['product:p-001'], []]);
  });

  it('invalidates everything when events may have been missed', () => {
    const { invalidated, lose } = start();
    lose();
    expect(invalidated).toEqual(['everything']);
  });

  it('invalidates everything for an event that it cannot read, and tells', () => {
    const { invalidated, malformed, receive } = start();
    receive('product.updated', { id: 7 });
    receive('product.updated', null);
    expect(invalidated).toEqual(['everything', 'everything']);
    expect(malformed).toEqual(['product.updated', 'product.updated']);
  });
});
