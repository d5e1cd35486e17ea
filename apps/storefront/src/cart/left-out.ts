/** Products that a login did not take over into the cart. */

/** Sentence about products that were not taken over at the login, by the codes of their refusals; undefined when all were. */
export function leftOutSentence(codes: readonly string[]): string | undefined {
  if (codes.length === 0) return undefined;
  const products = codes.length === 1 ? '1 product' : `${codes.length} products`;
  const isFull = codes.includes('CART_FULL');
  return `${products} of your cart before the login could not be taken over: ${isFull ? 'it is full' : 'not sold any more'}.`;
}
