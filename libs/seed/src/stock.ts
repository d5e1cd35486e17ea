/** Seeded stock: 3 warehouses, and the quantity of each product in each of them. */

import { products } from './catalog.ts';
import { randomOf } from './random.ts';

export interface SeededWarehouse {
  readonly id: string;
  readonly name: string;
  /** Working days from here to a customer. */
  readonly leadDays: number;
}

export interface SeededStock {
  readonly productId: string;
  /** Quantity by warehouse id; every warehouse is named. */
  readonly quantities: Readonly<Record<string, number>>;
}

export const warehouses: readonly SeededWarehouse[] = [
  { id: 'ham', name: 'Hamburg', leadDays: 2 },
  { id: 'lys', name: 'Lyon', leadDays: 3 },
  { id: 'gdn', name: 'Gdańsk', leadDays: 4 },
];

/** The first products never run out, since README and tests buy them. */
const alwaysThere = 20;

/** One entry per product: about 8 % are out of stock, and as many have 1 to 5 left. */
export const stock: readonly SeededStock[] = products.map(({ id }, index) => {
  const random = randomOf(`stock ${id}`);
  const drawn = index < alwaysThere ? 1 : random.next();
  const quantities: Record<string, number> = Object.fromEntries(warehouses.map((warehouse) => [warehouse.id, 0]));
  if (drawn >= 0.16) {
    for (const warehouse of warehouses) quantities[warehouse.id] = random.between(20, 400);
  } else if (drawn >= 0.08) {
    const left = random.between(1, 5);
    for (let item = 0; item < left; item += 1) quantities[warehouses[random.between(0, 2)]!.id]! += 1;
  }
  return { productId: id, quantities };
});
