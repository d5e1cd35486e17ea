/** Versions of the API, and the endpoints of each. */

import type { Endpoint } from '@frontage/http-server';
import type { Deps } from './deps.ts';
import { categoryEndpoints } from './features/categories/categories.endpoint.ts';
import { categoriesV2 } from './features/categories/categories.v2.view.ts';
import { entryEndpoints } from './features/entry/entry.endpoint.ts';
import { entryV2 } from './features/entry/entry.v2.view.ts';
import { keyEndpoints } from './features/keys/keys.endpoint.ts';
import { keysV2 } from './features/keys/keys.v2.view.ts';
import { operationEndpoints } from './features/operations/operations.endpoint.ts';
import { operationsV2 } from './features/operations/operations.v2.view.ts';
import { orderEndpoints } from './features/orders/orders.endpoint.ts';
import { ordersV2 } from './features/orders/orders.v2.view.ts';
import { productEndpoints } from './features/products/products.endpoint.ts';
import { productsV2 } from './features/products/products.v2.view.ts';
import { usageEndpoints } from './features/usage/usage.endpoint.ts';
import { usageV2 } from './features/usage/usage.v2.view.ts';
import { webhookEndpoints } from './features/webhooks/webhooks.endpoint.ts';
import { webhooksV2 } from './features/webhooks/webhooks.v2.view.ts';
import { version, type Version } from './version.ts';

/** Representations of version 2. */
export const representationsV2 = [
  entryV2,
  productsV2,
  categoriesV2,
  ordersV2,
  operationsV2,
  webhooksV2,
  keysV2,
  usageV2,
] as const;

/** Current version. */
export const v2 = version('/v2', ...representationsV2);

/** Representations that a version needs for all features. */
export type Views = typeof v2.views;

/** Versions that are served. Retiring one deletes its row and its views. */
export const versions: readonly Version<Views>[] = [v2];

/** Endpoints of a version, without its prefix in their paths. */
export const endpointsOf = (version: Version<Views>): readonly Endpoint<Deps>[] => [
  ...entryEndpoints(version),
  ...productEndpoints(version),
  ...categoryEndpoints(version),
  ...orderEndpoints(version),
  ...operationEndpoints(version),
  ...webhookEndpoints(version),
  ...keyEndpoints(version),
  ...usageEndpoints(version),
];

/** Media type of HAL (draft-kelly-json-hal). */
export const mediaType = 'application/hal+json';
