/**
 * Forms: labels, hints, and what a problem says beside the field that it is about.
 *
 * @import { Child } from './dom.js'
 */

import { element, nextId } from './dom.js';
import { byField } from './problem.js';
import { problemNotice, problemOf } from './shown.js';

/**
 * @typedef {object} Field
 * @property {string} name Name of the member that the API knows.
 * @property {string} label
 * @property {'text' | 'password' | 'url' | 'number' | 'date' | 'datetime-local' | 'textarea' | 'select' | 'choices'} type `choices`: several of them.
 * @property {string} [hint]
 * @property {string} [value]
 * @property {readonly string[]} [values] Those of `choices` that are chosen.
 * @property {readonly string[]} [options] Those of `select` and `choices`.
 */

/** @typedef {(name: string) => string} Read */
/** @typedef {(name: string) => string[]} ReadAll */

/**
 * Makes a form. A problem that `submit` throws is shown: errors beside their fields, the rest above, and the focus is on the first.
 *
 * @param {object} options
 * @param {readonly Field[]} options.fields
 * @param {string} options.action Label of the button.
 * @param {(read: Read, readAll: ReadAll) => Promise<void>} options.submit
 * @param {readonly Child[]} [options.besides] Other buttons.
 */
export function createForm({ fields, action, submit, besides = [] }) {
  const controls = fields.map((field) => ({ field, ...controlOf(field) }));
  const notice = element('div');
  const press = element('button', { type: 'submit' }, action);
  let isBusy = false;
  const form = element(
    'form',
    // No form leaves by itself; were it to, it would not write its fields into a URL.
    { method: 'post', novalidate: true, autocomplete: 'off' },
    notice,
    ...controls.map(({ node }) => node),
    element('div', { class: 'row' }, press, ...besides),
  );
  /** @param {unknown} error */
  const show = (error) => {
    const problem = problemOf(error);
    const { fields: wrong, rest } = byField(
      problem.errors,
      fields.map(({ name }) => name),
    );
    for (const { field, complain } of controls) complain(wrong.get(field.name) ?? []);
    const first = controls.find(({ field }) => wrong.has(field.name));
    notice.replaceChildren(...(first && rest.length === 0 ? [] : [problemNotice(problem, rest)]));
    (first?.input ?? press).focus();
  };
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    form.setAttribute('aria-busy', 'true');
    notice.replaceChildren();
    for (const { complain } of controls) complain([]);
    const data = new FormData(form);
    const readAll = (/** @type {string} */ name) => data.getAll(name).map(String);
    try {
      await submit((name) => readAll(name)[0]?.trim() ?? '', readAll);
    } catch (error) {
      show(error);
    } finally {
      isBusy = false;
      form.removeAttribute('aria-busy');
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  return form;
}

/**
 * Texts of a field with one item on each line, or between commas.
 *
 * @param {string} text
 */
export const linesOf = (text) => text.split(/[\s,]+/).filter((line) => line !== '');

/**
 * @param {Field} field
 * @returns {{ node: HTMLElement, input: HTMLElement, complain: (texts: readonly string[]) => void }}
 */
function controlOf(field) {
  const { label, hint, type } = field;
  const [id, hintId, errorId] = [nextId(), nextId(), nextId()];
  const error = element('p', { class: 'error', id: errorId, hidden: true });
  const note = hint === undefined ? undefined : element('p', { class: 'hint', id: hintId }, hint);
  const { node, input, isGroup } =
    type === 'choices' ? choices(field, [note, error]) : { ...single(field, id, [note, error]), isGroup: false };
  const described = isGroup ? node : input;
  const describe = (/** @type {readonly string[]} */ ids) => {
    if (ids.length === 0) described.removeAttribute('aria-describedby');
    else described.setAttribute('aria-describedby', ids.join(' '));
  };
  const hints = note ? [hintId] : [];
  describe(hints);
  return {
    node,
    input,
    complain: (texts) => {
      error.hidden = texts.length === 0;
      error.textContent = texts.length === 0 ? '' : `${label} ${texts.join('; ')}`;
      describe(texts.length === 0 ? hints : [errorId, ...hints]);
      if (isGroup) return;
      if (texts.length === 0) input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    },
  };
}

/**
 * @param {Field} field
 * @param {string} id
 * @param {readonly Child[]} notes
 */
function single({ name, label, type, value = '', options = [] }, id, notes) {
  const common = { id, name, spellcheck: 'false', autocomplete: 'off' };
  const input =
    type === 'textarea'
      ? element('textarea', { ...common, rows: 3 }, value)
      : type === 'select'
        ? element('select', common, ...options.map((each) => element('option', { selected: each === value }, each)))
        : element('input', { ...common, type, value, step: type === 'datetime-local' ? 1 : undefined });
  return { node: element('div', { class: 'field' }, element('label', { for: id }, label), input, ...notes), input };
}

/**
 * @param {Field} field
 * @param {readonly Child[]} notes
 */
function choices({ name, label, values = [], options = [] }, notes) {
  const boxes = options.map((value) =>
    element('input', { type: 'checkbox', name, value, id: nextId(), checked: values.includes(value) }),
  );
  const node = element(
    'fieldset',
    { class: 'field' },
    element('legend', {}, label),
    element(
      'div',
      { class: 'choices' },
      ...boxes.map((box) =>
        element('div', { class: 'choice' }, box, element('label', { for: box.id }, element('code', {}, box.value))),
      ),
    ),
    ...notes,
  );
  return { node, input: boxes[0] ?? node, isGroup: true };
}
