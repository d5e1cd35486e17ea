/** Dependencies of the endpoints, and `defineEndpoint` for them. */

import type { CatalogClient } from '@frontage/catalog-client';
import type { CustomersClient } from '@frontage/customers-client';
import { endpointsWith } from '@frontage/http-server';
import type { InventoryClient } from '@frontage/inventory-client';
import type { OrdersClient } from '@frontage/orders-client';
import type { PricingClient } from '@frontage/pricing-client';
import type { RecommendationsClient } from '@frontage/recommendations-client';
import type { ReviewsClient } from '@frontage/reviews-client';
import type { Tokens } from './tokens.ts';

/** Clients of services. */
export interface Clients {
  readonly catalog: CatalogClient;
  readonly pricing: PricingClient;
  readonly inventory: InventoryClient;
  readonly reviews: ReviewsClient;
  readonly customers: CustomersClient;
  readonly orders: OrdersClient;
  readonly recommendations: RecommendationsClient;
}

export interface Deps extends Clients {
  /** Tokens that the app carries. */
  readonly tokens: Tokens;
}

export const defineEndpoint = endpointsWith<Deps>();
