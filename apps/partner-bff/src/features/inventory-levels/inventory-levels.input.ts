/** Input of the endpoints of inventory levels. */

import { productId } from '@frontage/catalog-client/input';
import { identifier } from '@frontage/dto-mapping/fields';
import { stockBounds, stockStatuses } from '@frontage/inventory-client/bounds';
import { z } from 'zod';
import { paging } from '../../representation/paging.ts';
import { productFilter } from '../../representation/product-filter.ts';

export const params = z.object({ productId });

/** Id of a warehouse. */
export const warehouseId = identifier('The warehouse.', 'is not the id of a warehouse');

export const query = z.object({
  product: productFilter,
  warehouse: warehouseId.optional().meta({ description: 'Only products with pieces on hand in this warehouse.' }),
  status: z.enum(stockStatuses).optional().meta({ description: 'Only products with this status.' }),
  ...paging,
});

const count = z
  .strictObject({
    onHand: z.int().min(0).max(stockBounds.onHand).meta({ description: 'Pieces that are there and not sold.' }),
  })
  .partial()
  .meta({ description: 'The pieces in one warehouse.' });

/** Change of a level. Stock of a warehouse is not removed, so that `null` is refused: it is set to 0. */
export const levelChange = z
  .strictObject({
    warehouses: z
      .record(warehouseId, count)
      .refine((all) => Object.keys(all).length <= stockBounds.warehouses, `names more than ${stockBounds.warehouses}`)
      .meta({ maxProperties: stockBounds.warehouses, description: 'The warehouses that change, by id. Others stay.' }),
  })
  .partial()
  .meta({
    description: 'Changes as a JSON merge patch (RFC 7396). Numbers are absolute, and `null` removes nothing.',
  });
