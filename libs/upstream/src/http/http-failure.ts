/** What an HTTP answer that is not a success means to us. */

import { Failure, readProblem, type FailureCode } from '@frontage/errors';
import { isAxiosError } from 'axios';
import { Answered } from '../answered.ts';
import { NotSent } from '../unsent.ts';
import { BodyTooLarge } from './undici-adapter.ts';

/** Domain answers keep their meaning; everything else is the service's trouble, not the client's. */
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

/** The failure that a status of 300 or more stands for. `body` is read with suspicion. */
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
  // 3xx: redirects are refused. 400, 401 and the like: we called it wrongly, which neither a client nor a repetition can mend.
  if (status < 500) return new Failure('UPSTREAM_REJECTED', 'A service failed.', { cause });
  return new Failure('UPSTREAM_FAILED', 'A service failed.', { cause });
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/**
 * Whether nobody accepted the connection, so that nothing was sent: the same codes come of a connection that broke, too. Several
 * addresses of one name are told of in one error.
 */
function isConnecting(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(isConnecting);
  const { code, syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

/** It was accepted, and TLS could not be agreed on. */
const isHandshake = (code: string): boolean =>
  code === 'EPROTO' || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || code.includes('CERT');

/** The failure behind an exception of the transport. `ended` is why the deadline's signal aborted, if it did. */
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
