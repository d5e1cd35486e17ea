/** Sentences and sums of the cart. */

import { maxPieces, type CartLine } from './visitor-cart.ts';

/** Lines as they will be, once all that is wanted is written. `wanted` has 0 for what is taken out. */
export function linesWith(lines: readonly CartLine[], wanted: ReadonlyMap<string, number>): readonly CartLine[] {
  const known = new Set(lines.map(({ productId }) => productId));
  const added = [...wanted].filter(([productId]) => !known.has(productId));
  return [
    ...lines.map(({ productId, quantity }) => ({ productId, quantity: wanted.get(productId) ?? quantity })),
    ...added.map(([productId, quantity]) => ({ productId, quantity })),
  ].filter(({ quantity }) => quantity > 0);
}

/** Pieces of one product. */
export const piecesOf = (lines: readonly CartLine[], productId: string): number =>
  lines.find((line) => line.productId === productId)?.quantity ?? 0;

/** Pieces of all products. */
export const sumOf = (lines: readonly CartLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Pieces after some more are added: no cart has more than 99 of a product. */
export const added = (before: number, more: number): number => Math.min(maxPieces, before + more);

/** Sentence after something was put into the cart. */
export const addedSentence = (name: string, pieces: number): string => `${name}: ${pieces} in your cart.`;

/** Number of pieces as a sentence says it: `1 piece`. */
export const piecesText = (pieces: number): string => (pieces === 1 ? '1 piece' : `${pieces} pieces`);

const refusals: Readonly<Record<string, string>> = {
  CART_FULL: 'Your cart has 50 products already: order these first, or take one out.',
  NOT_FOUND: 'This is not sold any more.',
  INVALID: `Choose from 1 to ${maxPieces} pieces.`,
};

/** Sentence for a refusal of the cart, by its code. */
export const refusalSentence = (code: string): string => refusals[code] ?? 'Your cart could not be changed.';
