/** Orders: the customer's list, one order, payment and cancellation. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import type { OrderAction } from '@frontage/orders-client';
import { orderId } from '@frontage/orders-client/input';
import { z } from 'zod';
import { readConnection, readStart } from '../../connection.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { customerOf } from '../../customer.ts';
import { readArguments, requireId } from '../../input.ts';
import { inWave, optional } from '../../degradation.ts';
import type { MutationResolvers, QueryResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { checkout } from './checkout.ts';
import { toTimeline } from './timeline.view.ts';

const orders: QueryResolvers['orders'] = (_, args, { deps, principal, call }) => {
  const owner = { kind: 'customer', id: customerOf(principal) } as const;
  return readConnection(readStart(`orders ${owner.id}`, args), async (limit, after) => {
    const page = await inWave(call, () => deps.orders.list({ owner, limit, after }, call));
    return { items: page.orders, next: page.next, total: undefined };
  });
};

/** One order by id. All that one operation asks for share one call. */
const order: QueryResolvers['order'] = async (_, { id }, { loaders, demand }) => {
  requireId(orderId, id);
  const found = await loaders.orders.load(id);
  if (!found) throw new Failure('NOT_FOUND', 'There is no such order.');
  demand(found);
  return found;
};

const moveArguments = z.object({ input: z.object({ orderId, idempotencyKey }) });

/** Ownership is checked by the orders service. It answers NOT_FOUND for an order of another customer. */
const move =
  (kind: OrderAction): MutationResolvers['payOrder' | 'cancelOrder'] =>
  async (_, args, { deps, demand, call }) => {
    const { orderId: id, idempotencyKey } = readArguments(moveArguments, args).input;
    const order = await inWave(call, () => deps.orders[kind]({ id, idempotencyKey }, call));
    demand(order);
    return { order };
  };

export const ordersPart = {
  typeDefs: readSdl(import.meta.url, './orders.graphql'),
  resolvers: {
    Query: { orders, order },
    Mutation: { checkout, payOrder: move('pay'), cancelOrder: move('cancel') },
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
