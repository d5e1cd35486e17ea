/** The versions of the API, and the endpoints that every one of them has. */

import type { Endpoint } from '@frontage/http-server';
import type { Deps } from './deps.ts';
import { categoryEndpoints } from './features/categories/categories.endpoint.ts';
import { categoriesV2 } from './features/categories/categories.v2.view.ts';
import { entryEndpoints } from './features/entry/entry.endpoint.ts';
import { entryV2 } from './features/entry/entry.v2.view.ts';
import { orderEndpoints } from './features/orders/orders.endpoint.ts';
import { ordersV2 } from './features/orders/orders.v2.view.ts';
import { productEndpoints } from './features/products/products.endpoint.ts';
import { productsV2 } from './features/products/products.v2.view.ts';
import { version, type Version } from './version.ts';

/** How version 2 shows each feature. */
export const representationsV2 = [entryV2, productsV2, categoriesV2, ordersV2] as const;

/** The current version. */
export const v2 = version('/v2', ...representationsV2);

/** What a version has to show, all features together. */
export type Views = typeof v2.views;

/** All that are served. To retire one: its row here, and its views. */
export const versions: readonly Version<Views>[] = [v2];

/** The endpoints of a version. Their paths lack its prefix. */
export const endpointsOf = (version: Version<Views>): readonly Endpoint<Deps>[] => [
  ...entryEndpoints(version),
  ...productEndpoints(version),
  ...categoryEndpoints(version),
  ...orderEndpoints(version),
];

/** HAL (draft-kelly-json-hal). */
export const mediaType = 'application/hal+json';
