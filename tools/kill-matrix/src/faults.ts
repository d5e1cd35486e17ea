/** Faults of a service: the six columns of the matrix. */

import type { Faults } from '@frontage/service-host';

export interface Fault {
  /** Heading of the column. */
  readonly name: string;
  readonly faults: Partial<Faults>;
}

export const faults: readonly Fault[] = [
  { name: 'down', faults: { down: true } },
  { name: 'slow', faults: { latencyMs: 60_000 } }, // beyond every budget
  { name: '503', faults: { status: 503 } },
  { name: 'hangs up', faults: { hangUp: true } },
  { name: 'garbage', faults: { corrupt: true } },
  { name: '50 MB', faults: { oversizeBytes: 50_000_000 } },
];
