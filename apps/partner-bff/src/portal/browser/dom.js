/** Elements, and waiting. Text is always text here: nothing becomes HTML. */

/** @typedef {Node | string | undefined} Child */

let made = 0;

/** Id that no other element has. */
export const nextId = () => `p${(made += 1)}`;

/**
 * Makes an element. Attributes that are false or undefined are left out, and functions are listeners of the event of their name.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>} attributes
 * @param {readonly Child[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

/**
 * Makes a button.
 *
 * @param {string} label
 * @param {() => void | Promise<void>} press
 * @param {{ readonly key?: string, readonly about?: string, readonly isQuiet?: boolean }} [options] `key`: finds the button again after the
 *   view is drawn anew. `about`: what tells it from others of its label, for those who hear it.
 */
export const button = (label, press, { key, about, isQuiet = true } = {}) =>
  element(
    'button',
    { type: 'button', 'data-key': key, class: isQuiet ? 'quiet' : undefined, click: () => void press() },
    label,
    about === undefined ? undefined : hidden(` ${about}`),
  );

/**
 * Text for those who hear the page.
 *
 * @param {string} text
 */
export const hidden = (text) => element('span', { class: 'visually-hidden' }, text);

/**
 * Element of the page itself.
 *
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}

/**
 * Focuses the control of a key after it was drawn anew; without it, the heading of the view.
 *
 * @param {string | undefined} key
 */
export function focusAgain(key) {
  /** @type {HTMLElement | null} */
  const control = key === undefined ? null : document.querySelector(`main [data-key="${CSS.escape(key)}"]`);
  (control ?? document.querySelector('h1'))?.focus();
}

/**
 * Waits. Rejects when the signal is aborted.
 *
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export const wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
