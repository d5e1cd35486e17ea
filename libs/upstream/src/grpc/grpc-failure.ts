/** Failures of gRPC statuses. */

import { reasonHeader } from '@frontage/call';
import { Failure, type FailureCode } from '@frontage/errors';
import { status as Status, type ServiceError } from '@grpc/grpc-js';
import { NotSent } from '../unsent.ts';

interface Meaning {
  readonly code: FailureCode;
  readonly detail: string;
  /** Answer about the domain: the service's own message may be shown. */
  readonly domain?: true;
}

/** Failures by status, without CANCELLED. When our side cancels, the deadline has the reason; when the service does, it has failed. */
const meanings: Readonly<Partial<Record<Status, Meaning>>> = {
  [Status.DEADLINE_EXCEEDED]: { code: 'DEADLINE_EXCEEDED', detail: 'The answer took too long.' },
  [Status.NOT_FOUND]: { code: 'NOT_FOUND', detail: 'There is no such thing here.', domain: true },
  [Status.ALREADY_EXISTS]: { code: 'CONFLICT', detail: 'It exists already.', domain: true },
  [Status.FAILED_PRECONDITION]: { code: 'CONFLICT', detail: 'The current state does not allow this.', domain: true },
  [Status.ABORTED]: { code: 'CONFLICT', detail: 'The current state does not allow this.', domain: true },
  [Status.OUT_OF_RANGE]: { code: 'UNPROCESSABLE', detail: 'The request cannot be processed.', domain: true },
  [Status.PERMISSION_DENIED]: { code: 'FORBIDDEN', detail: 'This is not allowed.', domain: true },
  // The service limits us, not our client: RATE_LIMITED would slow down the client.
  [Status.RESOURCE_EXHAUSTED]: { code: 'UNAVAILABLE', detail: 'A service cannot serve right now.' },
  [Status.INVALID_ARGUMENT]: { code: 'UPSTREAM_REJECTED', detail: 'A service failed.' },
  [Status.UNAUTHENTICATED]: { code: 'UPSTREAM_REJECTED', detail: 'A service failed.' },
  [Status.UNIMPLEMENTED]: { code: 'UPSTREAM_REJECTED', detail: 'A service failed.' },
  [Status.UNAVAILABLE]: { code: 'UNAVAILABLE', detail: 'A service cannot be reached.' },
};

/** Asks whether grpc-js found a message over `max_receive_message_length`. Its status is the one that services use for quotas. */
const isTooLarge = ({ code, details }: ServiceError): boolean =>
  code === Status.RESOURCE_EXHAUSTED && /^Received message (that decompresses to a size )?larger than /.test(details);

/** Asks whether grpc-js had no connection to send the call on. Its text tells that from a service's own UNAVAILABLE. */
const isNotSent = ({ code, details }: ServiceError): boolean =>
  code === Status.UNAVAILABLE && /^(No connection established|Name resolution failed)/.test(details);

/** Makes the failure of a gRPC error. `ended` is the reason why the deadline's signal aborted, if it did. */
export function failureFromGrpc(error: ServiceError, ended: Failure | undefined): Failure {
  if (ended) return ended;
  if (isTooLarge(error)) {
    return new Failure('UPSTREAM_INVALID', 'A service gave too large an answer.', { cause: error });
  }
  if (isNotSent(error)) {
    return new Failure('UNAVAILABLE', 'A service cannot be reached.', { cause: new NotSent(error, true) });
  }
  const meaning = meanings[error.code];
  if (!meaning) return new Failure('UPSTREAM_FAILED', 'A service failed.', { cause: error });
  const said = error.metadata.get(reasonHeader)[0];
  const reason = typeof said === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(said) ? { reason: said } : {};
  const detail = meaning.domain && error.details.length <= 300 ? error.details || meaning.detail : meaning.detail;
  return new Failure(meaning.code, detail, { cause: error, ...(meaning.domain && reason) });
}
