/** What every resolver is given. */

import type { Call } from '@frontage/call';
import type { Demand, Principal } from '@frontage/policy';

/** A BFF adds its own to it: clients, loaders. */
export interface OperationContext {
  readonly call: Call;
  readonly principal: Principal;
  /** Demand of the root field's permission. An access with `demanded` needs it made, or no answer leaves. */
  readonly demand: Demand;
  readonly requestId: string;
}
