/** What a gRPC status means to us. */

import { Failure, type FailureCode } from '@frontage/errors';
import { status as Status, type ServiceError } from '@grpc/grpc-js';

interface Meaning {
  readonly code: FailureCode;
  readonly detail: string;
  /** May the service's own words be shown? Only for answers about the domain. */
  readonly domain?: true;
}

const meanings: Readonly<Partial<Record<Status, Meaning>>> = {
  [Status.CANCELLED]: { code: 'CANCELLED', detail: 'The request was cancelled.' },
  [Status.DEADLINE_EXCEEDED]: { code: 'DEADLINE_EXCEEDED', detail: 'The answer took too long.' },
  [Status.NOT_FOUND]: { code: 'NOT_FOUND', detail: 'There is no such thing here.', domain: true },
  [Status.ALREADY_EXISTS]: { code: 'CONFLICT', detail: 'It exists already.', domain: true },
  [Status.FAILED_PRECONDITION]: { code: 'CONFLICT', detail: 'The current state does not allow this.', domain: true },
  [Status.ABORTED]: { code: 'CONFLICT', detail: 'The current state does not allow this.', domain: true },
  [Status.OUT_OF_RANGE]: { code: 'UNPROCESSABLE', detail: 'The request cannot be processed.', domain: true },
  [Status.PERMISSION_DENIED]: { code: 'FORBIDDEN', detail: 'This is not allowed.', domain: true },
  [Status.RESOURCE_EXHAUSTED]: { code: 'RATE_LIMITED', detail: 'Too many requests.' },
  [Status.UNAVAILABLE]: { code: 'UNAVAILABLE', detail: 'A service cannot be reached.' },
};

/** The trailing metadata key in which a service names its reason (`OUT_OF_STOCK`). */
export const reasonMetadataKey = 'frontage-reason';

/** The failure behind a gRPC error. `ended` is why the deadline's signal aborted, if it did. */
export function failureFromGrpc(error: ServiceError, ended: Failure | undefined): Failure {
  if (ended) return ended;
  const meaning = meanings[error.code];
  if (!meaning) return new Failure('UPSTREAM_FAILED', 'A service failed.', { cause: error });
  const said = error.metadata.get(reasonMetadataKey)[0];
  const reason = typeof said === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(said) ? { reason: said } : {};
  const detail = meaning.domain && error.details.length <= 300 ? error.details || meaning.detail : meaning.detail;
  return new Failure(meaning.code, detail, { cause: error, ...(meaning.domain && reason) });
}
