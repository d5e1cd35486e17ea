/** Texts that others carry or keep for us and can neither read nor change. */
export { createSeal } from './seal.ts';
export type { Seal } from './seal.ts';
export { secretList } from './secret-list.ts';
