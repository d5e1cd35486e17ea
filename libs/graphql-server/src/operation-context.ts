/** Context of every resolver. */

import type { Call } from '@frontage/call';
import type { Demand, Principal } from '@frontage/policy';

/** Request and answer of an operation, as far as resolvers may touch them. */
export interface OperationHttp {
  /** Header of the request, by its name in lower case; undefined where it is missing or there are several. */
  header(name: string): string | undefined;
  /** Adds a header to the answer, beside those of its name. Without effect once the answer has begun. */
  addHeader(name: string, value: string): void;
}

/** Common part of the context. A BFF adds clients and loaders to it. */
export interface OperationContext {
  readonly call: Call;
  readonly principal: Principal;
  /** Demand of the root field's permission. An access with `demanded` needs it made, or no answer leaves. */
  readonly demand: Demand;
  readonly requestId: string;
  /** Undefined for a public operation: its answer is for everybody, and depends on no request. */
  readonly http: OperationHttp | undefined;
}
