/** Order store in memory. */

import { dueMove, isSameOwner, placedAt, type OrderRecord } from './order-lifecycle.ts';
import type { KeptAnswer, OrderEvent, OrderPosition, OrderStore } from './order-store.ts';

/** Creates a store with these orders. */
export function memoryOrderStore(seed: readonly OrderRecord[] = []): OrderStore {
  const orders = new Map(seed.map((order) => [order.id, order]));
  const answers = new Map<string, KeptAnswer>();
  const events = new Map<string, OrderEvent>();
  const some = (limit: number, wanted: (order: OrderRecord) => boolean): OrderRecord[] =>
    [...orders.values()].filter(wanted).slice(0, limit);
  return {
    find: async (ids) => ids.flatMap((id) => orders.get(id) ?? []),
    list: async ({ owner, after, limit, status, oldestFirst = false }) => {
      const compare: typeof newestFirst = oldestFirst ? (a, b) => newestFirst(b, a) : newestFirst;
      return [...orders.values()]
        .filter((order) => isSameOwner(order.owner, owner) && (status === undefined || order.status === status))
        .map((order) => ({ order, position: { placedAt: placedAt(order), id: order.id } }))
        .filter(({ position }) => after === undefined || compare(after, position) < 0)
        .sort((a, b) => compare(a.position, b.position))
        .slice(0, limit)
        .map(({ order }) => order);
    },
    due: async (now, limit) => some(limit, (order) => dueMove(order, now) !== undefined),
    commit: async ({ order, event, answer }) => {
      if ((orders.get(order.id)?.version ?? 0) !== order.version - 1) return false;
      orders.set(order.id, order);
      events.set(event.id, event);
      if (answer) answers.set(answer.scope, answer);
      return true;
    },
    releasesDue: async (limit) => some(limit, ({ releaseDue }) => releaseDue),
    markReleased: async (id) => {
      const order = orders.get(id);
      if (order) orders.set(id, { ...order, releaseDue: false });
    },
    answer: async (scope, now) => {
      const answer = answers.get(scope);
      return answer !== undefined && answer.expiresAt > now ? answer : undefined;
    },
    keepAnswer: async (answer) => void answers.set(answer.scope, answer),
    forgetAnswers: async (now) => {
      for (const { scope, expiresAt } of answers.values()) if (expiresAt <= now) answers.delete(scope);
    },
    outbox: {
      pending: async (limit) => [...events.values()].slice(0, limit),
      markPublished: async (ids) => ids.forEach((id) => events.delete(id)),
    },
  };
}

function newestFirst(a: OrderPosition, b: OrderPosition): number {
  const [left, right] = [`${a.placedAt} ${a.id}`, `${b.placedAt} ${b.id}`];
  return left < right ? 1 : left > right ? -1 : 0;
}
