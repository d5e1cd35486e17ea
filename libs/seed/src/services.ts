/** Service names of the mock domain, which are the audiences of their tokens. Their ports follow 4400 in this order. */
export const serviceNames = [
  'catalog',
  'pricing',
  'inventory',
  'reviews',
  'customers',
  'orders',
  'recommendations',
] as const;

export type ServiceName = (typeof serviceNames)[number];
