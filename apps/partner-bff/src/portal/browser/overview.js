/**
 * Overview: whose key it is, and what it may do.
 *
 * @import { Key, Portal, View } from './resources.ts'
 * @import { Child } from './dom.js'
 */

import { element } from './dom.js';
import { hrefOf, relationsOf } from './hal.js';
import { badge, code, codes, instant, outward } from './shown.js';

/**
 * Makes the view.
 *
 * @param {Portal} portal
 * @returns {Promise<View>}
 */
export async function overviewView({ api, entry }) {
  const { partner, tier, mode } = entry;
  const href = hrefOf(entry, 'key');
  /** @type {Key | undefined} */
  const key = href === undefined ? undefined : (await /** @type {Promise<{ body: Key }>} */ (api.get(href))).body;
  const facts = /** @type {const} */ ([
    ['Partner', partner],
    ['Tier', tier],
    ['Mode', mode === 'test' ? 'test: nothing that is done reaches the real world' : 'live: all that is done is real'],
    ...(key ? factsOf(key) : []),
  ]);
  return {
    title: 'Overview',
    content: [
      ...(key?.exposedAt === undefined ? [] : [exposure(key.exposedAt)]),
      element(
        'dl',
        { class: 'facts' },
        ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
      ),
      element('h2', {}, 'What this key may do'),
      element('p', {}, 'The API links to what a key may do. These are the links of its entry document.'),
      element(
        'ul',
        {},
        ...relationsOf(entry).map((name) => element('li', {}, outward(`/docs/relations#${name}`, name))),
      ),
    ],
  };
}

/**
 * @param {string} at
 */
const exposure = (at) =>
  element(
    'p',
    { class: 'notice bad' },
    element('strong', {}, 'This key was sent in a URL'),
    ' at ',
    instant(at),
    '. Logs keep URLs: roll the key, use the new one, and revoke this one.',
  );

/**
 * @param {Key} key
 * @returns {(readonly [string, Child])[]}
 */
const factsOf = ({ id, hint, state, expiresAt, scopes, addresses }) => [
  ['Key', element('span', {}, code(id), ', which ends with ', code(hint))],
  ['State', element('span', {}, badge(state, state === 'live' ? 'good' : 'warn'))],
  ['Ends', expiresAt === undefined ? 'never' : instant(expiresAt)],
  ['Addresses', addresses.length === 0 ? 'any' : codes(addresses)],
  ['Scopes', codes(scopes)],
];
