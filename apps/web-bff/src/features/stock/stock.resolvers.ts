/** Stock of products. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { entityId } from '../../entity-id.ts';
import { optional } from '../../degradation.ts';
import { readSdl } from '../../sdl.ts';
import { toWarehouseStocks } from './stock.view.ts';

export const stockPart = {
  typeDefs: readSdl(import.meta.url, './stock.graphql'),
  resolvers: {
    Product: {
      stock: ({ id }, _, { loaders, call }) => optional('stock', call, () => loaders.stock.load(id)),
    },
    Stock: { warehouses: toWarehouseStocks },
    WarehouseStock: { id: ({ productId, warehouseId }) => entityId('stock', productId, warehouseId) },
  },
} satisfies WebSchemaPart;
