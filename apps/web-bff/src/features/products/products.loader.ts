/** Products by id. */

import type { Call } from '@frontage/call';
import type { CatalogClient, Product } from '@frontage/catalog-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

export const productsLoader = (catalog: CatalogClient, call: Call): Loader<Product> =>
  batchLoader(call, (ids) => catalog.products(ids, call));
