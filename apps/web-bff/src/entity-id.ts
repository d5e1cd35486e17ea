/**
 * Ids for clients that normalise answers, by type and id or by id alone. Apollo's default cache does the first, Relay's store the
 * second. An id that is not unique would show one thing in the place of another; an object without an id would not be updated after a
 * mutation. `node` finds objects by them (ADR 0042).
 */

const entityTypes = ['address', 'cart', 'review', 'stock', 'wish-list'] as const;
type EntityType = (typeof entityTypes)[number];

/** Id of an object that has none of its own, or none that is unique: a customer's cart, a product's warehouse stock. Opaque to clients. */
export const entityId = (type: EntityType, ...within: readonly string[]): string =>
  [type, ...within].map(encodeURIComponent).join('/');

/** Type and parts of an id of `entityId`; undefined for every other text. */
export function readEntityId(
  id: string,
): { readonly type: EntityType; readonly within: readonly string[] } | undefined {
  const [name, ...encoded] = id.split('/');
  const type = entityTypes.find((known) => known === name);
  if (type === undefined || !id.isWellFormed()) return undefined;
  try {
    const within = encoded.map(decodeURIComponent);
    // One spelling of each: another one would be another entry in a client's store.
    return entityId(type, ...within) === id ? { type, within } : undefined;
  } catch {
    return undefined;
  }
}
