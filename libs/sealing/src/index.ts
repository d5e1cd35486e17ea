/** Sealed texts: clients carry or keep them, and can neither read nor change them. */
export { createSeal } from './seal.ts';
export type { Seal } from './seal.ts';
export { secretList } from './secret-list.ts';
