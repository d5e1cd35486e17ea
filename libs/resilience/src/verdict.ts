/** What the end of an attempt says about the service that it went to. One reading for breakers and for balancers. */

import { isFailure } from '@frontage/errors';

/** `unknown`: nothing at all, if our client left or we ourselves refused. */
export type Verdict = 'up' | 'down' | 'unknown';

/**
 * The verdict on an attempt that failed. `fair` says whether it had enough time: running out of little time is the fault of whoever
 * used up the rest.
 */
export function verdictOn(error: unknown, fair: boolean): Verdict {
  if (!isFailure(error)) return 'unknown';
  switch (error.code) {
    case 'UPSTREAM_FAILED':
    case 'UPSTREAM_INVALID':
    case 'UNAVAILABLE':
      return 'down';
    case 'DEADLINE_EXCEEDED':
      return fair ? 'down' : 'unknown';
    case 'CANCELLED':
    case 'OVERLOADED': // our own bulkhead; a service's 503 is UNAVAILABLE
    case 'INTERNAL': // our own defect
      return 'unknown';
    default:
      return 'up'; // an answer about the domain, or about how we asked: it works
  }
}

/** Least time that an attempt must begin with for its running out of time to say something, in milliseconds. */
export const defaultFairMs = 100;
