/** What orders demand of what callers bring, for whoever takes it from a client. */

import { identifier } from '@frontage/dto-mapping/fields';

/** The id of an order. */
export const orderId = identifier('The order.', 'is not the id of an order');
