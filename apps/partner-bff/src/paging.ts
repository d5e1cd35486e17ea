/** Paging: the parameters of lists. */

import { cursorParameter } from '@frontage/dto-mapping';
import { z } from 'zod';

/** Largest page, in items. */
export const maxPageSize = 100;

export const paging = {
  cursor: cursorParameter.meta({ description: 'Where the page begins: as the link `next` of the page before has it.' }),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(20).meta({ description: 'Most items of the page.' }),
};
