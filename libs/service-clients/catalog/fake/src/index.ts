/** The mock catalog. */
export { catalogDocument, fakeCatalog } from './catalog.fake.ts';
