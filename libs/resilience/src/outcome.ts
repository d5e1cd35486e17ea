/** Outcome of an attempt, as breakers and balancers count it. */

import { isFailure } from '@frontage/errors';

/** `up`: the service answers. `down`: it does not. `unknown`: the client left, or this process refused. */
export type Outcome = 'up' | 'down' | 'unknown';

/** Least granted time for which a timeout is the service's fault, in milliseconds. */
const leastGrantedMs = 100;

/**
 * Classifies the failure of an attempt. `grantedMs` is the time granted to the service, undefined if it was not asked. A timeout after less
 * than 100 ms is the fault of the code that used up the rest.
 */
export function outcomeOf(error: unknown, grantedMs: number | undefined): Outcome {
  if (!isFailure(error)) return 'unknown';
  switch (error.code) {
    case 'UPSTREAM_FAILED':
    case 'UPSTREAM_INVALID':
    case 'UNAVAILABLE':
      return 'down';
    case 'DEADLINE_EXCEEDED':
      return grantedMs !== undefined && grantedMs >= leastGrantedMs ? 'down' : 'unknown';
    case 'CANCELLED':
    case 'OVERLOADED': // the bulkhead of this process; a service's 503 is UNAVAILABLE
    case 'INTERNAL': // a defect of this process
      return 'unknown';
    default:
      return 'up'; // the service works: it answered about the domain, or about our request
  }
}
