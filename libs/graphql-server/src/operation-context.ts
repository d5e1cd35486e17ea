/** Context of every resolver. */

import type { Call } from '@frontage/call';
import type { Demand, Principal } from '@frontage/policy';

/** Common part of the context. A BFF adds clients and loaders to it. */
export interface OperationContext {
  readonly call: Call;
  readonly principal: Principal;
  /** Demand of the root field's permission. An access with `demanded` needs it made, or no answer leaves. */
  readonly demand: Demand;
  readonly requestId: string;
}
