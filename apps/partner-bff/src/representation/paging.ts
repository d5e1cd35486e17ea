/** Paging: the parameters of lists, as each version names them. */

import { cursorParameter, decodeCursor } from '@frontage/dto-mapping';
import { numericOr } from '@frontage/http-server/input';
import { z } from 'zod';

/** Largest page, in items. */
export const maxPageSize = 100;

/** Most items of a page, as a parameter. */
export const limitParameter = numericOr(z.int().min(1).max(maxPageSize), 20);

/** Paging of lists in one version. */
export interface Paging {
  /** Query parameters. */
  readonly parameters: z.ZodRawShape;
  /** Reads the page from a query with these parameters. INVALID_INPUT for a cursor of another list. */
  readonly pageOf: (list: string, query: object) => { readonly after: string | undefined; readonly limit: number };
}

/** Paging that a version gives of lists. */
export interface PagingViews {
  readonly paging: Paging;
}

/** Paging of version 2, where every list has it. */
export const paging = {
  cursor: cursorParameter.meta({ description: 'Start of the page, as the link `next` of the page before has it.' }),
  limit: limitParameter.meta({ description: 'Most items of the page.' }),
};

type Query = z.output<z.ZodObject<typeof paging>>;

export const pagingV2 = (): PagingViews => ({
  paging: {
    parameters: paging,
    pageOf: (list, query) => {
      const { cursor, limit } = query as Query;
      return { after: decodeCursor(list, cursor), limit };
    },
  },
});
