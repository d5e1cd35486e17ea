/** Rate limits: far above what a page sends, far below what a script sends. LIMITS_FILE changes the rates. */

import type { LimitPolicy } from '@frontage/rate-limit';

export const rateLimits: readonly LimitPolicy[] = [
  // Many people may share one address: room for an office of about a hundred.
  { name: 'address', by: ['address'], rate: { limit: 1_200, windowSeconds: 60 }, onOutage: 'open' },
  {
    name: 'login',
    by: ['address'],
    routes: ['/auth/login', '/auth/callback'],
    rate: { limit: 60, windowSeconds: 60 },
    onOutage: 'open',
  },
  // Operations are charged their cost: a unit for each value, more for each call. A product grid costs some
  // 1,500. A document that is new to the server costs its length as well.
  {
    name: 'visitor-cost',
    who: ['anonymous'],
    by: ['address'],
    unit: 'cost',
    rate: { limit: 600_000, windowSeconds: 60 },
    onOutage: 'open',
  },
  {
    name: 'person-cost',
    who: ['customer', 'support'],
    by: ['principal'],
    unit: 'cost',
    rate: { limit: 300_000, windowSeconds: 60 },
    onOutage: 'open',
  },
];
