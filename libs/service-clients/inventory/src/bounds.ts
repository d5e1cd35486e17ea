/** Stock statuses, for the client and its views. */

/** Statuses that the service decides. LOW is 5 pieces or fewer. */
export const stockStatuses = ['IN_STOCK', 'LOW', 'OUT_OF_STOCK'] as const;
