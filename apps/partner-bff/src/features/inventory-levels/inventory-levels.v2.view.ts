/** Inventory levels in version 2. */

import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { count, identifier, text } from '@frontage/dto-mapping/fields';
import type { Availability, Pieces } from '@frontage/inventory-client';
import { stockBounds, stockStatuses } from '@frontage/inventory-client/bounds';
import { may, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { linksSchema, longLinksSchema, pageLinks, type Linker } from '../../representation/links.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { represent } from '../../version.ts';
import type { LevelViews } from './inventory-levels.endpoint.ts';
import { warehouseId } from './inventory-levels.input.ts';

const pieces = {
  onHand: count('Pieces that are there and not sold.'),
  reserved: count('Pieces on hand that are held for orders which are not paid yet.'),
  available: count('Pieces that can be ordered: those on hand without those reserved.'),
};

const warehouse = z
  .object({ name: text(stockBounds.name, 'Name of the warehouse.'), ...pieces })
  .meta({ description: 'The pieces in one warehouse.' });

const levelSchema = z
  .object({
    product: identifier('The product.'),
    status: z.enum(stockStatuses).meta({ description: 'Availability.' }),
    ...pieces,
    warehouses: z
      .record(warehouseId, warehouse)
      .meta({ maxProperties: stockBounds.warehouses, description: 'The pieces in each warehouse, by its id.' }),
    _links: linksSchema,
  })
  .meta({ description: 'The stock of a product. Its own numbers are those of all warehouses together.' });

const levelView = defineView('InventoryLevel', levelSchema);

const levelListView = defineView(
  'InventoryLevelList',
  z
    .object({
      _embedded: z
        .object({
          'inventory-levels': z.array(levelSchema).max(maxPageSize).meta({ description: 'One page of levels.' }),
        })
        .meta({ description: 'Items of the page.' }),
      _links: longLinksSchema,
    })
    .meta({ description: 'Stock in the order of product ids.' }),
);

const toPieces = ({ onHand, reserved, available }: Pieces) => ({ onHand, reserved, available });

const toLevelView = (level: Availability, principal: Principal, { link }: Linker): ViewOf<typeof levelView> => {
  const self = link(`/inventory-levels/${level.productId}`);
  return {
    product: level.productId,
    status: level.status,
    ...toPieces(level),
    warehouses: Object.fromEntries(level.warehouses.map(({ id, name, ...rest }) => [id, { name, ...toPieces(rest) }])),
    _links: {
      self,
      product: link(`/products/${level.productId}`),
      // A relation of RFC 5023: where a changed level is sent to.
      ...(may(principal, 'inventory:write') === 'granted' && { edit: self }),
    },
  };
};

export const levelsV2 = (links: Linker): LevelViews => ({
  level: represent(levelView, (level, principal) => toLevelView(level, principal, links)),
  levelList: represent(levelListView, ({ levels, query, next }, principal) => ({
    _embedded: { 'inventory-levels': levels.map((level) => toLevelView(level, principal, links)) },
    _links: pageLinks(links, '/inventory-levels', query, next),
  })),
});
