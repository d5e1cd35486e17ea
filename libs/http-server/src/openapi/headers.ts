/** Response headers for OpenAPI, each described once and then referenced. */

import type { oas31 } from 'zod-openapi';
import { requestIdPattern } from '../request-context.ts';

type Headers = Record<string, oas31.HeaderObject>;

const asciiText = '^[\\x20-\\x7e]*$';
const words = (description: string): oas31.HeaderObject => ({
  description,
  schema: { type: 'string', pattern: '^[a-zA-Z]+(, [a-zA-Z]+)*$', maxLength: 1_000 },
});

/** draft-ietf-httpapi-ratelimit-headers: a list of named policies with parameters. */
const limits = (parameters: string): string => {
  const policy = `"[!#-\\[\\]-~ ]{1,64}"${parameters}`;
  return `^${policy}(, ${policy})*$`;
};

/** Headers of every answer. */
const always: Headers = {
  'X-Request-Id': {
    description: 'Yours, when it was sent and is of this form; else one of ours. It is in our logs.',
    required: true,
    schema: { type: 'string', pattern: requestIdPattern.source, maxLength: 128 },
    example: '7b1c6a52-6a7d-4d0e-9a3c-0f3f3a8c1d11',
  },
  'Cache-Control': {
    description: 'Caches that may keep the answer, and for how long. Failures are never kept.',
    required: true,
    schema: { type: 'string', pattern: asciiText, maxLength: 200 },
    example: 'no-store',
  },
  'Access-Control-Allow-Origin': {
    description: 'Never sent: pages of other origins cannot read answers (no CORS).',
    schema: { not: {} },
  },
};

/** Headers of every answer that passed the limits. */
const limited: Headers = {
  'RateLimit-Policy': {
    description:
      'The limits that apply: how much (`q`) within how many seconds (`w`), by name (draft-ietf-httpapi-ratelimit-headers). They may change.',
    schema: { type: 'string', pattern: limits(';q=[0-9]+;w=[0-9]+'), maxLength: 2_000 },
    example: '"minute";q=600;w=60',
  },
  RateLimit: {
    description:
      'Rest of each limit (`r`), and seconds until there is more (`t`). Missing, like `RateLimit-Policy`, on requests that were refused before they were counted.',
    schema: { type: 'string', pattern: limits(';r=[0-9]+(;t=[0-9]+)?'), maxLength: 2_000 },
    example: '"minute";r=599;t=1',
  },
};

const sometimes: Headers = {
  'Retry-After': {
    description: 'Seconds to wait before the same request is worth sending again.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 2_147_483_647 },
    example: 2,
  },
  'WWW-Authenticate': {
    description: 'Credentials that are needed, and the flaw of those that were sent (RFC 6750, RFC 9470).',
    schema: { type: 'string', pattern: asciiText, maxLength: 1_000 },
    example: 'Bearer',
  },
  Accept: {
    description: 'The media type that a body must have.',
    schema: { type: 'string', enum: ['application/json'] },
  },
  'Accept-Encoding': {
    description: 'The encodings that a body may have.',
    schema: { type: 'string', pattern: asciiText, maxLength: 200 },
  },
  'Idempotent-Replayed': {
    description:
      'The answer was given before, to an earlier request with this `Idempotency-Key`. Missing on the first one.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Frontage-Degraded': words('The parts that the answer lacks, as in `degraded`. Missing when it lacks nothing.'),
  'Frontage-Stale': words('The parts that are older than they should be, because fresh ones could not be had.'),
};

/** Headers of every success where `Accept` chooses among media types. */
const negotiated: Headers = {
  Vary: {
    description: 'Headers of the request that the answer depends on: `Accept` chooses among the media types.',
    required: true,
    schema: { type: 'string', pattern: asciiText, maxLength: 200 },
    example: 'Accept, Accept-Encoding',
  },
};

/** Headers of answers of which some have tags. */
const tagged: Headers = {
  ETag: {
    description:
      'Tag of the answer, for this caller alone. As `If-None-Match` it asks whether the answer has changed; as `If-Match` it writes to what was read. Missing where a list lacks parts.',
    schema: { type: 'string', pattern: '^W/"([1-9][0-9]*\\.)?[\\w-]*"$', maxLength: 60 },
    example: 'W/"7.mCkPNrXvVpgm1NRqcHqJ5Q"',
  },
};

/** Headers of every answer of a deprecated version. */
const lifecycle: Headers = {
  Deprecation: {
    description: 'Since when this version is deprecated, in seconds since 1970 (RFC 9745).',
    required: true,
    schema: { type: 'string', pattern: '^@[0-9]{1,11}$', maxLength: 12 },
  },
  Sunset: {
    description: 'End of this version (RFC 8594). From then on every answer is 410.',
    required: true,
    schema: { type: 'string', pattern: asciiText, maxLength: 40 },
  },
  Link: {
    description: 'Links to the same resource in the next version, and to the changelog (RFC 8288).',
    required: true,
    schema: { type: 'string', pattern: asciiText, maxLength: 2_000 },
  },
};

export const lifecycleHeaderNames = Object.keys(lifecycle) as readonly LifecycleHeaderName[];

/** `components.headers`, with those of a deprecated version, of several media types, and of tags, where there are. */
export const headerComponents = (has: {
  readonly isDeprecated: boolean;
  readonly isNegotiated: boolean;
  readonly hasTags: boolean;
}): Headers => ({
  ...always,
  ...limited,
  ...sometimes,
  ...(has.isNegotiated && negotiated),
  ...(has.hasTags && tagged),
  ...(has.isDeprecated && lifecycle),
});

type LifecycleHeaderName = 'Deprecation' | 'Sunset' | 'Link';

export type HeaderName =
  | LifecycleHeaderName
  | 'Idempotent-Replayed'
  | 'Retry-After'
  | 'Vary'
  | 'WWW-Authenticate'
  | 'Accept'
  | 'Accept-Encoding'
  | 'ETag'
  | 'Frontage-Degraded'
  | 'Frontage-Stale';

/** Headers of an answer: those of all answers, and these. */
export const headersWith = (...names: readonly HeaderName[]): Record<string, oas31.ReferenceObject> =>
  Object.fromEntries(
    [...Object.keys(always), ...Object.keys(limited), ...names].map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );
