/**
 * Deliveries to one webhook endpoint, with their attempts; sending again.
 *
 * @import { Answer, Attempt, Delivery, Portal, Resource, Sending, View, Webhook } from './resources.ts'
 */

import { openForm } from './dialog.js';
import { button, element, wait } from './dom.js';
import { hrefOf, itemsOf, requireHref } from './hal.js';
import { Problem } from './problem.js';
import { attempt, badge, code, count, instant, pages, plural, table } from './shown.js';
import { sendTest, statusOf } from './webhooks.js';

/** Times between looks at deliveries that are under way, in milliseconds: at first, and at most. */
const [firstLookMs, slowestLookMs] = [1_000, 30_000];

/** @type {Readonly<Record<Delivery['status'], 'good' | 'warn' | 'bad'>>} */
const kinds = { delivered: 'good', pending: 'warn', failed: 'bad' };

/**
 * Makes the view.
 *
 * @param {Portal} portal
 * @param {string} id
 * @returns {Promise<View>}
 */
export async function deliveriesView(portal, id) {
  const { api, entry, signal } = portal;
  const { body: all } = await api.get(requireHref(entry, 'webhooks'));
  const endpoint = /** @type {readonly Webhook[]} */ (itemsOf(all, 'webhooks')).find((each) => each.id === id);
  const start = endpoint && hrefOf(endpoint, 'deliveries');
  if (!endpoint || start === undefined) {
    throw new Problem({
      status: 404,
      title: 'There is no such endpoint',
      detail: 'It was deleted, or is of the other mode.',
    });
  }
  const [list, notice] = [element('div'), element('div')];
  let here = start;
  let isWatched = false;
  /** Draws a page, unless the focus is in it: that would be lost. */
  const read = async (href = here, { isAsked = true } = {}) => {
    const { body } = await api.get(href);
    if (signal.aborted || (!isAsked && list.contains(document.activeElement))) return;
    here = href;
    const deliveries = /** @type {readonly Delivery[]} */ (itemsOf(body, 'deliveries'));
    list.replaceChildren(
      deliveryTable(deliveries, (delivery) => again(delivery)),
      pages(body, (next) => attempt(portal, notice, () => read(next))) ?? '',
    );
    if (deliveries.some(({ status }) => status === 'pending')) void watch();
    else isWatched = false;
  };
  /** Looks again while something is under way, ever more rarely. */
  const watch = async () => {
    if (isWatched) return;
    isWatched = true;
    try {
      for (let ms = firstLookMs; isWatched; ms = Math.min(ms * 2, slowestLookMs)) {
        await wait(ms, signal);
        if (!document.hidden) await read(here, { isAsked: false });
      }
    } catch (error) {
      // The view is gone, or the answer is a problem that the button Refresh tells of.
      isWatched = false;
      if (!signal.aborted && !(error instanceof Problem)) throw error;
    }
  };
  const sent = async (/** @type {string} */ href, /** @type {object} */ body) => {
    /** @type {Answer<Sending>} */
    const { body: sending } = await api.send('POST', href, { body });
    portal.say(sending.count === 1 ? '1 event is sent again.' : `${count(sending.count)} events are sent again.`);
    await read(start);
  };
  const toReplay = hrefOf(endpoint, 'replay');
  const again = (/** @type {Delivery} */ delivery) =>
    // A test is sent once.
    toReplay === undefined || delivery.type === 'webhook.test'
      ? undefined
      : button('Send again', () => attempt(portal, notice, () => sent(toReplay, { delivery: delivery.id })), {
          about: `${delivery.type} ${delivery.event}`,
          key: `again ${delivery.id}`,
        });
  await read();
  return {
    title: 'Deliveries',
    content: [
      element('p', { class: 'address' }, `To ${endpoint.url} `, statusOf(endpoint)),
      controlsOf(portal, endpoint, { notice, read: () => read(start), replay: sent }),
      notice,
      list,
      element('p', {}, element('a', { href: '#webhooks' }, 'All webhook endpoints')),
    ],
  };
}

/**
 * @param {Portal} portal
 * @param {Resource} endpoint
 * @param {{ notice: Element, read: () => Promise<void>, replay: (href: string, body: object) => Promise<void> }} how
 */
function controlsOf(portal, endpoint, { notice, read, replay }) {
  const [test, toReplay] = [hrefOf(endpoint, 'test'), hrefOf(endpoint, 'replay')];
  const tested = async (/** @type {string} */ href) => {
    await sendTest(portal, href);
    await read();
  };
  return element(
    'div',
    { class: 'row' },
    button('Refresh', () => attempt(portal, notice, read), { key: 'refresh' }),
    test === undefined
      ? undefined
      : button('Send a test', () => attempt(portal, notice, () => tested(test)), { key: 'test' }),
    toReplay === undefined
      ? undefined
      : button('Send a range again', () => openRange(toReplay, replay), { key: 'range' }),
  );
}

/**
 * @param {string} href
 * @param {(href: string, body: object) => Promise<void>} replay
 */
async function openRange(href, replay) {
  await openForm({
    title: 'Send a range again',
    about: [element('p', {}, 'All events that came in a range of time are sent again.')],
    fields: [
      { name: 'from', label: 'From', type: 'datetime-local', hint: 'In your own time zone.' },
      { name: 'until', label: 'Until', type: 'datetime-local', hint: 'Empty: now.' },
    ],
    action: 'Send again',
    submit: async (read) => {
      const [from, until] = [read('from'), read('until')];
      if (from === '')
        throw new Problem({
          status: 400,
          title: 'The input is invalid',
          detail: 'The beginning is missing.',
          errors: [{ pointer: '#/body/from', detail: 'is missing' }],
        });
      const iso = (/** @type {string} */ local) => new Date(local).toISOString();
      await replay(href, { from: iso(from), ...(until !== '' && { until: iso(until) }) });
    },
  });
}

/**
 * @param {readonly Delivery[]} deliveries
 * @param {(delivery: Delivery) => Node | undefined} again
 */
const deliveryTable = (deliveries, again) =>
  table({
    caption: 'Deliveries, newest first',
    columns: ['Event', 'Status', 'Came', 'Attempts', 'Actions'],
    rows: deliveries.map((delivery) => [
      element('span', {}, code(delivery.type), element('br'), element('small', {}, delivery.event)),
      element(
        'span',
        {},
        badge(delivery.status, kinds[delivery.status]),
        ...(delivery.nextAt === undefined ? [] : [' next attempt ', instant(delivery.nextAt)]),
      ),
      instant(delivery.createdAt),
      attemptsOf(delivery),
      again(delivery),
    ]),
    empty: 'There are no deliveries.',
  });

/**
 * @param {Delivery} delivery
 */
function attemptsOf({ attempts, event }) {
  const [latest] = attempts;
  if (!latest) return 'none yet';
  return element(
    'details',
    {},
    element(
      'summary',
      { 'aria-label': `${plural(attempts.length, 'attempt')} for ${event}: ${resultOf(latest)}` },
      resultOf(latest),
    ),
    element('ol', {}, ...attempts.map(attemptOf)),
  );
}

/**
 * @param {Attempt} attempt
 */
const resultOf = ({ outcome, status }) => (status === undefined ? outcome : `${outcome}, ${status}`);

/**
 * @param {Attempt} attempt
 */
const attemptOf = (attempt) =>
  element(
    'li',
    {},
    instant(attempt.at),
    `: ${resultOf(attempt)}, after ${count(attempt.durationMs)} ms`,
    attempt.answer === '' ? undefined : element('pre', { tabindex: 0 }, attempt.answer),
  );
