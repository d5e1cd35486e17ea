/** Catalog service: contract and client. */
export { cacheCatalog } from './catalog.cache.ts';
export { catalogInvalidations } from './catalog.events.ts';
export { catalogUrl, createCatalogClient } from './catalog.client.ts';
export type {
  CatalogClient,
  Category,
  NewProduct,
  Product,
  ProductChange,
  ProductQuery,
  Target,
} from './catalog.client.ts';
