/** Catalog service: contract and client. */
export { cacheCatalog } from './catalog.cache.ts';
export { catalogInvalidations } from './catalog.events.ts';
export { catalogUrl, createCatalogClient } from './catalog.client.ts';
export type {
  CatalogClient,
  Category,
  CategoryCount,
  NewProduct,
  Product,
  ProductChange,
  ProductQuery,
  SearchFacets,
  SearchFilter,
  SearchPage,
  SearchQuery,
  SearchSort,
  Target,
} from './catalog.client.ts';
