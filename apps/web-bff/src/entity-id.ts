/**
 * Ids for clients that normalise answers by type and id (Apollo's default cache), or by id alone (Relay's store). An id that is not
 * unique would show one thing in the place of another; an object without an id would not be updated after a mutation.
 */

/** Id of an object that has none outside its parent: a customer's cart, a product's warehouse. Opaque to clients. */
export const entityId = (type: 'address' | 'cart' | 'stock', ...within: readonly string[]): string =>
  [type, ...within].map(encodeURIComponent).join('/');
