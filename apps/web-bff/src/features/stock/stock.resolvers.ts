/** Stock of products. */

import type { Product } from '@frontage/catalog-client';
import type { Availability } from '@frontage/inventory-client';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { entityId } from '../../entity-id.ts';
import { optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

/** The inventory numbers warehouses; how much of which product is there needs both. */
interface WarehouseStock {
  readonly productId: string;
  readonly warehouseId: string;
  readonly name: string;
  readonly available: number;
}

export const stockPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './stock.graphql'),
  resolvers: {
    Product: {
      stock: ({ id }: Product, _: unknown, { loaders, call }: WebContext) =>
        optional('stock', call, () => loaders.stock.load(id)),
    },
    Stock: {
      warehouses: ({ productId, warehouses }: Availability): readonly WarehouseStock[] =>
        warehouses.map(({ id, name, available }) => ({ productId, warehouseId: id, name, available })),
    },
    WarehouseStock: { id: ({ productId, warehouseId }: WarehouseStock) => entityId('stock', productId, warehouseId) },
  },
};
