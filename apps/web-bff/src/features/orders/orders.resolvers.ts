/** Orders: the customer's list, one order, payment and cancellation. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import type { Order, OrderAction } from '@frontage/orders-client';
import { orderId } from '@frontage/orders-client/input';
import { z } from 'zod';
import { readConnection, readStart } from '../../connection.ts';
import type { WebContext } from '../../context.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { customerOf } from '../../customer.ts';
import { readArguments, requireId } from '../../input.ts';
import { inWave, optional } from '../../degradation.ts';
import type { MutationResolvers, QueryResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { withUserErrors } from '../../user-errors.ts';
import { checkout, placeOrder } from './checkout.ts';
import { toTimeline } from './timeline.view.ts';

const orders: QueryResolvers['orders'] = (_, args, { deps, principal, call }) => {
  const owner = { kind: 'customer', id: customerOf(principal) } as const;
  return readConnection(readStart(`orders ${owner.id}`, args), async (limit, after) => {
    const page = await inWave(call, () => deps.orders.list({ owner, limit, after }, call));
    return { items: page.orders, next: page.next, total: undefined };
  });
};

/** One order by id. All that one operation asks for share one call. */
const order: QueryResolvers['order'] = async (_, { id }, context) => {
  requireId(orderId, id);
  return readOrder(id, context);
};

async function readOrder(id: string, { loaders, demand }: WebContext): Promise<Order> {
  const found = await loaders.orders.load(id);
  if (!found) throw new Failure('NOT_FOUND', 'There is no such order.');
  demand(found);
  return found;
}

const moveArguments = z.object({ input: z.object({ orderId, idempotencyKey }) });

/** Ownership is checked by the orders service. It answers NOT_FOUND for an order of another customer. */
const move =
  (kind: OrderAction): MutationResolvers['payOrder' | 'cancelOrder'] =>
  async (_, args, context, info) => {
    const { deps, demand, call } = context;
    const { orderId: id, idempotencyKey } = readArguments(moveArguments, args).input;
    const unchanged = async () => {
      // As it is now, and not as an earlier field of this operation left it.
      context.loaders.orders.clear(id);
      return { order: await readOrder(id, context) };
    };
    return withUserErrors({ info, about: 'orderId', unchanged }, async () => {
      const order = await inWave(call, () => deps.orders[kind]({ id, idempotencyKey }, call));
      demand(order);
      return { order };
    });
  };

export const ordersPart = {
  typeDefs: readSdl(import.meta.url, './orders.graphql'),
  resolvers: {
    Query: { orders, order },
    Mutation: { checkout, placeOrder, payOrder: move('pay'), cancelOrder: move('cancel') },
    Subscription: {
      orderChanged: {
        subscribe: (_, { id }, { changes }) => changes.ofOrder(id),
        resolve: order,
      },
    },
    Order: {
      timeline: toTimeline,
      internalNotes: ({ id }, _, { deps, call }) => inWave(call, () => deps.orders.notes(id, call)),
    },
    OrderLine: {
      product: ({ productId }, _, { loaders, call }) =>
        optional('products', call, () => loaders.products.load(productId)),
    },
    OrderAction: { PAY: 'pay', CANCEL: 'cancel' },
  },
} satisfies WebSchemaPart;
