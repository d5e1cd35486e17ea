/** Events of services in trouble. */

import type { Failure } from '@frontage/errors';

/** Action of a policy on a service in trouble, for logs and metrics. */
export type TroubleEvent = {
  readonly service: string;
} & (
  | { readonly kind: 'retry' | 'give-up'; readonly attempt: number; readonly failure: Failure; readonly why?: string }
  | { readonly kind: 'circuit-open' | 'circuit-half-open' | 'circuit-closed'; readonly operation: string }
  | { readonly kind: 'bulkhead-full' }
  | { readonly kind: 'endpoints-changed'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: 'endpoint-ejected'; readonly endpoint: string; readonly forMs: number }
  | { readonly kind: 'endpoint-refusing' | 'endpoint-recovered'; readonly endpoint: string }
  | { readonly kind: 'unresolved'; readonly cause: unknown }
  | { readonly kind: 'resolved' }
);

/** Log level of an event. Single retries and deployments are routine; a service given up on is not. */
export const troubleLevel = ({ kind }: TroubleEvent): 'debug' | 'warn' =>
  kind === 'retry' || kind === 'give-up' || kind === 'endpoints-changed' ? 'debug' : 'warn';
