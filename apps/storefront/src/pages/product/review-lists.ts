/** Lists of reviews in the cache, after the viewer's own has changed. */

import type { ApolloCache, Reference } from '@apollo/client/cache';
import { isReference } from '@apollo/client/utilities';
import type { WholeReviewFragment } from './reviews.documents.ts';

interface CachedList {
  readonly edges: readonly { readonly node: Reference }[];
}

/** Name of the first list that a page shows, as the cache has it: the newest of all stars. */
const newest = 'reviews:{"sort":"NEWEST"}';

/**
 * Puts a review on top of the newest, unless it was in the list before. Lists in other orders, and of some stars, are read again when they are
 * shown: its place in them is not known here.
 */
export function addReview(cache: ApolloCache, productId: string, review: WholeReviewFragment): void {
  const node = { __ref: cache.identify(review)! };
  cache.modify<Record<string, CachedList>>({
    id: `Product:${productId}`,
    fields: {
      reviews: (list, { storeFieldName, readField, DELETE }) => {
        if (isReference(list)) return list;
        if (storeFieldName !== newest) return DELETE;
        const isThere = list.edges.some((edge) => readField('id', edge.node) === review.id);
        return isThere ? list : { ...list, edges: [{ __typename: 'ReviewEdge', cursor: '', node }, ...list.edges] };
      },
    },
  });
}

/** Takes a deleted review out of all lists. */
export function forgetReview(cache: ApolloCache, productId: string, reviewId: string): void {
  cache.modify<Record<string, CachedList>>({
    id: `Product:${productId}`,
    fields: {
      reviews: (list, { readField }) =>
        isReference(list)
          ? list
          : { ...list, edges: list.edges.filter((edge) => readField('id', edge.node) !== reviewId) },
    },
  });
}
