/** What every resolver is given. */

import type { Call } from '@frontage/call';
import type { Principal } from '@frontage/policy';

/** A BFF adds its own to it: clients, loaders. */
export interface OperationContext {
  readonly call: Call;
  readonly principal: Principal;
  readonly requestId: string;
}
