/** The six ways in which a service is broken. */

import type { Faults } from '@frontage/service-host';

export interface Fault {
  /** The heading of its column. */
  readonly name: string;
  readonly faults: Partial<Faults>;
}

export const faults: readonly Fault[] = [
  { name: 'down', faults: { down: true } },
  { name: 'slow', faults: { latencyMs: 60_000 } }, // far beyond every budget
  { name: '503', faults: { status: 503 } },
  { name: 'hangs up', faults: { hangUp: true } },
  { name: 'garbage', faults: { corrupt: true } },
  { name: '50 MB', faults: { oversizeBytes: 50_000_000 } },
];
