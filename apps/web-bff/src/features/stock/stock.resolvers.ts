/** Stock of products. */

import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { entityId } from '../../entity-id.ts';
import { optional } from '../../degradation.ts';
import { readArguments } from '../../input.ts';
import type { SubscriptionStockChangedArgs } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { toWarehouseStocks } from './stock.view.ts';

/** Most products of one subscription. */
const maxWatched = 50;

const watchArguments = z.object({ ids: z.array(z.string()).min(1).max(maxWatched) });

const watch = (args: SubscriptionStockChangedArgs, { changes }: WebContext) => {
  const { ids } = readArguments(watchArguments, args);
  return changes.ofStock(ids);
};

async function productsOf({ ids }: SubscriptionStockChangedArgs, { loaders }: WebContext) {
  const products = await Promise.all([...new Set(ids)].map((id) => loaders.products.load(id)));
  return products.filter((product) => product !== undefined);
}

export const stockPart = {
  typeDefs: readSdl(import.meta.url, './stock.graphql'),
  resolvers: {
    Subscription: {
      stockChanged: {
        subscribe: (_, args, context) => watch(args, context),
        resolve: (_: unknown, args: SubscriptionStockChangedArgs, context: WebContext) => productsOf(args, context),
      },
    },
    Product: {
      stock: ({ id }, _, { loaders, call }) => optional('stock', call, () => loaders.stock.load(id)),
    },
    Stock: { warehouses: toWarehouseStocks },
    WarehouseStock: { id: ({ productId, warehouseId }) => entityId('stock', productId, warehouseId) },
  },
} satisfies WebSchemaPart;
