/** Quantities that people type, and that the stock suffices for. */

import { piecesText } from './cart.view.ts';
import { maxPieces } from './visitor-cart.ts';

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
