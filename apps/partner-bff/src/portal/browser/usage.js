/**
 * Usage: requests of a period, and what is left of each limit.
 *
 * @import { Limit, Portal, Usage, Use, View } from './resources.ts'
 */

import { element } from './dom.js';
import { createForm } from './form.js';
import { itemsOf, requireHref } from './hal.js';
import { attempt, code, count, duration, pages, plural, table } from './shown.js';

/**
 * Makes the view.
 *
 * @param {Portal} portal
 * @returns {Promise<View>}
 */
export async function usageView(portal) {
  const { api, entry, say } = portal;
  const [limits, period, notice] = [element('div'), element('div'), element('div')];
  const read = async (/** @type {string} */ href) => {
    /** @type {{ body: Usage }} */
    const { body } = await api.get(href);
    limits.replaceChildren(limitTable(body.limits));
    const uses = /** @type {readonly Use[]} */ (itemsOf(body, 'usage'));
    const total = `${plural(body.requests, 'request')} from ${body.from} until ${body.until}`;
    period.replaceChildren(
      element('p', { id: 'total' }, element('strong', {}, total), ', in UTC. Counts are about a minute late.'),
      useTable(uses),
      pages(body, (next) => attempt(portal, notice, async () => say((await read(next)).total))) ?? '',
    );
    return { body, total };
  };
  const { body: first } = await read(requireHref(entry, 'usage'));
  const form = createForm({
    fields: [
      { name: 'from', label: 'First day', type: 'date', value: first.from },
      { name: 'until', label: 'Last day', type: 'date', value: first.until },
    ],
    action: 'Show',
    submit: async (value) => {
      const href = requireHref(entry, 'usage', { from: value('from'), until: value('until') });
      say((await read(href)).total);
    },
  });
  form.classList.add('inline');
  return {
    title: 'Usage',
    content: [element('h2', {}, 'Limits'), limits, element('h2', {}, 'Requests'), form, notice, period],
  };
}

/**
 * @param {readonly Limit[]} limits
 */
const limitTable = (limits) =>
  table({
    caption: 'Limits on this partner, or on this key, and what is left of them',
    columns: ['Limit', 'Window', 'Requests', 'Left', 'More in'],
    numbers: ['Requests', 'Left'],
    rows: limits.map(({ name, limit, windowSeconds, remaining, moreInSeconds }) => [
      code(name),
      duration(windowSeconds),
      count(limit),
      count(remaining),
      moreInSeconds === undefined ? '' : duration(moreInSeconds),
    ]),
    empty: 'There are no limits.',
  });

/**
 * @param {readonly Use[]} uses
 */
const useTable = (uses) =>
  table({
    caption: 'Requests by key, version and operation',
    columns: ['Operation', 'Version', 'Key', 'Requests', 'Last day'],
    numbers: ['Requests'],
    rows: uses.map(({ key, version, operation, requests, lastDay }) => [
      code(operation),
      version,
      code(key),
      count(requests),
      element('time', { datetime: lastDay }, lastDay),
    ]),
    empty: 'There were no requests in these days.',
  });
