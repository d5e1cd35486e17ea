/** Cache policies of the catalog. */

import type { Cache } from '@frontage/cache';
import type { Call } from '@frontage/call';
import type { CatalogClient, ProductPage } from './catalog.client.ts';

/** Tag of every answer that holds this product. */
export const productTag = (id: string): string => `product:${id}`;
/** Tag of every answer that a new product may change. */
export const productsTag = 'products';
/** Tag of the categories, which count their products. */
export const categoriesTag = 'categories';

/** Terms of catalog answers. They are the same for all callers, and may be an hour stale while the catalog is down. */
const terms = {
  shape: 2,
  scope: 'public',
  ttlMs: 60_000,
  staleWhileRevalidateMs: 60_000,
  staleIfErrorMs: 60 * 60_000,
} as const;
const product = { ...terms, kind: 'product', part: 'products', negativeTtlMs: 5_000 } as const;
const page = {
  ...terms,
  part: 'products',
  ttlMs: 30_000,
  tags: (_: unknown, found: ProductPage | undefined) => [
    productsTag,
    ...(found?.products ?? []).map(({ id }) => productTag(id)),
  ],
} as const;

/** Caches the reads of a client. Its writes invalidate. */
export function cacheCatalog(client: CatalogClient, cache: Cache): CatalogClient {
  const categories = cache.method(
    { ...terms, name: 'catalog.categories', part: 'categories', tags: () => [categoriesTag] },
    (_: undefined, call: Call) => client.categories(call),
  );
  const changeCategories = () => [categoriesTag];
  return {
    ...client,
    list: cache.method({ ...page, name: 'catalog.list' }, client.list),
    search: cache.method({ ...page, name: 'catalog.search' }, client.search),
    product: cache.method({ ...product, name: 'catalog.product', tags: (id) => [productTag(id)] }, client.product),
    products: cache.batch({ ...product, name: 'catalog.products', tags: (id) => [productTag(id)] }, client.products),
    categories: (call) => categories(undefined, call),
    createProduct: cache.change(
      ({ id }) => [productsTag, categoriesTag, ...(id === undefined ? [] : [productTag(id)])],
      client.createProduct,
    ),
    updateProduct: cache.change(({ id }) => [productTag(id), productsTag, categoriesTag], client.updateProduct),
    deleteProduct: cache.change(({ id }) => [productTag(id), productsTag, categoriesTag], client.deleteProduct),
    createCategory: cache.change(changeCategories, client.createCategory),
    updateCategory: cache.change(changeCategories, client.updateCategory),
    deleteCategory: cache.change(changeCategories, client.deleteCategory),
  };
}
