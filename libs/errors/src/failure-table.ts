/**
 * The closed table of failures, as clients see them.
 *
 * A code is stable and public; its status, title and retryability follow from it in every protocol. A domain service's own word
 * ("OUT_OF_STOCK") travels as a failure's open `reason`.
 */

/** Meaning of one code. `title` is constant per code (RFC 9457 §3.1.3); `retryable`: the same call may succeed later. */
export interface FailureKind {
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
}

const kind = (status: number, title: string, retryable = false): FailureKind => ({ status, title, retryable });

export const failureTable = {
  MALFORMED_REQUEST: kind(400, 'The request could not be read'),
  INVALID_INPUT: kind(400, 'The input is invalid'),
  UNAUTHENTICATED: kind(401, 'Authentication is required'),
  FORBIDDEN: kind(403, 'This is not allowed'),
  NOT_FOUND: kind(404, 'There is no such thing here'),
  METHOD_NOT_ALLOWED: kind(405, 'The method is not allowed here'),
  NOT_ACCEPTABLE: kind(406, 'No acceptable representation exists'),
  /** The request did not arrive in time. */
  REQUEST_TIMEOUT: kind(408, 'The request took too long to arrive', true),
  CONFLICT: kind(409, 'The current state does not allow this'),
  GONE: kind(410, 'This is no longer available'),
  PRECONDITION_FAILED: kind(412, 'A precondition does not hold'),
  PAYLOAD_TOO_LARGE: kind(413, 'The request body is too large'),
  UNSUPPORTED_MEDIA_TYPE: kind(415, 'The media type is not supported'),
  EXPECTATION_FAILED: kind(417, 'The expectation cannot be met'),
  UNPROCESSABLE: kind(422, 'The request cannot be processed'),
  UPGRADE_REQUIRED: kind(426, 'This version of the client is no longer supported'),
  PRECONDITION_REQUIRED: kind(428, 'A precondition is required'),
  RATE_LIMITED: kind(429, 'Too many requests', true),
  HEADERS_TOO_LARGE: kind(431, 'The request headers are too large'),
  /** The client closed the connection: 499, a status of nginx. The answer has no reader. */
  CANCELLED: kind(499, 'The request was cancelled'),
  INTERNAL: kind(500, 'Something went wrong'),
  /** A service answered with the wrong shape, or too much. A retry gives the same. */
  UPSTREAM_INVALID: kind(502, 'A service gave an invalid answer'),
  /** A service rejected the call: our request was wrong, and a retry does not help. */
  UPSTREAM_REJECTED: kind(502, 'A service refused the call'),
  /** A service failed, or broke off. */
  UPSTREAM_FAILED: kind(502, 'A service failed', true),
  /** A service cannot be reached, or says that it cannot serve now. */
  UNAVAILABLE: kind(503, 'The service is unavailable', true),
  OVERLOADED: kind(503, 'The service is overloaded', true),
  DEADLINE_EXCEEDED: kind(504, 'The answer took too long', true),
} as const satisfies Record<string, FailureKind>;

/** One of the closed set of codes. */
export type FailureCode = keyof typeof failureTable;

/** Whether a value from outside is one of our codes. */
export const isFailureCode = (value: unknown): value is FailureCode =>
  typeof value === 'string' && Object.hasOwn(failureTable, value);
