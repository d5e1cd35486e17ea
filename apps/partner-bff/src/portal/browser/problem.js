/**
 * Problems (RFC 9457) for people: what is said of them, and which field each error belongs to.
 *
 * @import { InputError } from './resources.ts'
 */

/** Refused request. Its message is the detail. */
export class Problem extends Error {
  /**
   * @param {{
   *   status: number, title: string, detail: string, code?: string | undefined, reason?: string | undefined,
   *   requestId?: string | undefined, errors?: readonly InputError[], retryAfterSeconds?: number | undefined,
   * }} facts `status` 0: there was no answer.
   */
  constructor({ status, title, detail, code, reason, requestId, errors = [], retryAfterSeconds }) {
    super(detail);
    this.status = status;
    this.title = title;
    this.code = code;
    this.reason = reason;
    this.requestId = requestId;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Reads a refusal. A body that is no problem document, as proxies have them, is told by its status.
 *
 * @param {{ status: number, headers: Headers, text: string, now?: number }} answer `now` in milliseconds; default the clock.
 */
export function toProblem({ status, headers, text: body, now = Date.now() }) {
  const document = parsed(body);
  return new Problem({
    status,
    title: text(document['title']) ?? `The answer was ${status}`,
    detail: text(document['detail']) ?? 'There is no explanation.',
    code: text(document['code']),
    reason: text(document['reason']),
    requestId: text(document['requestId']) ?? headers.get('x-request-id') ?? undefined,
    errors: errorsIn(document['errors']),
    retryAfterSeconds: retryAfter(headers.get('retry-after'), now),
  });
}

/** Problem of a request without an answer. */
export const noAnswer = () =>
  new Problem({
    status: 0,
    title: 'There was no answer',
    detail: 'The network or the server is down, or too slow. A change may have been made: look before you repeat it.',
  });

/**
 * Problem of a view: an error of ours is told as such.
 *
 * @param {unknown} error
 */
export const asProblem = (error) =>
  error instanceof Problem
    ? error
    : new Problem({ status: 0, title: 'Something went wrong in this page', detail: 'Reload it, and log in again.' });

/**
 * Errors of a problem by the field that they belong to; `rest` has those that belong to none.
 *
 * @param {readonly InputError[]} errors
 * @param {readonly string[]} names Names of the fields: those of members of the body or the query.
 */
export function byField(errors, names) {
  /** @type {Map<string, string[]>} */
  const fields = new Map();
  /** @type {InputError[]} */
  const rest = [];
  for (const error of errors) {
    const [part, name, index] = partsOf(error.pointer);
    if ((part !== 'body' && part !== 'query') || name === undefined || !names.includes(name)) rest.push(error);
    else {
      const said =
        index !== undefined && /^\d+$/.test(index) ? `item ${Number(index) + 1} ${error.detail}` : error.detail;
      fields.set(name, [...(fields.get(name) ?? []), said]);
    }
  }
  return { fields, rest };
}

/** Reasons that end a session: no request with this key will do better. */
const hopeless = ['PARTNER_SUSPENDED', 'ADDRESS_NOT_ALLOWED'];

/**
 * Whether the key itself is refused, whatever is asked with it.
 *
 * @param {Problem} problem
 */
export const refusesKey = ({ status, reason }) => status === 401 || (status === 403 && hopeless.includes(reason ?? ''));

/** @type {Readonly<Record<string, string>>} */
const advice = {
  PARTNER_SUSPENDED: 'No key of this partner works until the partner team lifts that. Ask them.',
  ADDRESS_NOT_ALLOWED: 'The key may be used from certain addresses alone, and this browser is at another one.',
  SCOPE_NOT_HELD: 'Choose fewer scopes, or log in with a key that has it.',
  TOO_MANY_WEBHOOKS: 'Delete one that you no longer need.',
};

/**
 * Sentence on what to do; empty where there is nothing to add.
 *
 * @param {Problem} problem
 */
export const adviceOn = ({ reason = '' }) => (Object.hasOwn(advice, reason) ? (advice[reason] ?? '') : '');

/**
 * Address of the explanation of a problem, if it has a code.
 *
 * @param {Problem} problem
 */
export const explanationOf = ({ code }) =>
  code === undefined ? undefined : `/docs/errors#${code.toLowerCase().replaceAll('_', '-')}`;

/**
 * @param {string} body
 * @returns {Readonly<Record<string, unknown>>}
 */
function parsed(body) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(body));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/**
 * @param {unknown} value
 */
const text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * @param {unknown} value
 * @returns {InputError[]}
 */
const errorsIn = (value) =>
  (Array.isArray(value) ? value : []).flatMap((/** @type {Partial<InputError> | null} */ error) =>
    typeof error?.pointer === 'string' && typeof error.detail === 'string'
      ? [{ pointer: error.pointer, detail: error.detail }]
      : [],
  );

/**
 * Time of `Retry-After` (RFC 9110 §10.2.3) in seconds: a number, or a date.
 *
 * @param {string | null} field
 * @param {number} now
 */
function retryAfter(field, now) {
  if (field === null) return undefined;
  if (/^\d+$/.test(field)) return Number(field);
  const at = Date.parse(field);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1_000));
}

/**
 * Parts of a JSON Pointer in its fragment form (RFC 6901 §6).
 *
 * @param {string} pointer
 */
const partsOf = (pointer) =>
  pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'));

/**
 * @param {string} part
 */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
