/** Rate limits: far above what the app sends, far below what a script sends. LIMITS_FILE changes the rates. */

import type { LimitPolicy } from '@frontage/rate-limit';

export const rateLimits: readonly LimitPolicy[] = [
  // Carriers share one IPv4 address among many phones.
  { name: 'address', by: ['address'], rate: { limit: 3_000, windowSeconds: 60 }, onOutage: 'open' },
  {
    name: 'person',
    who: ['customer', 'support'],
    by: ['principal'],
    rate: { limit: 600, windowSeconds: 60 },
    onOutage: 'open',
  },
  {
    name: 'checkout',
    who: ['customer'],
    by: ['principal'],
    routes: ['POST /checkout', 'POST /orders/{id}/pay'],
    rate: { limit: 30, windowSeconds: 60 },
    onOutage: 'open',
  },
  {
    // A device registers when the app starts, and when its token changes.
    name: 'devices',
    who: ['customer'],
    by: ['principal'],
    routes: ['PUT /devices/{id}', 'DELETE /devices/{id}'],
    rate: { limit: 30, windowSeconds: 60 },
    onOutage: 'open',
  },
];
