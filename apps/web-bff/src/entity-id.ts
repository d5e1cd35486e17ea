/**
 * Ids for clients that keep what they were told by type and id (Apollo's default cache), or by id alone (Relay's store): an id that is
 * not one thing's alone shows one thing where another is asked for, and what has none is shown as it was.
 */

/** Of something that its service knows within something else only: the cart of a customer, a warehouse of a product. Opaque to clients. */
export const entityId = (type: 'address' | 'cart' | 'stock', ...within: readonly string[]): string =>
  [type, ...within].map(encodeURIComponent).join('/');
