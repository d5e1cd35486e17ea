/** Outcome: what the end of an attempt says about the service that was asked. One reading for breakers and for balancers. */

import { isFailure } from '@frontage/errors';

/** `up`: it answers. `down`: it does not. `unknown`: our client left, or we ourselves refused. */
export type Outcome = 'up' | 'down' | 'unknown';

/** Least time with which a service must be asked for a timeout to be its fault, in milliseconds. */
const leastGrantedMs = 100;

/**
 * Reads the failure of an attempt. `grantedMs` is the time that the service was given, undefined if it was not asked: a timeout after
 * less than 100 ms is the fault of the code that used up the rest.
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
    case 'OVERLOADED': // our own bulkhead; a service's 503 is UNAVAILABLE
    case 'INTERNAL': // our own defect
      return 'unknown';
    default:
      return 'up'; // an answer about the domain, or about how we asked: it works
  }
}
