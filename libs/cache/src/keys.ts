/** What an input is known by. */

import type { Split } from './policy.ts';

/** Text that ends a key stands as it is, so that methods that ask by the same id meet. */
export const textKey = (text: string): string => `:${text}`;

/** Any other input as JSON, which ends by itself and never begins with a colon. */
export const dataKey = (input: unknown): string =>
  typeof input === 'string' ? textKey(input) : (JSON.stringify(input) ?? '');

/** The input is the ids. */
export const plainIds: Split<readonly string[]> = { ids: (ids) => ids, only: (_, ids) => ids };
