/** Operation of a development partner, which has ended: for those who try the API, and for proofs. */

import type { OperationStore } from './operation-store.ts';

export const developmentOperation = { id: 'development-acme', partnerId: 'acme', mode: 'live' } as const;

/** Keeps it, once. To be called before commands are published: its own leads nowhere. */
export async function seedDevelopmentOperation(store: OperationStore): Promise<void> {
  if (await store.find(developmentOperation.id)) return;
  const at = new Date().toISOString();
  const command = { id: `${developmentOperation.id}-0`, topic: 'orders.place', key: 'partner:acme', at, data: {} };
  const start = { ...developmentOperation, key: 'development', fingerprint: '', commands: [command], now: at };
  await store.begin(start);
  await store.outbox.markPublished([command.id]);
  const refusal = {
    kind: 'refused',
    code: 'CONFLICT',
    reason: 'OUT_OF_STOCK',
    detail: 'There was not enough.',
  } as const;
  await store.settle(developmentOperation.id, 0, refusal, at);
}
