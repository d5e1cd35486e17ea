/** Lists in pages: how a client asks for one. */

import { cursorParameter } from '@frontage/dto-mapping';
import { z } from 'zod';

/** Most items of a page. */
export const maxPageSize = 100;

/** The parameters of a list. */
export const paging = {
  cursor: cursorParameter.meta({ description: 'Where the page begins: as the link `next` of the page before has it.' }),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(20).meta({ description: 'Most items of the page.' }),
};
