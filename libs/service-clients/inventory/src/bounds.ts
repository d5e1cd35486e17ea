/** What is said of stock, for the client and for views of it. */

/** Decided by the service: LOW is 5 pieces or fewer. */
export const stockStatuses = ['IN_STOCK', 'LOW', 'OUT_OF_STOCK'] as const;
