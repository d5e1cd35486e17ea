/**
 * Requests to the API with one key. The key is in this closure and in the header of requests, and nowhere else.
 *
 * @import { Api } from './resources.ts'
 */

import { noAnswer, refusesKey, toProblem, Problem } from './problem.js';

/** Longest wait for a limit, in seconds: whoever must wait longer is told so instead. */
const maxWaitSeconds = 60;
/** Most repetitions of one request. */
const maxRepeats = 3;
/** Time that one request may take, in milliseconds: more than any operation has. */
const timeoutMs = 30_000;

/**
 * Makes an API of a key.
 *
 * @param {object} options
 * @param {string} options.key
 * @param {typeof globalThis.fetch} options.fetch
 * @param {AbortSignal} options.signal End of the session: requests under way are dropped.
 * @param {(ms: number, signal: AbortSignal) => Promise<void>} options.wait
 * @param {(problem: Problem, seconds: number) => void} options.onWait Called before a wait for a limit, or for a server that is busy.
 * @param {(problem: Problem) => void} options.onKeyRefused Called when the key is refused, before the problem is thrown.
 * @param {(parts: readonly string[]) => void} options.onDegraded Called with the parts of an answer that are missing or old.
 * @returns {Api}
 */
export function createApi({ key, fetch, signal, wait, onWait, onKeyRefused, onDegraded }) {
  /**
   * @param {string} href
   * @param {RequestInit} init
   */
  const once = async (href, init) => {
    try {
      const response = await fetch(href, {
        ...init,
        // No copy on disk, no cookie, and no other place that a redirection names.
        ...{ cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      return { response, text: await response.text() };
    } catch (error) {
      if (signal.aborted) throw error;
      throw noAnswer();
    }
  };

  /**
   * @param {string} method
   * @param {string} href
   * @param {import('./resources.ts').Content} content
   */
  const send = async (method, href, { body, ifMatch } = {}) => {
    const headers = new Headers({ Accept: 'application/hal+json', Authorization: `Bearer ${key}` });
    if (body) headers.set('Content-Type', method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
    if (ifMatch !== undefined) headers.set('If-Match', ifMatch);
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    for (let repeats = 0; ; repeats += 1) {
      const { response, text } = await once(href, init);
      if (response.ok) return read(response, text, onDegraded);
      const problem = toProblem({ status: response.status, headers: response.headers, text });
      if (refusesKey(problem)) onKeyRefused(problem);
      const seconds = waitFor(problem, method);
      if (seconds === undefined || repeats === maxRepeats) throw problem;
      onWait(problem, seconds);
      await wait(seconds * 1_000, signal);
    }
  };

  return {
    get: (href) => send('GET', href, {}),
    send: (method, href, content = {}) => send(method, href, content),
  };
}

/**
 * Seconds after which the same request is sent again; undefined when it is not. What a limit refused was not done. What a busy server
 * refused may have been, and is repeated for reads alone.
 *
 * @param {Problem} problem
 * @param {string} method
 */
function waitFor({ status, retryAfterSeconds }, method) {
  if (status !== 429 && !(status === 503 && method === 'GET')) return undefined;
  if (retryAfterSeconds === undefined || retryAfterSeconds > maxWaitSeconds) return undefined;
  return Math.max(1, retryAfterSeconds);
}

/**
 * @param {Response} response
 * @param {string} text
 * @param {(parts: readonly string[]) => void} onDegraded
 */
function read({ status, headers }, text, onDegraded) {
  const body = parsed(text);
  if (!body) throw new Problem({ status, title: 'The answer cannot be read', detail: 'It is not JSON.' });
  const stale = (headers.get('frontage-stale') ?? '').split(',').map((part) => part.trim());
  const parts = [...(body.degraded ?? []), ...stale].filter((part) => part !== '');
  if (parts.length > 0) onDegraded(parts);
  return { body, etag: headers.get('etag') ?? undefined };
}

/**
 * @param {string} text
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
