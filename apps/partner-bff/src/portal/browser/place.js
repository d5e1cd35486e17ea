/** Place within the portal: the fragment of its address. It names views and endpoints, and never a key. */

/**
 * @typedef {{ readonly name: 'overview' | 'usage' | 'keys' | 'webhooks' }
 *   | { readonly name: 'deliveries', readonly endpoint: string }} Place
 */

/** Views in the order of the navigation, with the link of the entry document that leads to each. The overview needs none. */
export const places = /** @type {const} */ ([
  { name: 'overview', relation: 'self', title: 'Overview' },
  { name: 'usage', relation: 'usage', title: 'Usage' },
  { name: 'keys', relation: 'keys', title: 'Keys' },
  { name: 'webhooks', relation: 'webhooks', title: 'Webhooks' },
]);

/**
 * Place that a fragment names. Unknown ones are the overview.
 *
 * @param {string} hash `#keys`, `#webhooks/<id>`
 * @returns {Place}
 */
export function placeOf(hash) {
  const [, endpoint] = /^#webhooks\/([\w-]{1,100})$/.exec(hash) ?? [];
  if (endpoint !== undefined) return { name: 'deliveries', endpoint };
  return { name: places.find(({ name }) => hash === `#${name}`)?.name ?? 'overview' };
}

/**
 * Fragment of a place.
 *
 * @param {Place} place
 */
export const hashOf = (place) => (place.name === 'deliveries' ? `#webhooks/${place.endpoint}` : `#${place.name}`);
