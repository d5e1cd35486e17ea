/**
 * Webhook endpoints: list, creation, change, secret, test, deletion.
 *
 * @import { Answer, Portal, Sending, View, Webhook, WebhookWithSecret } from './resources.ts'
 * @import { Field } from './form.js'
 */

import { openForm, showSecret } from './dialog.js';
import { button, element } from './dom.js';
import { hrefOf, itemsOf, requireHref } from './hal.js';
import { hashOf } from './place.js';
import { Problem } from './problem.js';
import { attempt, badge, codes, instant, table } from './shown.js';

/**
 * Makes the view.
 *
 * @param {Portal} portal
 * @returns {Promise<View>}
 */
export async function webhooksView(portal) {
  const { api, entry } = portal;
  const notice = element('div');
  const { body: list } = await api.get(requireHref(entry, 'webhooks'));
  const endpoints = /** @type {readonly Webhook[]} */ (itemsOf(list, 'webhooks'));
  const creation = hrefOf(list, 'create-webhook');
  return {
    title: 'Webhooks',
    content: [
      element('p', {}, `Addresses that events of ${entry.mode} mode are sent to.`),
      element(
        'div',
        { class: 'row' },
        creation === undefined
          ? 'This key may not create endpoints.'
          : button('Create an endpoint', () => create(portal, creation), { key: 'create', isQuiet: false }),
      ),
      notice,
      table({
        caption: 'Webhook endpoints',
        columns: ['Address', 'Events', 'Status', 'Actions'],
        rows: endpoints.map((endpoint) => [
          addressOf(endpoint),
          codes(endpoint.events),
          statusOf(endpoint),
          actionsOf(portal, endpoint, notice),
        ]),
        empty: 'There are no webhook endpoints.',
      }),
    ],
  };
}

/**
 * @param {Webhook} endpoint
 */
const addressOf = ({ url, description }) =>
  element(
    'span',
    { class: 'address' },
    url,
    ...(description === '' ? [] : [element('br'), element('small', {}, description)]),
  );

/**
 * Status of an endpoint, with what is wrong with it.
 *
 * @param {Webhook} endpoint
 */
export const statusOf = ({ status, disabled, failingSince }) =>
  element(
    'span',
    {},
    badge(status, status === 'enabled' ? 'good' : 'warn'),
    ...(disabled ? [` ${disabled.reason}, since `, instant(disabled.at), '. Its events wait.'] : []),
    ...(failingSince === undefined ? [] : [' No attempt has succeeded since ', instant(failingSince), '.']),
  );

/**
 * @param {Portal} portal
 * @param {Webhook} endpoint
 * @param {Element} notice
 */
function actionsOf(portal, endpoint, notice) {
  const { id, url } = endpoint;
  const about = url;
  const key = (/** @type {string} */ what) => ({ about, key: `${what} ${id}` });
  const edit = hrefOf(endpoint, 'edit');
  const secret = hrefOf(endpoint, 'roll-secret');
  const test = hrefOf(endpoint, 'test');
  return element(
    'div',
    { class: 'row' },
    hrefOf(endpoint, 'deliveries') === undefined
      ? undefined
      : element(
          'a',
          {
            class: 'button quiet',
            href: hashOf({ name: 'deliveries', endpoint: id }),
            'aria-label': `Deliveries to ${url}`,
          },
          'Deliveries',
        ),
    test === undefined
      ? undefined
      : button('Send a test', () => attempt(portal, notice, () => sendTest(portal, test)), key('test')),
    edit === undefined
      ? undefined
      : button('Change', () => attempt(portal, notice, () => change(portal, edit)), key('change')),
    secret === undefined ? undefined : button('Roll secret', () => rollSecret(portal, endpoint, secret), key('secret')),
    edit === undefined
      ? undefined
      : button('Delete', () => attempt(portal, notice, () => remove(portal, edit)), key('delete')),
  );
}

/**
 * Fields of an endpoint.
 *
 * @param {Portal} portal
 * @param {Partial<Webhook>} endpoint
 * @returns {Field[]}
 */
const fieldsOf = ({ eventFilters }, { url = '', events = [], description = '', status }) => [
  {
    name: 'url',
    label: 'Address',
    type: 'url',
    value: url,
    hint: 'https, a public name, port 443 or 8443, no credentials.',
  },
  {
    name: 'events',
    label: 'Events',
    type: 'choices',
    options: [...new Set([...eventFilters, ...events])],
    values: events,
    hint: 'A type, all of a kind, or * for all.',
  },
  { name: 'description', label: 'Note', type: 'text', value: description },
  ...(status === undefined
    ? []
    : [
        /** @type {Field} */ ({
          name: 'status',
          label: 'Status',
          type: 'select',
          options: ['enabled', 'disabled'],
          value: status,
          hint: 'Enabling delivers all that waited meanwhile.',
        }),
      ]),
];

/**
 * @param {(name: string) => string} read
 * @param {(name: string) => string[]} readAll
 */
const membersOf = (read, readAll) => ({
  url: read('url'),
  events: readAll('events'),
  description: read('description'),
});

/**
 * @param {Portal} portal
 * @param {string} href
 */
async function create(portal, href) {
  const { api, say, show } = portal;
  /** @type {WebhookWithSecret | undefined} */
  let made;
  await openForm({
    title: 'Create an endpoint',
    fields: fieldsOf(portal, {}),
    action: 'Create',
    submit: async (read, readAll) => {
      /** @type {Answer<WebhookWithSecret>} */
      const { body } = await api.send('POST', href, { body: membersOf(read, readAll) });
      made = body;
    },
  });
  if (!made) return;
  show();
  await showSecret({
    title: 'The secret of the endpoint',
    label: `Secret for ${made.url}`,
    secret: made.secret,
    about: 'Signatures are verified with it. It is shown this once.',
  });
  say(`The endpoint ${made.url} was created.`);
}

/**
 * Opens the form of a change. A change that somebody else made meanwhile is read, told of, and shown.
 *
 * @param {Portal} portal
 * @param {string} href
 */
async function change(portal, href) {
  const { api, say, show } = portal;
  for (let isStale = false; ;) {
    /** @type {Answer<Webhook>} */
    const { body: endpoint, etag } = await api.get(href);
    const outcome = await whileCurrent((submit) =>
      openForm({
        title: 'Change the endpoint',
        about: isStale ? [staleNotice('Make your change to what is there now.')] : [],
        fields: fieldsOf(portal, endpoint),
        action: 'Change',
        submit: (read, readAll) =>
          submit(async () => {
            const body = { ...membersOf(read, readAll), status: read('status') };
            await api.send('PATCH', href, { body, ifMatch: etag });
          }),
      }),
    );
    if (outcome === 'done') say(`The endpoint ${endpoint.url} was changed.`);
    if (outcome !== 'stale') return outcome === 'done' ? show() : undefined;
    isStale = true;
  }
}

/**
 * Asks before a deletion, for what is there now.
 *
 * @param {Portal} portal
 * @param {string} href
 */
async function remove(portal, href) {
  const { api, say, show } = portal;
  for (let isStale = false; ;) {
    /** @type {Answer<Webhook>} */
    const { body: endpoint, etag } = await api.get(href);
    const outcome = await whileCurrent((submit) =>
      openForm({
        title: 'Delete the endpoint',
        about: [
          isStale ? staleNotice('Look whether it is still to go.') : undefined,
          element('p', { class: 'address' }, `${endpoint.url} is deleted with its deliveries. There is no way back.`),
          codes(endpoint.events),
        ],
        action: 'Delete',
        submit: () =>
          submit(async () => {
            await api.send('DELETE', href, { ifMatch: etag });
          }),
      }),
    );
    if (outcome === 'done') say(`The endpoint ${endpoint.url} was deleted.`);
    if (outcome !== 'stale') return outcome === 'done' ? show() : undefined;
    isStale = true;
  }
}

/**
 * @param {string} advice
 */
const staleNotice = (advice) =>
  element('p', { class: 'notice warn', role: 'alert' }, `It was changed meanwhile, and has been read again. ${advice}`);

/**
 * Runs a dialog whose write may come too late (412). The dialog is then closed as if it were done, and the outcome is `stale`.
 *
 * @param {(submit: (write: () => Promise<void>) => Promise<void>) => Promise<boolean>} dialog
 * @returns {Promise<'done' | 'cancelled' | 'stale'>}
 */
async function whileCurrent(dialog) {
  let isStale = false;
  const isDone = await dialog(async (write) => {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Problem && error.status === 412)) throw error;
      isStale = true;
    }
  });
  if (isStale) return 'stale';
  return isDone ? 'done' : 'cancelled';
}

/**
 * @param {Portal} portal
 * @param {Webhook} endpoint
 * @param {string} href
 */
async function rollSecret({ api, say }, { url }, href) {
  /** @type {WebhookWithSecret | undefined} */
  let rolled;
  await openForm({
    title: 'Roll the secret',
    about: [element('p', { class: 'address' }, `${url} gets a new secret. The old one signs too for 24 hours.`)],
    action: 'Roll secret',
    submit: async () => {
      /** @type {Answer<WebhookWithSecret>} */
      const { body } = await api.send('POST', href);
      rolled = body;
    },
  });
  if (!rolled) return;
  await showSecret({
    title: 'The new secret',
    label: `Secret for ${url}`,
    secret: rolled.secret,
    about: 'It is shown this once. Give it to your receiver within 24 hours.',
  });
  say(`The secret of ${url} was rolled.`);
}

/**
 * Sends a test event.
 *
 * @param {Portal} portal
 * @param {string} href
 */
export async function sendTest({ api, say }, href) {
  /** @type {Answer<Sending>} */
  await api.send('POST', href);
  say('A test event is on its way. Its delivery shows what the receiver answers.');
}
