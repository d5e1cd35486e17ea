/** Paging: the parameters of lists. */

import { cursorParameter } from '@frontage/dto-mapping';
import { z } from 'zod';

/** Largest page, in items. */
export const maxPageSize = 50;

export const paging = {
  cursor: cursorParameter,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxPageSize)
    .optional()
    .meta({ description: 'Most items of the page. By default as many as a screen takes.' }),
};
