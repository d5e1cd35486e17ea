/** Pages of web-bff for the screens of the phone. */

import type { Operation } from '@frontage/proof';

/** Names the operation of web-bff that shows the same: `query Home`. */
export const page = (operation: string): NonNullable<Operation['peer']> => ({ bff: 'web-bff', operation });
