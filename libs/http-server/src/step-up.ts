/** Step-up authentication (RFC 9470): some operations require a stronger or a more recent login. */

import { Failure } from '@frontage/errors';
import type { LoginFacts } from './authenticator.ts';

/** Requirements on a login. Absent members require nothing. */
export interface StepUp {
  /** Accepted authentication context classes, best first. */
  readonly acrValues?: readonly string[] | undefined;
  /** Longest time since the login, in seconds. */
  readonly maxAgeS?: number | undefined;
}

/**
 * Refuses an insufficient login with 401 and the challenge of RFC 9470. The client then logs its person in again with `acr_values` and
 * `max_age`. `nowS` is in seconds since the epoch.
 */
export function demandLogin({ acrValues, maxAgeS }: StepUp, login: LoginFacts, challenge: string, nowS: number): void {
  const isOfClass = acrValues === undefined || (login.acr !== undefined && acrValues.includes(login.acr));
  const isFresh = maxAgeS === undefined || (login.at !== undefined && nowS - login.at <= maxAgeS);
  if (isOfClass && isFresh) return;
  const parameters = [
    'error="insufficient_user_authentication"',
    'error_description="Another or a more recent login is required"',
    ...(acrValues ? [`acr_values="${acrValues.join(' ')}"`] : []),
    ...(maxAgeS !== undefined ? [`max_age="${maxAgeS}"`] : []),
  ];
  throw new Failure('UNAUTHENTICATED', 'Log in again to do this.', {
    reason: 'STEP_UP_REQUIRED',
    headers: { 'WWW-Authenticate': `${challenge} ${parameters.join(', ')}` },
  });
}
