/** Cache keys of inputs. */

import type { Split } from './policy.ts';

/** Key of a text, unquoted. Methods of one `kind` so share entries by id. */
export const textKey = (text: string): string => `:${text}`;

/** Key of any other input: JSON, which is self-delimiting and never begins with a colon. */
export const dataKey = (input: unknown): string =>
  typeof input === 'string' ? textKey(input) : (JSON.stringify(input) ?? '');

/** Split of an input that is the list of ids itself. */
export const plainIds: Split<readonly string[]> = { ids: (ids) => ids, only: (_, ids) => ids };
