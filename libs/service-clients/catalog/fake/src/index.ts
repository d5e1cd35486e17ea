/** The mock catalog. */
export { catalogDocument, fakeCatalog } from './catalog.fake.ts';
export type { CatalogFakeOptions } from './catalog.fake.ts';
