/** The one deterministic data set that all fakes share. */
export { categories, products } from './catalog.ts';
export type { SeededCategory, SeededProduct } from './catalog.ts';
export { developmentPassword, partners, people } from './people.ts';
export type { CustomerTier, PartnerTier, Person, SeededPartner } from './people.ts';
export { randomOf } from './random.ts';
export type { Random } from './random.ts';
