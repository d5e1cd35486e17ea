/** Versions of the API, and the endpoints of each. */

import type { Endpoint } from '@frontage/http-server';
import type { Deps } from './deps.ts';
import { sparse } from './representation/fields.ts';
import { categoryWritingEndpoints } from './features/categories/categories-writing.endpoint.ts';
import { categoryEndpoints } from './features/categories/categories.endpoint.ts';
import { categoriesV2 } from './features/categories/categories.v2.view.ts';
import { entryEndpoints } from './features/entry/entry.endpoint.ts';
import { entryV2 } from './features/entry/entry.v2.view.ts';
import { levelEndpoints } from './features/inventory-levels/inventory-levels.endpoint.ts';
import { levelsV2 } from './features/inventory-levels/inventory-levels.v2.view.ts';
import { keyEndpoints } from './features/keys/keys.endpoint.ts';
import { keysV2 } from './features/keys/keys.v2.view.ts';
import { operationEndpoints } from './features/operations/operations.endpoint.ts';
import { operationsV2 } from './features/operations/operations.v2.view.ts';
import { orderEventEndpoints } from './features/orders/order-events.endpoint.ts';
import { orderEventsV2 } from './features/orders/order-events.v2.view.ts';
import { bulkEndpoints, orderEndpoints } from './features/orders/orders.endpoint.ts';
import { ordersV2 } from './features/orders/orders.v2.view.ts';
import { priceEndpoints } from './features/prices/prices.endpoint.ts';
import { pricesV2 } from './features/prices/prices.v2.view.ts';
import { productWritingEndpoints } from './features/products/products-writing.endpoint.ts';
import { productEndpoints } from './features/products/products.endpoint.ts';
import { productsV2 } from './features/products/products.v2.view.ts';
import { usageEndpoints } from './features/usage/usage.endpoint.ts';
import { usageV2 } from './features/usage/usage.v2.view.ts';
import { webhookEndpoints } from './features/webhooks/webhooks.endpoint.ts';
import { webhooksV2 } from './features/webhooks/webhooks.v2.view.ts';
import { withLinkHeader } from './representation/link-header.ts';
import { halMediaType } from './representation/links.ts';
import { endpointsOfV1, v1 } from './v1.ts';
import { pagingV2 } from './representation/paging.ts';
import { profileOf, version, type Version } from './version.ts';

/** Representations of version 2. */
export const representationsV2 = [
  pagingV2,
  entryV2,
  productsV2,
  categoriesV2,
  pricesV2,
  levelsV2,
  ordersV2,
  orderEventsV2,
  operationsV2,
  webhooksV2,
  keysV2,
  usageV2,
] as const;

/** Current version. */
export const v2 = version(
  { prefix: '/v2', mediaTypes: [halMediaType, 'application/json'], unknownParameters: 'refused', profileOf },
  ...representationsV2,
);

/** Representations that a version needs for all features. */
export type Views = typeof v2.views;

/** Endpoints of the current version, and of any other that shows everything. */
export const endpointsOf = (version: Version<Views>): readonly Endpoint<Deps>[] =>
  [
    ...entryEndpoints(version),
    ...productEndpoints(version),
    ...productWritingEndpoints(version),
    ...categoryEndpoints(version),
    ...categoryWritingEndpoints(version),
    ...priceEndpoints(version),
    ...levelEndpoints(version),
    ...orderEndpoints(version),
    ...orderEventEndpoints(version),
    ...bulkEndpoints(version),
    ...operationEndpoints(version),
    ...webhookEndpoints(version),
    ...keyEndpoints(version),
    ...usageEndpoints(version),
  ].map((endpoint: Endpoint<Deps>) => withLinkHeader(sparse(endpoint)));

/** Representations that every version has. */
type SharedViews = typeof v1.views;

/** Version that is served, and its endpoints without its prefix in their paths. */
export interface ServedVersion extends Version<SharedViews & Partial<Views>> {
  readonly endpoints: readonly Endpoint<Deps>[];
}

/** Versions that are served. Retiring one deletes its row and its files. */
export const versions: readonly ServedVersion[] = [
  { ...v2, endpoints: endpointsOf(v2) },
  { ...v1, endpoints: endpointsOfV1 },
];
