/** Rules for the input of clients. */
export { inputErrors } from './input-errors.ts';
export { ifMatch } from './if-match.ts';
export { idempotencyKey } from './idempotency-key.ts';
export { patchTypes } from './merge-patch.ts';
export { maxErrors } from './pointer.ts';
export { numeric, numericOr } from './numeric.ts';
export { flawOf, parseQuery, textFlaws } from './text.ts';
