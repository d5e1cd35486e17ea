/** Rate limits by the partner's tier, as its contract has them. LIMITS_FILE overrides the rates. */

import type { LimitPolicy } from '@frontage/rate-limit';
import { versions } from './versions.ts';

const day = 86_400;

export const rateLimits: readonly LimitPolicy[] = [
  // Requests without a valid key: readers of documents, and attempts to guess keys.
  { name: 'address', who: ['anonymous'], by: ['address'], rate: { limit: 120, windowSeconds: 60 }, onOutage: 'open' },
  {
    name: 'burst',
    who: ['partner'],
    by: ['key'],
    rate: {
      standard: { limit: 25, windowSeconds: 1 },
      gold: { limit: 75, windowSeconds: 1 },
      premium: { limit: 250, windowSeconds: 1 },
    },
    onOutage: 'open',
  },
  {
    name: 'minute',
    who: ['partner'],
    by: ['principal'],
    rate: {
      standard: { limit: 600, windowSeconds: 60 },
      gold: { limit: 2_000, windowSeconds: 60 },
      premium: { limit: 6_000, windowSeconds: 60 },
    },
    onOutage: 'open',
  },
  {
    name: 'day',
    kind: 'quota',
    who: ['partner'],
    by: ['principal'],
    rate: {
      standard: { limit: 100_000, windowSeconds: day },
      gold: { limit: 500_000, windowSeconds: day },
      premium: { limit: 2_000_000, windowSeconds: day },
    },
    onOutage: 'open',
  },
  // New keys and rolls: keys that have ended are kept.
  {
    name: 'new-keys',
    kind: 'quota',
    who: ['partner'],
    by: ['principal'],
    routes: versions.flatMap(({ prefix, endpoints }) =>
      endpoints.some(({ name }) => name === 'createKey') ? [`POST ${prefix}/keys`] : [],
    ),
    rate: { limit: 100, windowSeconds: day },
    onOutage: 'open',
  },
];
