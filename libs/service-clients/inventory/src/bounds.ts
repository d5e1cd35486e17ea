/** Stock statuses and bounds of stock, for the contract and for views. */

/** Statuses that the service decides. LOW is 5 pieces or fewer. */
export const stockStatuses = ['IN_STOCK', 'LOW', 'OUT_OF_STOCK'] as const;

/** Most warehouses, most pieces on hand in one of them, and longest name of one, in characters. */
export const stockBounds = { warehouses: 100, onHand: 1_000_000, name: 200 } as const;

/** Revision of a product that is not kept. */
export const revisionOfNone = 1;
