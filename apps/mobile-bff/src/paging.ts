/** Lists in pages: how a client asks for one. */

import { cursorParameter } from '@frontage/dto-mapping';
import { z } from 'zod';

/** Most items of a page. */
export const maxPageSize = 50;

/** The parameters of a list. */
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
