/**
 * Objects by id, whatever their type: the one place that knows the types of all features. Ids of `entityId` say their type. Those of
 * products, categories and orders are the services' own and do not; they are unique across types, so that each service may be asked.
 */

import { categoryId, productId } from '@frontage/catalog-client/input';
import { isFailure } from '@frontage/errors';
import { orderId } from '@frontage/orders-client/input';
import { reviewId } from '@frontage/reviews-client/input';
import type { WebContext } from '../context.ts';
import { inWave } from '../degradation.ts';
import { readEntityId } from '../entity-id.ts';
import { readCart } from '../features/cart/cart.view.ts';
import { toWarehouseStocks } from '../features/stock/stock.view.ts';
import { toAddressView } from '../features/viewer/viewer.view.ts';
import { readWishList } from '../features/wish-list/wish-list.view.ts';
import type { WebSchemaPart } from '../schema-part.ts';
import type { QueryResolvers } from '../schema.types.ts';
import { readSdl } from '../sdl.ts';

/** Value with the name of its type, by which an interface is resolved. Models are shared and frozen, so it is a copy. */
const typed = <Name extends string, Value extends object>(__typename: Name, value: Value | undefined) =>
  value && { ...value, __typename };

/** Object with an id of the services' own. All nodes of one operation share these calls. */
async function ofServices(id: string, { loaders, principal }: WebContext) {
  const maySeeOrders = principal.kind === 'customer' || principal.kind === 'support';
  const tries = await Promise.allSettled([
    productId.safeParse(id).success ? loaders.products.load(id).then((found) => typed('Product', found)) : undefined,
    categoryId.safeParse(id).success ? loaders.categories().then((tree) => typed('Category', tree.get(id))) : undefined,
    maySeeOrders && orderId.safeParse(id).success
      ? loaders.orders.load(id).then((found) => typed('Order', found))
      : undefined,
  ]);
  for (const each of tries) if (each.status === 'fulfilled' && each.value) return each.value;
  // The object may be where nobody could look: that is no answer.
  for (const each of tries) if (each.status === 'rejected') throw each.reason;
  return undefined;
}

/** Object with an id that says its type. Data of customers are their own alone: with another's id nobody is asked. */
async function ofEntity({ type, within }: NonNullable<ReturnType<typeof readEntityId>>, context: WebContext) {
  const { loaders, principal } = context;
  const [first, second] = within;
  if (first === undefined) return undefined;
  const isOwn = principal.kind === 'customer' && principal.id === first;
  switch (`${type} ${within.length}`) {
    case 'cart 1':
      return isOwn ? typed('Cart', await readCart(context)) : undefined;
    case 'wish-list 1':
      return isOwn ? typed('WishList', await readWishList(context)) : undefined;
    case 'address 2': {
      const customer = isOwn ? await loaders.profiles.load(first) : undefined;
      const address = customer?.addresses.find(({ id }) => id === second);
      return typed('Address', customer && address && toAddressView(customer, address));
    }
    case 'review 1':
      return reviewId.safeParse(first).success ? typed('Review', await readReview(first, context)) : undefined;
    case 'stock 2': {
      const stock = productId.safeParse(first).success ? await loaders.stock.load(first) : undefined;
      const ofWarehouse = stock && toWarehouseStocks(stock).find(({ warehouseId }) => warehouseId === second);
      return typed('WarehouseStock', ofWarehouse);
    }
    default:
      return undefined;
  }
}

async function readReview(id: string, { deps, call }: WebContext) {
  try {
    return await inWave(call, () => deps.reviews.review(id, call));
  } catch (error) {
    if (isFailure(error) && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

const node: QueryResolvers['node'] = (_, { id }, context) => {
  const entity = readEntityId(id);
  return entity ? ofEntity(entity, context) : ofServices(id, context);
};

export const nodePart = {
  typeDefs: readSdl(import.meta.url, './node.graphql'),
  resolvers: { Query: { node } },
} satisfies WebSchemaPart;
