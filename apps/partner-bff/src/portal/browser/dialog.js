/**
 * Dialogs. The browser keeps the focus within one, and gives it back to the button that opened it.
 *
 * @import { Child } from './dom.js'
 * @import { Field, Read, ReadAll } from './form.js'
 */

import { button, element, focusAgain, nextId } from './dom.js';
import { createForm } from './form.js';

/** Ends of the dialogs that are open. @type {Set<() => void>} */
const openDialogs = new Set();

/**
 * Opens a dialog. Resolves when it is closed.
 *
 * @param {string} title
 * @param {(close: () => void) => readonly Child[]} contentOf
 * @param {{ readonly isLocked?: boolean }} [options] `isLocked`: it is closed by its button alone, and not by Escape.
 * @returns {Promise<void>}
 */
function open(title, contentOf, { isLocked = false } = {}) {
  const id = nextId();
  const opener = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  const dialog = element('dialog', { 'aria-labelledby': id, class: 'card', closedby: isLocked ? 'none' : undefined });
  /** @type {PromiseWithResolvers<void>} */
  const { promise, resolve } = Promise.withResolvers();
  const finish = () => {
    if (!openDialogs.delete(finish)) return;
    dialog.close();
    // At once, and not after the event: it may show a secret.
    dialog.remove();
    // The view may have been drawn anew behind the dialog.
    if (!opener?.isConnected) focusAgain(opener?.dataset['key']);
    resolve();
  };
  openDialogs.add(finish);
  dialog.append(
    element('h2', { id }, title),
    ...contentOf(finish).filter((child) => child !== undefined),
    element('p', { role: 'status', class: 'hint' }),
  );
  if (isLocked) dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.addEventListener('close', finish);
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}

/**
 * Opens a form in a dialog, which closes when `submit` resolves. Without fields it asks for a confirmation.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {readonly Child[]} [options.about]
 * @param {readonly Field[]} [options.fields]
 * @param {string} options.action
 * @param {(read: Read, readAll: ReadAll) => Promise<void>} options.submit
 * @returns {Promise<boolean>} Whether it was done.
 */
export async function openForm({ title, about = [], fields = [], action, submit }) {
  let isDone = false;
  await open(title, (close) => [
    ...about,
    createForm({
      fields,
      action,
      submit: async (read, readAll) => {
        await submit(read, readAll);
        isDone = true;
        close();
      },
      besides: [button('Cancel', close)],
    }),
  ]);
  return isDone;
}

/**
 * Shows a secret once. It leaves the page with the dialog.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.label
 * @param {string} options.secret
 * @param {string} options.about
 */
export function showSecret({ title, label, secret, about }) {
  const id = nextId();
  const input = element('input', { id, readonly: true, value: secret, spellcheck: 'false', autocomplete: 'off' });
  const status = element('p', { role: 'status', class: 'hint' });
  const copy = async () => {
    input.select();
    try {
      await navigator.clipboard.writeText(secret);
      status.textContent = 'Copied.';
    } catch {
      // Without a secure context, or without leave.
      status.textContent = 'It is selected. Copy it by the keyboard.';
    }
  };
  return open(
    title,
    (close) => [
      element('p', {}, about),
      element('div', { class: 'field' }, element('label', { for: id }, label), input),
      status,
      element('div', { class: 'row' }, button('Copy', copy, { isQuiet: false }), button('I have kept it', close)),
    ],
    { isLocked: true },
  );
}

/** Closes whatever is open, with what it shows. */
export function closeDialogs() {
  for (const finish of openDialogs) finish();
}
