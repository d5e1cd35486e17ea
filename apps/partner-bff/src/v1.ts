/** Version 1: deprecated. Its retirement deletes this file, the `*.v1.view.ts`, and its row in versions.ts. */

import type { FailureFormat } from '@frontage/http-server';
import { text } from '@frontage/dto-mapping/fields';
import { failureTable, type FailureCode } from '@frontage/errors';
import { cursorParameter, decodeCursor } from '@frontage/dto-mapping';
import { z } from 'zod';
import { categoryEndpoints } from './features/categories/categories.endpoint.ts';
import { categoriesV1 } from './features/categories/categories.v1.view.ts';
import { entryEndpoints } from './features/entry/entry.endpoint.ts';
import { entryV1 } from './features/entry/entry.v1.view.ts';
import { orderEndpoints } from './features/orders/orders.endpoint.ts';
import { ordersV1 } from './features/orders/orders.v1.view.ts';
import { productEndpoints } from './features/products/products.endpoint.ts';
import { productsV1 } from './features/products/products.v1.view.ts';
import { limitParameter, type PagingViews } from './representation/paging.ts';
import { version } from './version.ts';

/** Names of the members of input in messages: `lines.0.quantity` for `#/body/lines/0/quantity`. */
const fieldOf = (pointer: string): string => pointer.split('/').slice(2).join('.');

/** One error object, from before problem documents. */
const failureFormat: FailureFormat = {
  mediaType: 'application/json',
  schema: z
    .object({
      error: z
        .object({
          code: z
            .enum(Object.keys(failureTable) as [FailureCode, ...FailureCode[]])
            .meta({ description: 'Code of the failure, for programs.' }),
          message: text(1_000, 'Explanation, for people.'),
          field: text(500, 'The part of the input that is wrong; the first one, when it is several.').optional(),
          requestId: text(128, 'Id of the request, to be quoted when asking for help.').optional(),
        })
        .meta({ description: 'The error.' }),
    })
    .meta({ id: 'Error', description: 'Failure.' }),
  write: ({ code, message, errors }, { requestId }) => {
    const field = errors?.[0] && fieldOf(errors[0].pointer);
    return { error: { code, message, ...(field && { field }), ...(requestId !== undefined && { requestId }) } };
  },
};

const parameters = {
  after: cursorParameter.meta({ description: 'Start of the page: `next` of the page before.' }),
  size: limitParameter.meta({ description: 'Most items of the page.' }),
};

const pagingV1 = (): PagingViews => ({
  paging: {
    parameters,
    pageOf: (list, query) => {
      const { after, size } = query as z.output<z.ZodObject<typeof parameters>>;
      return { after: decodeCursor(list, after, 'after'), limit: size };
    },
  },
});

export const v1 = version(
  {
    prefix: '/v1',
    mediaTypes: ['application/json'],
    failureFormat,
    deprecation: {
      since: '2026-12-01T00:00:00Z',
      sunset: '2028-12-01T00:00:00Z',
      successor: '/v2',
      page: '/docs/changelog',
    },
  },
  pagingV1,
  entryV1,
  productsV1,
  categoriesV1,
  ordersV1,
);

/** Endpoints of version 1: what partners had when it ended to grow. */
export const endpointsOfV1 = [
  ...entryEndpoints(v1),
  ...productEndpoints(v1),
  ...categoryEndpoints(v1),
  ...orderEndpoints(v1),
];
