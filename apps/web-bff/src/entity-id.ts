/**
 * Ids for clients that normalise answers, by type and id or by id alone. Apollo's default cache does the first, Relay's store the
 * second. An id that is not unique would show one thing in the place of another; an object without an id would not be updated after a
 * mutation.
 */

/** Id of an object that has none of its own: a customer's cart, a product's warehouse stock. Opaque to clients. */
export const entityId = (type: 'address' | 'cart' | 'stock', ...within: readonly string[]): string =>
  [type, ...within].map(encodeURIComponent).join('/');
