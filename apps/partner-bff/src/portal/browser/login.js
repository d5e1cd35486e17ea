/**
 * Login with a key.
 *
 * @import { View } from './resources.ts'
 */

import { element } from './dom.js';
import { createForm } from './form.js';
import { Problem } from './problem.js';
import { code, outward } from './shown.js';

/**
 * Makes the view.
 *
 * @param {object} options
 * @param {string} options.reason Why somebody is logged out; empty at first.
 * @param {(key: string) => Promise<void>} options.enter Throws a Problem when the key is refused.
 * @returns {View}
 */
export function loginView({ reason, enter }) {
  const submit = async (/** @type {(name: string) => string} */ read) => {
    const key = read('key');
    // Header fields hold visible characters alone (RFC 9110 §5.5).
    if (!/^[\x21-\x7e]+$/.test(key)) throw keyError('is to be one word, which begins with fk_');
    try {
      await enter(key);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) throw keyError(`was refused: ${error.message}`, error);
      throw error;
    }
  };
  return {
    title: 'Log in',
    content: [
      ...(reason === '' ? [] : [element('p', { class: 'notice warn', role: 'alert' }, reason)]),
      element(
        'p',
        {},
        'See your usage, roll keys, and manage webhook endpoints and their deliveries. All goes through ',
        outward('/docs', 'the API'),
        ', with your key: what it may not do, you cannot do here.',
      ),
      createForm({
        fields: [
          {
            name: 'key',
            label: 'API key',
            type: 'password',
            hint: 'Kept in the memory of this page alone: reloading or leaving it logs you out.',
          },
        ],
        action: 'Log in',
        submit,
      }),
      element('p', {}, 'A key begins with ', code('fk_live_'), ' or, for test mode, ', code('fk_test_'), '.'),
    ],
  };
}

/**
 * @param {string} detail
 * @param {Problem} [problem]
 */
const keyError = (detail, problem) =>
  new Problem({
    status: 401,
    title: 'The key was not accepted',
    detail,
    requestId: problem?.requestId,
    errors: [{ pointer: '#/body/key', detail }],
  });
