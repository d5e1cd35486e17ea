/** Stock in GraphQL. */

import type { Availability } from '@frontage/inventory-client';

/** Stock of one product in one warehouse. Its id has both: the inventory has ids for warehouses only. */
export interface WarehouseStock {
  readonly productId: string;
  readonly warehouseId: string;
  readonly name: string;
  readonly available: number;
  readonly deliveryBy: string | undefined;
}

export const toWarehouseStocks = ({ productId, warehouses }: Availability): readonly WarehouseStock[] =>
  warehouses.map(({ id, name, available, deliveryBy }) => ({
    productId,
    warehouseId: id,
    name,
    available,
    deliveryBy,
  }));
