/** Step-up (RFC 9470): before some things are done, it must be surer that it is them, or that it is still them. */

import { Failure } from '@frontage/errors';
import type { LoginFacts } from './authenticator.ts';

/** What a login must have been like. Nothing asked for is nothing demanded. */
export interface StepUp {
  /** Authentication context classes, any of which will do, best first. */
  readonly acrValues?: readonly string[] | undefined;
  /** Longest time since the login, in seconds. */
  readonly maxAgeS?: number | undefined;
}

/**
 * Refuses a login that is not enough with 401 and a challenge that says what would be: the client logs its person in again with
 * `acr_values` and `max_age`. `nowS` is in seconds since the epoch.
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
