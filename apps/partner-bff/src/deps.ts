/** Dependencies of the endpoints, and `defineEndpoint` for them. */

import type { CatalogClient } from '@frontage/catalog-client';
import { endpointsWith } from '@frontage/http-server';
import type { InventoryClient } from '@frontage/inventory-client';
import type { OrdersClient } from '@frontage/orders-client';
import type { PricingClient } from '@frontage/pricing-client';
import type { Keys } from './keys.ts';
import type { Operations } from './operations/place-later.ts';
import type { Webhooks } from './webhooks.ts';

export interface Deps {
  readonly catalog: CatalogClient;
  readonly pricing: PricingClient;
  readonly inventory: InventoryClient;
  readonly orders: OrdersClient;
  readonly webhooks: Webhooks;
  readonly operations: Operations;
  readonly keys: Pick<Keys, 'store' | 'administration'>;
}

export const defineEndpoint = endpointsWith<Deps>();
