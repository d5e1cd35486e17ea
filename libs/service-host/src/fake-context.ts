/** Collaborators that the host hands to a fake's server, for HTTP and gRPC alike. */

import type { Authorize } from './authorize.ts';
import type { FaultControl } from './faults.ts';
import type { TrafficCounter } from './traffic.ts';

/** Called with every unexpected error (500): a bug in a fake, which must not stay hidden. */
export type OnUnexpected = (service: string, error: unknown) => void;

export interface FakeContext {
  readonly authorize: Authorize;
  readonly faults: FaultControl;
  readonly traffic: TrafficCounter;
  readonly onUnexpected: OnUnexpected;
  /** Ends the connection of a peer. */
  readonly hangUp: (peer: string) => void;
}
