/** Failures of HTTP answers and of the transport. */

import { Failure, readProblem, type FailureCode } from '@frontage/errors';
import { isAxiosError } from 'axios';
import { Answered } from '../answered.ts';
import { NotSent } from '../unsent.ts';
import { BodyTooLarge } from './undici-adapter.ts';

/** Statuses about the domain, which keep their meaning. All others are the service's trouble, not the client's. */
const domainCodes: Readonly<Record<number, FailureCode>> = {
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  422: 'UNPROCESSABLE',
};

const domainDetails: Readonly<Record<number, string>> = {
  403: 'This is not allowed.',
  404: 'There is no such thing here.',
  409: 'The current state does not allow this.',
  412: 'A precondition does not hold.',
  422: 'The request cannot be processed.',
};

/** Makes the failure of a status of 300 or more. `body` is untrusted. */
export function failureFromStatus(status: number, body: unknown, retryAfter: string | undefined): Failure {
  const told = readProblem(body);
  const retryAfterMs = retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const wait = retryAfterMs !== undefined ? { retryAfterMs } : {};
  const domain = domainCodes[status];
  if (domain) {
    const reason = told.reason !== undefined ? { reason: told.reason } : {};
    return new Failure(domain, told.detail ?? domainDetails[status]!, { ...reason, ...wait });
  }
  const cause = new Answered(status, `${told.reason === undefined ? '' : ` ${told.reason}`}: ${told.detail ?? ''}`);
  if (status === 429 || status === 503) {
    return new Failure('UNAVAILABLE', 'A service cannot serve right now.', { cause, ...wait });
  }
  if (status === 504) return new Failure('DEADLINE_EXCEEDED', 'The answer took too long.', { cause });
  // A redirect (3xx) is refused. A 400, 401 and the like is a wrong request of ours, which neither the client nor a retry can mend.
  if (status < 500) return new Failure('UPSTREAM_REJECTED', 'A service failed.', { cause });
  return new Failure('UPSTREAM_FAILED', 'A service failed.', { cause });
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/**
 * Asks whether the connection was not accepted, so that nothing was sent. The codes alone do not tell: a broken connection has them, too.
 * For a name with several addresses, one AggregateError holds all errors.
 */
function isConnecting(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(isConnecting);
  const { code, syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

/** Asks whether the connection was accepted, and then failed in the TLS handshake. */
const isHandshake = (code: string): boolean =>
  code === 'EPROTO' || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || code.includes('CERT');

/** Makes the failure of a transport exception. `ended` is the reason why the deadline's signal aborted, if it did. */
export function failureFromError(error: unknown, ended: Failure | undefined): Failure {
  if (ended) return ended;
  if (!isAxiosError(error)) throw error;
  const { code = '', cause } = error;
  const refused = unreachable.has(code) && isConnecting(cause);
  if (refused || unreachable.has(code) || isHandshake(code)) {
    const isUnsent = refused || isHandshake(code);
    return new Failure('UNAVAILABLE', 'A service cannot be reached.', {
      cause: isUnsent ? new NotSent(error, refused) : error,
    });
  }
  if (cause instanceof BodyTooLarge) {
    return new Failure('UPSTREAM_INVALID', 'A service gave too large an answer.', { cause: error });
  }
  return new Failure('UPSTREAM_FAILED', 'A service broke off.', { cause: error });
}
