/** Stock as GraphQL shows it. */

import type { Availability } from '@frontage/inventory-client';

/** The stock of one product in one warehouse. Its id needs both: the inventory numbers warehouses only. */
export interface WarehouseStock {
  readonly productId: string;
  readonly warehouseId: string;
  readonly name: string;
  readonly available: number;
}

export const toWarehouseStocks = ({ productId, warehouses }: Availability): readonly WarehouseStock[] =>
  warehouses.map(({ id, name, available }) => ({ productId, warehouseId: id, name, available }));
