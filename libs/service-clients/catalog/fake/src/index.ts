/** The mock catalog. */
export { catalogDocument, fakeCatalog } from './catalog.fake.ts';
export type { CatalogFake } from './catalog.fake.ts';
