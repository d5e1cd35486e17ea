/** Creation that is done once, in a service that keeps no Idempotency-Key: ids stand for keys. */

import type { Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { createHash } from 'node:crypto';

/** Id that an Idempotency-Key stands for: the same for the same partner and key. */
export const idFor = (partnerId: string, key: string): string =>
  createHash('sha256').update(`${partnerId}\n${key}`).digest('hex').slice(0, 20);

export interface Creation<Model> {
  /** Whether the id was made of the key. */
  readonly isMade: boolean;
  readonly create: () => Promise<Model>;
  /** Reads what has the id. */
  readonly read: () => Promise<Model>;
  /** Whether that is what was to be created. */
  readonly isSame: (existing: Model) => boolean;
}

/**
 * Creates, or gives what an earlier request with the same content created: its answer may have been lost. CONFLICT (ID_TAKEN) when
 * something else has the id, UNPROCESSABLE (IDEMPOTENCY_KEY_REUSED) when it has the id of the key.
 */
export async function createOnce<Model>(
  { isMade, create, read, isSame }: Creation<Model>,
  { ledger }: Pick<Call, 'ledger'>,
): Promise<Model> {
  try {
    return await create();
  } catch (error) {
    if (!isFailure(error) || error.reason !== 'ID_TAKEN') throw error;
    const existing = await read();
    if (!isSame(existing)) {
      if (!isMade) throw error;
      throw new Failure('UNPROCESSABLE', 'This Idempotency-Key belongs to another request.', {
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
    }
    ledger.replays += 1;
    return existing;
  }
}
