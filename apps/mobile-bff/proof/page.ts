/** Pages of web-bff for the screens of the phone. */

import type { Operation } from '@frontage/proof';

/** Names the operations of web-bff that show the same: `query Home`. */
export const page = (...operations: readonly string[]): NonNullable<Operation['peer']> => ({
  bff: 'web-bff',
  operations,
});
