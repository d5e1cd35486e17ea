/** Paging: the parameters of lists. */

import { cursorParameter } from '@frontage/dto-mapping';
import { numeric } from '@frontage/http-server/input';
import { z } from 'zod';

/** Largest page, in items. */
export const maxPageSize = 50;

export const paging = {
  cursor: cursorParameter,
  limit: numeric(z.int().min(1).max(maxPageSize))
    .optional()
    .meta({ description: 'Most items of the page. By default as many as a screen takes.' }),
};
