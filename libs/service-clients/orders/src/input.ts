/** Schemas of the input of orders, for the edge. */

import { identifier } from '@frontage/dto-mapping/fields';

/** Id of an order. */
export const orderId = identifier('The order.', 'is not the id of an order');
