/** The catalog service: contract and client. */
export { cacheCatalog } from './catalog.cache.ts';
export { catalogUrl, createCatalogClient } from './catalog.client.ts';
export type {
  Attribute,
  CatalogClient,
  Category,
  NewCategory,
  NewProduct,
  Product,
  ProductChange,
  ProductPage,
  ProductQuery,
} from './catalog.client.ts';
export type { CatalogReason } from './catalog.contract.ts';
