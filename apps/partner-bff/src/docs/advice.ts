/** Advice for partners on each problem. */

import type { FailureCode } from '@frontage/errors';

const ask = 'If it stays, ask the partner team, and tell them the request id.';
const later = `Send the same request again later, after \`Retry-After\` where it is there. ${ask}`;

/** Sentences on each code: what it means here, and what to do. */
export const advice: Readonly<Record<FailureCode, string>> = {
  MALFORMED_REQUEST: 'The request is no HTTP, or its body no JSON. Correct the program that writes it.',
  INVALID_INPUT:
    'The members of `errors` point to what is wrong, and say why. Correct it; the same request is refused again.',
  UNAUTHENTICATED:
    'The key is missing, mistyped, expired or revoked. Send it as `Authorization: Bearer fk_…` or `X-API-Key`, never in the address.',
  FORBIDDEN:
    'The key is good and lacks something: a scope (`WWW-Authenticate` names it), a region, an allowed address, or live mode (`reason`). Ask for a key that has it.',
  NOT_FOUND:
    'It is not there, or it belongs to somebody else, or to the other mode: a test key sees nothing that a live key made. Follow links instead of writing addresses.',
  METHOD_NOT_ALLOWED: 'The address is right and the method is not. `Allow` lists those that are.',
  NOT_ACCEPTABLE:
    'No form of the answer is one that `Accept` names. Accept `application/hal+json`, or leave the header out.',
  REQUEST_TIMEOUT: 'The request took too long to arrive. Send it again; look at your connection if it stays.',
  CONFLICT:
    'The state of things does not allow it: `reason` says why (`OUT_OF_STOCK`, `BELOW_RESERVED`, an Idempotency-Key in use). Read the resource again, then decide.',
  GONE: 'It was here and is no more; a version of the API after its sunset, for instance. The changelog says what takes its place.',
  PRECONDITION_FAILED: 'It changed since you read it. Read it again, and make your change to what is there now.',
  PAYLOAD_TOO_LARGE: 'The body is larger than is read. Send fewer items in several requests.',
  UNSUPPORTED_MEDIA_TYPE: 'The body is of another kind. Send JSON, in an encoding of `Accept-Encoding`.',
  EXPECTATION_FAILED: 'An `Expect` header asks for what is not offered. Leave it out.',
  UNPROCESSABLE:
    'The request is well-formed and cannot be done: a product without a price, or an Idempotency-Key that belongs to another request. Correct it.',
  UPGRADE_REQUIRED: 'The version of the client is no longer served.',
  PRECONDITION_REQUIRED: 'Changes need `If-Match` with the `ETag` of what you read, so that nobody overwrites another.',
  RATE_LIMITED:
    'A limit is used up; `violated-policies` names it. Wait for `Retry-After` seconds, and spread requests by the header `RateLimit`.',
  HEADERS_TOO_LARGE: 'The headers are larger than is read. Send fewer or shorter ones.',
  CANCELLED:
    'The connection was closed before there was an answer. Send the request again, with the same `Idempotency-Key`.',
  INTERNAL: `Something is wrong on our side. ${ask}`,
  UPSTREAM_INVALID: `Something is wrong behind this API. ${ask}`,
  UPSTREAM_REJECTED: `Something is wrong behind this API. ${ask}`,
  UPSTREAM_FAILED: later,
  UNAVAILABLE: later,
  OVERLOADED: later,
  DEADLINE_EXCEEDED: `It took too long to find an answer, and an order may have been placed. ${later} With the same \`Idempotency-Key\` it is placed once.`,
};
