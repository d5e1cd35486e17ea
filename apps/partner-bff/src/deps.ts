/** Dependencies of the endpoints, and `defineEndpoint` for them. */

import type { CatalogClient } from '@frontage/catalog-client';
import { endpointsWith } from '@frontage/http-server';
import type { InventoryClient } from '@frontage/inventory-client';
import type { OrdersClient } from '@frontage/orders-client';
import type { PricingClient } from '@frontage/pricing-client';
import type { PartnerPrincipal } from '@frontage/policy';
import type { LimitState } from '@frontage/rate-limit';
import type { Keys } from './keys/keys.ts';
import type { Operations } from './operations/place-later.ts';
import type { UsageStore } from './usage/usage-store.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

export interface Usage {
  readonly store: Pick<UsageStore, 'sums' | 'total'>;
  /** State of every limit on a partner, without a charge. */
  readonly limitsOf: (partner: PartnerPrincipal) => Promise<readonly LimitState[]>;
}

export interface Deps {
  readonly catalog: CatalogClient;
  readonly pricing: PricingClient;
  readonly inventory: InventoryClient;
  readonly orders: OrdersClient;
  readonly webhooks: Webhooks;
  readonly operations: Operations;
  readonly keys: Pick<Keys, 'store' | 'administration'>;
  readonly usage: Usage;
}

export const defineEndpoint = endpointsWith<Deps>();
