/** Orders that are placed later: accepted with their commands, in one transaction. */

import { formatTraceparent } from '@frontage/call/headers';
import type { Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { toPlaceMessage, type OrderRequest } from '@frontage/orders-client';
import type { Mode } from '@frontage/policy';
import { createHash, randomUUID } from 'node:crypto';
import type { Operation, OperationStore } from './operation-store.ts';

/** Most orders of one operation. */
export const maxBulk = 500;

/** Operations, as endpoints use them. */
export interface Operations {
  readonly store: OperationStore;
  /** Whether commands have somewhere to go: without messaging, nothing is accepted for later. */
  readonly canWait: boolean;
  /** Publishes at once what was accepted, if this process does that. */
  readonly wake: () => void;
}

export interface LaterOrders {
  readonly partnerId: string;
  readonly mode: Mode;
  readonly requests: readonly Omit<OrderRequest, 'idempotencyKey'>[];
  readonly idempotencyKey: string;
}

/**
 * Accepts orders. The same key gives the same operation.
 *
 * UNAVAILABLE without messaging, UNPROCESSABLE (IDEMPOTENCY_KEY_REUSED) for another request under the key.
 */
export async function placeLater(
  { store, canWait, wake }: Operations,
  { partnerId, mode, requests, idempotencyKey }: LaterOrders,
  call: Call,
): Promise<Operation> {
  if (!canWait) {
    throw new Failure('UNAVAILABLE', 'Orders cannot be placed later here.', { reason: 'NO_MESSAGING' });
  }
  const [id, now] = [randomUUID(), new Date().toISOString()];
  const owner = { kind: 'partner', id: partnerId, ...(mode === 'test' && { mode }) } as const;
  const begun = await store.begin({
    id,
    partnerId,
    mode,
    key: idempotencyKey,
    fingerprint: createHash('sha256').update(JSON.stringify(requests)).digest('hex'),
    commands: requests.map((request, number) =>
      toPlaceMessage(
        { operationId: id, number, owner, request },
        { at: now, traceparent: formatTraceparent(call.trace) },
      ),
    ),
    now,
  });
  if (begun === 'key-reused') {
    throw new Failure('UNPROCESSABLE', 'This Idempotency-Key was used for another request.', {
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
  }
  wake();
  return begun;
}
