/** Merge of the cart that a visitor had into that of the customer. What cannot be taken is told, product by product. */

import { productId } from '@frontage/catalog-client/input';
import { cartBounds } from '@frontage/customers-client/bounds';
import { cartQuantity } from '@frontage/customers-client/input';
import { z } from 'zod';
import { customerOf } from '../../customer.ts';
import { inWave } from '../../degradation.ts';
import { readArguments } from '../../input.ts';
import type { MergeCartItemInput, MutationResolvers, UserError } from '../../schema.types.ts';
import { withUserErrors } from '../../user-errors.ts';
import { readCart, toCartView } from './cart.view.ts';

const shape = z.object({
  input: z.object({ items: z.array(z.any()).max(cartBounds.lines, `must be at most ${cartBounds.lines} products`) }),
});

/** Line of the input, and its place there. */
interface Line extends MergeCartItemInput {
  readonly index: number;
}

export const mergeCart: MutationResolvers['mergeCart'] = (_, args, context, info) =>
  withUserErrors({ info, unchanged: async () => ({ cart: await readCart(context) }) }, async () => {
    const { deps, principal, call, loaders } = context;
    readArguments(shape, args);
    const lines = args.input.items.map((item, index): Line => ({ ...item, index }));
    const errors: UserError[] = [];
    const kept = (
      wanted: readonly Line[],
      isFine: (line: Line) => boolean,
      error: Omit<UserError, 'field'>,
      member: string,
    ) =>
      wanted.filter((line) => {
        if (isFine(line)) return true;
        errors.push({ ...error, field: ['input', 'items', String(line.index), member] });
        return false;
      });
    const inRange = kept(lines, ({ quantity }) => cartQuantity.safeParse(quantity).success, outOfRange, 'quantity');
    const known = kept(inRange, (line) => productId.safeParse(line.productId).success, notSold, 'productId');
    // An outage of the catalog is no answer: products are told apart from what is not sold by an answer alone.
    const products = await Promise.all(known.map((line) => loaders.products.load(line.productId)));
    const sold = new Set(products.map((product) => product?.id));
    const items = kept(known, (line) => sold.has(line.productId), notSold, 'productId');
    if (items.length === 0) return { cart: await readCart(context), errors };
    const customerId = customerOf(principal);
    const wanted = items.map(({ productId: id, quantity }) => ({ productId: id, quantity }));
    const { cart, leftOut } = await inWave(call, () => deps.customers.mergeCart({ customerId, items: wanted }, call));
    kept(items, (line) => !leftOut.includes(line.productId), noRoom, 'productId');
    return { cart: toCartView(cart, context), errors };
  });

const outOfRange = { code: 'INVALID', message: `must be from 1 to ${cartBounds.quantity}` } as const;
const notSold = { code: 'NOT_FOUND', message: 'is not sold, or not any more' } as const;
const noRoom = { code: 'CART_FULL', message: `A cart holds ${cartBounds.lines} products.` } as const;
