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

/** Stock of a product, as lines have it. */
export interface LineStock {
  readonly status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK';
  readonly available: number;
}

/** Sentence about a line that the stock does not suffice for; undefined for one that can be ordered, as far as anybody knows. */
export function shortageSentence(quantity: number, stock: LineStock | null | undefined): string | undefined {
  if (!stock || stock.available >= quantity) return undefined;
  if (stock.available < 1) return 'Sold out: take it out to order the rest.';
  return `Only ${piecesText(stock.available)} left: order fewer.`;
}

/** Number of pieces that somebody typed; undefined when it is none that a cart can hold. */
export function readPieces(text: string): number | undefined {
  const pieces = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  return pieces >= 1 && pieces <= maxPieces ? pieces : undefined;
}

/** Sentence about products that were not taken over at the login, by the codes of their refusals; undefined when all were. */
export function leftOutSentence(codes: readonly string[]): string | undefined {
  if (codes.length === 0) return undefined;
  const products = codes.length === 1 ? '1 product' : `${codes.length} products`;
  const isFull = codes.includes('CART_FULL');
  return `${products} of your cart before the login could not be taken over: ${isFull ? 'it is full' : 'not sold any more'}.`;
}
