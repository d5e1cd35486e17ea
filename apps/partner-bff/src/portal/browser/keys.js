/**
 * Keys: list, creation, roll, revocation.
 *
 * @import { Key, KeyWithSecret, Portal, View } from './resources.ts'
 */

import { openForm, showSecret } from './dialog.js';
import { button, element } from './dom.js';
import { linesOf } from './form.js';
import { hrefOf, itemsOf, requireHref } from './hal.js';
import { Problem } from './problem.js';
import { attempt, badge, code, codes, instant, pages, table } from './shown.js';

/** @type {Readonly<Record<Key['state'], 'good' | 'warn' | ''>>} */
const kinds = { live: 'good', rolled: 'warn', revoked: '', expired: '' };

/**
 * Makes the view.
 *
 * @param {Portal} portal
 * @returns {Promise<View>}
 */
export async function keysView(portal) {
  const { api, entry } = portal;
  const [list, notice, making] = [element('div'), element('div'), element('div', { class: 'row' })];
  const read = async (/** @type {string} */ href) => {
    const { body } = await api.get(href);
    const keys = /** @type {readonly Key[]} */ (itemsOf(body, 'keys'));
    const creation = hrefOf(body, 'create-key');
    making.replaceChildren(
      creation === undefined
        ? 'This key may not make keys.'
        : button('Create a key', () => attempt(portal, notice, () => create(portal, creation)), {
            key: 'create',
            isQuiet: false,
          }),
    );
    list.replaceChildren(
      keyTable(keys, (key) => actionsOf(portal, key, notice)),
      pages(body, (next) => attempt(portal, notice, () => read(next))) ?? '',
    );
  };
  await read(requireHref(entry, 'keys'));
  return {
    title: 'Keys',
    content: [
      element('p', {}, `Keys of ${entry.mode} mode, newest first. Those that have ended stay in the list.`),
      making,
      notice,
      list,
    ],
  };
}

/**
 * @param {readonly Key[]} keys
 * @param {(key: Key) => Node} actions
 */
const keyTable = (keys, actions) =>
  table({
    caption: 'Keys',
    columns: ['Key', 'State', 'Scopes', 'Addresses', 'Made, used, ends', 'Actions'],
    rows: keys.map((key) => [
      element('span', {}, code(key.id), element('br'), element('small', {}, `ends with ${key.hint}`)),
      statesOf(key),
      codes(key.scopes),
      key.addresses.length === 0 ? 'any' : codes(key.addresses),
      timesOf(key),
      actions(key),
    ]),
    empty: 'There are no keys.',
  });

/**
 * @param {Key} key
 */
const statesOf = ({ state, current, exposedAt }) =>
  element(
    'ul',
    { class: 'plain' },
    element('li', {}, badge(state, kinds[state])),
    current ? element('li', {}, badge('in use here', 'good')) : undefined,
    exposedAt === undefined
      ? undefined
      : element('li', {}, badge('sent in a URL', 'bad'), ' Replace it. First at ', instant(exposedAt)),
  );

/**
 * @param {Key} key
 */
function timesOf({ createdAt, lastUsedAt, expiresAt, revokedAt }) {
  const times = /** @type {const} */ ([
    ['made', createdAt],
    ['last used', lastUsedAt],
    ['ends', expiresAt],
    ['revoked', revokedAt],
  ]);
  return element(
    'ul',
    { class: 'plain' },
    ...times.flatMap(([what, at]) => (at === undefined ? [] : [element('li', {}, `${what} `, instant(at))])),
  );
}

/**
 * @param {Portal} portal
 * @param {Key} key
 * @param {Element} notice
 */
function actionsOf(portal, key, notice) {
  const [toRoll, toRevoke] = [hrefOf(key, 'roll'), hrefOf(key, 'revoke')];
  const options = { about: `key ${key.id}` };
  return element(
    'div',
    { class: 'row' },
    toRoll === undefined
      ? undefined
      : button('Roll', () => attempt(portal, notice, () => roll(portal, key, toRoll)), {
          ...options,
          key: `roll ${key.id}`,
        }),
    toRevoke === undefined
      ? undefined
      : button('Revoke', () => attempt(portal, notice, () => revoke(portal, key, toRevoke)), {
          ...options,
          key: `revoke ${key.id}`,
        }),
  );
}

/**
 * @param {Portal} portal
 * @param {string} href
 */
async function create(portal, href) {
  const { api, entry, say, show } = portal;
  const own = hrefOf(entry, 'key');
  /** @type {readonly string[]} */
  const scopes = own === undefined ? [] : /** @type {{ body: Key }} */ (await api.get(own)).body.scopes;
  /** @type {KeyWithSecret | undefined} */
  let made;
  await openForm({
    title: 'Create a key',
    about: [element('p', {}, `It will be of ${entry.mode} mode, like the key in use here.`)],
    fields: [
      {
        name: 'scopes',
        label: 'Scopes',
        type: 'choices',
        options: scopes,
        hint: 'Those of the key in use here: no key gives what it does not have.',
      },
      {
        name: 'addresses',
        label: 'Addresses',
        type: 'textarea',
        hint: 'Networks that it may be used from, one on each line: 192.0.2.0/24. Empty: any.',
      },
      { name: 'expiresInDays', label: 'Ends after days', type: 'number', hint: 'Empty: never.' },
    ],
    action: 'Create',
    submit: async (read, readAll) => {
      const days = read('expiresInDays');
      const body = {
        scopes: readAll('scopes'),
        addresses: linesOf(read('addresses')),
        ...(days !== '' && { expiresInDays: Number(days) }),
      };
      /** @type {{ body: KeyWithSecret }} */
      const answer = await api.send('POST', href, { body });
      made = answer.body;
    },
  });
  if (!made) return;
  const { id, key } = made;
  // The list is behind the dialog, and no longer says all.
  show();
  await showSecret({
    title: 'The new key',
    label: `Key ${id}`,
    secret: key,
    about: 'It is shown this once. Keep it where your other secrets are.',
  });
  say(`Key ${id} was created.`);
}

/**
 * @param {Portal} portal
 * @param {Key} key
 * @param {string} href
 */
async function roll(portal, { id, current }, href) {
  const { api, say, show, switchKey } = portal;
  /** @type {KeyWithSecret | undefined} */
  let made;
  await openForm({
    title: `Roll key ${id}`,
    about: [
      element('p', {}, 'A successor is made, with the same scopes and addresses. The old key ends 24 hours later.'),
      current ? element('p', {}, 'It is the key in use here. This page goes on with the new one.') : undefined,
    ],
    action: 'Roll',
    submit: async () => {
      /** @type {{ body: KeyWithSecret }} */
      const answer = await api.send('POST', href);
      made = answer.body;
    },
  });
  if (!made) return;
  const { key } = made;
  if (!current) show();
  await showSecret({
    title: 'The new key',
    label: `Key ${made.id}, the successor of ${id}`,
    secret: key,
    about: 'It is shown this once. Give it to your programs within 24 hours.',
  });
  if (current) await switchKey(key);
  say(current ? `This page goes on with the new key ${made.id}.` : `Key ${id} was rolled.`);
}

/**
 * @param {Portal} portal
 * @param {Key} key
 * @param {string} href
 */
async function revoke(portal, { id, current }, href) {
  const { api, say, show, leave } = portal;
  const isDone = await openForm({
    title: `Revoke key ${id}`,
    about: [
      element('p', {}, 'Within 5 seconds it is refused everywhere. There is no way back.'),
      current
        ? element('p', { class: 'notice warn' }, 'It is the key in use here: you will be logged out.')
        : undefined,
    ],
    action: 'Revoke',
    submit: async () => {
      try {
        await api.send('DELETE', href);
      } catch (error) {
        // A key that has ended may not say so again: revoked is what it was to be.
        if (!(current && error instanceof Problem && error.status === 401)) throw error;
      }
    },
  });
  if (!isDone) return;
  if (current) return leave(`Key ${id} was revoked. Log in with another one.`);
  say(`Key ${id} was revoked.`);
  show();
}
