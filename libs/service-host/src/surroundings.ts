/** What surrounds a fake wherever it is hosted, whatever it speaks. */

import type { Authorize } from './authorize.ts';
import type { FaultControl } from './faults.ts';
import type { TrafficCounter } from './traffic.ts';

/** Told about what a service answers with 500 for: a bug in a fake, which must not stay hidden. */
export type OnUnexpected = (service: string, error: unknown) => void;

export interface Surroundings {
  readonly authorize: Authorize;
  readonly faults: FaultControl;
  readonly traffic: TrafficCounter;
  readonly onUnexpected: OnUnexpected;
  /** Ends the connection of a peer. */
  readonly hangUp: (peer: string) => void;
}
