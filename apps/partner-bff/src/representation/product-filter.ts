/** Filter of a list by products, which are named one by one. */

import { Failure } from '@frontage/errors';
import { z } from 'zod';
import { maxPageSize } from './paging.ts';

const id = '[A-Za-z0-9][A-Za-z0-9._~-]{0,63}';
const pattern = new RegExp(`^${id}(?:,${id}){0,${maxPageSize - 1}}$`);

/**
 * Ids of products with commas between them, as `{?product}` is expanded (RFC 6570). One that is named twice counts once.
 *
 * They fit on one page, which is the only one: cursor and limit have no part in it.
 */
export const productFilter = z
  .string()
  .regex(pattern, `is not a list of 1 to ${maxPageSize} ids of products, with commas between them`)
  .meta({ maxLength: maxPageSize * 65 - 1 })
  .transform((ids) => [...new Set(ids.split(','))])
  .optional()
  .meta({
    description: `Only these products: up to ${maxPageSize} ids, with commas between them. All of them are on one page; those that are unknown are left out.`,
  });

/** Query of a list with this filter. */
interface FilteredQuery {
  readonly product?: readonly string[] | undefined;
}

/** Refuses filters that a list by products does not take beside it. */
export function refuseBeside<Query extends FilteredQuery>(
  query: Query,
  ...others: readonly (keyof Query & string)[]
): void {
  const errors = others
    .filter((name) => query[name] !== undefined)
    .map((name) => ({ pointer: `#/query/${name}`, detail: 'cannot be combined with `product`' }));
  if (errors.length > 0) throw new Failure('INVALID_INPUT', 'These filters cannot be combined.', { errors });
}

/** Query as links have it. */
export const queryOf = <Query extends FilteredQuery>({ product, ...rest }: Query) => ({
  ...rest,
  ...(product && { product: product.join(',') }),
});
