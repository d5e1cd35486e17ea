/** Requests of a customer under an Idempotency-Key. */

import type { BffProof } from '@frontage/proof';

const post = (path: string, key: string) => ({ method: 'POST', path, headers: { 'idempotency-key': key } });

export const keyed: NonNullable<BffProof['keyed']> = {
  checkout: (key) => post('/checkout', key),
  pay: (id, key) => post(`/orders/${id}/pay`, key),
  cancel: (id, key) => post(`/orders/${id}/cancel`, key),
};
