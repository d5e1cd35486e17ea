/** Authentication of callers of a service: processes of ours, with a token for exactly this service. */

import { anonymous, type Caller } from '@frontage/call';
import { callerHeader, idempotencyKeyPattern, parseCaller, unquotedKey } from '@frontage/call/headers';
import { Failure } from '@frontage/errors';

/** An authenticated process. */
export interface ServiceClient {
  readonly clientId: string;
  /** Whether it may act for others (scope `act`). */
  readonly mayAct: boolean;
}

/** Verifies a bearer token for an audience; undefined when it is not valid. */
export type Authorize = (token: string, audience: string) => Promise<ServiceClient | undefined>;

/** Identity for specs, whose tokens `authorizeTestTokens` accepts. Has the shape of upstream's ServiceIdentity. */
export const testIdentity = (audience: string): Promise<string> => Promise.resolve(`test-token-for-${audience}`);

/** Accepts tokens of `testIdentity` for the same audience, and no others. For specs. */
export const authorizeTestTokens: Authorize = (token, audience) =>
  Promise.resolve(token === `test-token-for-${audience}` ? { clientId: 'spec', mayAct: true } : undefined);

/** Caller of a request. Throws UNAUTHENTICATED without a valid token. */
export async function identifyCaller(
  authorize: Authorize,
  audience: string,
  header: (name: string) => string | undefined,
): Promise<Caller> {
  const token = /^Bearer (\S+)$/i.exec(header('authorization') ?? '')?.[1];
  const client = token === undefined ? undefined : await authorize(token, audience);
  if (!client) {
    throw new Failure('UNAUTHENTICATED', 'A service token is required.', { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const claimed = header(callerHeader);
  if (claimed === undefined) return anonymous;
  const caller = parseCaller(claimed);
  if (!caller) throw new Failure('MALFORMED_REQUEST', 'Frontage-Caller cannot be read.');
  if (caller.kind !== 'anonymous' && !client.mayAct) {
    throw new Failure('FORBIDDEN', 'This client may not act for others.', { reason: 'MAY_NOT_ACT' });
  }
  return caller;
}

/** Budget in `Frontage-Deadline-Ms`, in milliseconds; undefined when it is absent or not a number. */
export const readBudget = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined;

/** Idempotency-Key without its quotes. */
export const readIdempotencyKey = (header: string | undefined): string | undefined => {
  if (header === undefined || header === '') return undefined;
  const key = unquotedKey(header);
  if (!idempotencyKeyPattern.test(key)) throw new Failure('INVALID_INPUT', 'The Idempotency-Key cannot be used.');
  return key;
};
