/** Writes of a customer's cart: loaded when the first one is made. */

import { currency } from '../currency/currency.ts';
import { mutate } from '../graphql/mutate.ts';
import type { PageFailure } from '../graphql/page-failure.ts';
import { announce } from '../parts/announcer/announcer.tsx';
import { MergeCartDocument, PutCartItemDocument, RemoveCartItemDocument } from './cart-writes.documents.ts';
import { leftOutSentence } from './left-out.ts';
import type { CartLine } from './visitor-cart.ts';

export interface CartWritten {
  /** Codes of the refusals; undefined without an answer. */
  readonly refusals: readonly string[] | undefined;
  readonly failure: PageFailure | undefined;
  /** Sentence about what was left out of a merge. */
  readonly sentence?: string | undefined;
}

/** Sets the pieces of a product; 0 takes it out. Never rejects. */
export async function writeItem({ productId, quantity }: CartLine): Promise<CartWritten> {
  if (quantity === 0) {
    const { data, failure } = await mutate(RemoveCartItemDocument, { productId, currency: currency.current() });
    return written(data?.removeCartItem, failure);
  }
  const { data, failure } = await mutate(PutCartItemDocument, { productId, quantity, currency: currency.current() });
  return written(data?.putCartItem, failure);
}

/** Merges a visitor's cart into the customer's, and says so. Never rejects. */
export async function mergeItems(lines: readonly CartLine[]): Promise<CartWritten> {
  const items = lines.map(({ productId, quantity }) => ({ productId, quantity }));
  const { data, failure } = await mutate(MergeCartDocument, { items, currency: currency.current() });
  const merged = written(data?.mergeCart, failure);
  if (merged.refusals) announce('Your cart is as you left it.');
  return { ...merged, sentence: leftOutSentence(merged.refusals ?? []) };
}

const written = (
  payload: { readonly errors: readonly { readonly code: string }[] } | null | undefined,
  failure: PageFailure | undefined,
): CartWritten => ({ refusals: payload?.errors.map(({ code }) => code), failure });
