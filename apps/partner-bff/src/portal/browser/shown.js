/**
 * Values and notices as the portal shows them.
 *
 * @import { Child } from './dom.js'
 * @import { Resource, Portal } from './resources.ts'
 */

import { button, element, hidden } from './dom.js';
import { hrefOf } from './hal.js';
import { adviceOn, asProblem, explanationOf, Problem } from './problem.js';

const numbers = new Intl.NumberFormat('en');
const instants = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/**
 * Number with separators.
 *
 * @param {number} value
 */
export const count = (value) => numbers.format(value);

/**
 * Instant in the time zone of the reader.
 *
 * @param {string} iso
 */
export const instant = (iso) => element('time', { datetime: iso }, instants.format(new Date(iso)));

/**
 * Duration in words.
 *
 * @param {number} seconds
 */
export function duration(seconds) {
  for (const [name, size] of /** @type {const} */ ([
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ])) {
    if (seconds >= size && seconds % size === 0) return plural(seconds / size, name);
  }
  return plural(seconds, 'second');
}

/**
 * Count with its noun.
 *
 * @param {number} value
 * @param {string} noun
 */
export const plural = (value, noun) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/**
 * Mark of a state. Its words say all; its colour repeats them.
 *
 * @param {string} text
 * @param {'good' | 'warn' | 'bad' | ''} [kind]
 */
export const badge = (text, kind = '') => element('span', { class: `badge ${kind}` }, text);

/**
 * Text in code.
 *
 * @param {string} text
 */
export const code = (text) => element('code', {}, text);

/**
 * List of short texts in code.
 *
 * @param {readonly string[]} texts
 */
export const codes = (texts) =>
  element('ul', { class: 'plain' }, ...texts.map((text) => element('li', {}, code(text))));

/**
 * Table, which can be scrolled by keyboard where it is wider than the window. The first cell of each row is its heading.
 *
 * @param {object} content
 * @param {string} content.caption
 * @param {readonly string[]} content.columns
 * @param {readonly (readonly Child[])[]} content.rows
 * @param {string} content.empty Text in place of a table without rows.
 * @param {readonly string[]} [content.numbers] Columns of numbers.
 */
export function table({ caption, columns, rows, empty, numbers: numeric = [] }) {
  if (rows.length === 0) return element('p', {}, empty);
  const classOf = (/** @type {number} */ index) => (numeric.includes(columns[index] ?? '') ? 'number' : undefined);
  return element(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: 0 },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...columns.map((name, index) => element('th', { scope: 'col', class: classOf(index) }, name)),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map(([heading, ...cells]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, heading),
            ...cells.map((cell, index) => element('td', { class: classOf(index + 1) }, cell)),
          ),
        ),
      ),
    ),
  );
}

/**
 * Buttons to the first and the next page, where a list has links to them.
 *
 * @param {Resource} list
 * @param {(href: string) => Promise<void>} read
 */
export function pages(list, read) {
  const buttons = /** @type {const} */ ([
    ['first', 'First page'],
    ['next', 'Next page'],
  ]).flatMap(([relation, label]) => {
    const href = hrefOf(list, relation);
    return href === undefined ? [] : [button(label, () => read(href), { key: relation })];
  });
  return buttons.length === 0 ? undefined : element('div', { class: 'row' }, ...buttons);
}

/**
 * Notice of a problem: its title, its detail, errors that belong to no field, and the id to ask with.
 *
 * @param {Problem} problem
 * @param {Problem['errors']} [errors] Errors to list. Default all.
 */
export function problemNotice(problem, errors = problem.errors) {
  const { title, message, requestId, retryAfterSeconds, status } = problem;
  const explanation = explanationOf(problem);
  const later =
    retryAfterSeconds === undefined || ![429, 503].includes(status)
      ? ''
      : `Try again in ${duration(retryAfterSeconds)}. `;
  return element(
    'div',
    { class: 'notice bad', role: 'alert' },
    element('p', {}, element('strong', {}, title), `. ${message} ${later}${adviceOn(problem)}`),
    errors.length === 0
      ? undefined
      : element('ul', {}, ...errors.map(({ pointer, detail }) => element('li', {}, code(pointer), ` ${detail}`))),
    requestId === undefined && explanation === undefined
      ? undefined
      : element(
          'p',
          { class: 'aside' },
          ...(requestId === undefined ? [] : ['Request ', code(requestId), '. ']),
          ...(explanation === undefined ? [] : [outward(explanation, 'What to do')]),
        ),
  );
}

/**
 * Problem to show of whatever was thrown. Errors of this page are reported, too.
 *
 * @param {unknown} error
 */
export function problemOf(error) {
  if (!(error instanceof Problem)) reportError(error);
  return asProblem(error);
}

/**
 * Link that opens a new tab: in this one the key would be forgotten.
 *
 * @param {string} href
 * @param {string} text
 */
export const outward = (href, text) =>
  element('a', { href, target: '_blank', rel: 'noopener' }, text, hidden(' (in a new tab)'));

/**
 * Runs something that a button started, and tells of a problem.
 *
 * @param {Portal} portal
 * @param {Element} place Where the notice goes.
 * @param {() => Promise<void>} run
 */
export async function attempt({ signal }, place, run) {
  try {
    place.replaceChildren();
    await run();
  } catch (error) {
    if (signal.aborted) return;
    place.replaceChildren(problemNotice(problemOf(error)));
  }
}
