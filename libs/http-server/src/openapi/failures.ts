/** Failures of an operation, from its endpoint and from the stack that every request passes. */

import { Failure, failureTable, type FailureCode } from '@frontage/errors';
import { STATUS_CODES } from 'node:http';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { requiresIfMatch, takesIfMatch } from '../conditional.ts';
import type { Endpoint } from '../endpoint.ts';
import { problemFormat, type FailureFormat } from '../failure-format.ts';
import { headersWith, type HeaderName } from './headers.ts';

/** Codes, and the endpoints that may answer with them. */
interface Rule {
  readonly codes: readonly FailureCode[];
  readonly of: (endpoint: Endpoint<never>) => boolean;
}

const any = (): boolean => true;

/** Asks whether an endpoint makes upstream calls, which may fail. */
export const asksServices = ({ budget }: Endpoint<never>): boolean => budget.calls !== 0;

/** Asks whether an endpoint takes an `Idempotency-Key`. */
export const takesKey = ({ input }: Endpoint<never>): boolean => 'idempotency-key' in (input.headers?.shape ?? {});

/** Codes of the connection (connections.ts), before the route is known. Their format is that of problems, whatever the version's. */
const ofConnection: readonly FailureCode[] = [
  'MALFORMED_REQUEST',
  'REQUEST_TIMEOUT',
  'EXPECTATION_FAILED',
  'HEADERS_TOO_LARGE',
];

const rules: readonly Rule[] = [
  { codes: ofConnection, of: any },
  // The stages before the routes. Bad credentials are refused on public endpoints too; the source that verifies them may be down.
  { codes: ['OVERLOADED', 'UNAUTHENTICATED', 'UNAVAILABLE', 'FORBIDDEN', 'RATE_LIMITED'], of: any },
  // Every endpoint has a budget, and stores may keep it waiting.
  { codes: ['INTERNAL', 'DEADLINE_EXCEEDED'], of: any },
  { codes: ['INVALID_INPUT'], of: ({ input }) => Object.keys(input).length > 0 },
  { codes: ['NOT_FOUND'], of: ({ input }) => input.params !== undefined },
  { codes: ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'], of: ({ input }) => input.body !== undefined },
  // An Idempotency-Key in use, or of another request; conflicts with a resource's state.
  { codes: ['CONFLICT', 'UNPROCESSABLE'], of: takesKey },
  { codes: ['PRECONDITION_FAILED'], of: takesIfMatch },
  { codes: ['PRECONDITION_REQUIRED'], of: requiresIfMatch },
  { codes: ['UPSTREAM_INVALID', 'UPSTREAM_REJECTED', 'UPSTREAM_FAILED'], of: asksServices },
];

/** Every code of an endpoint, in the order of the table. */
export function failureCodesOf(endpoint: Endpoint<never>): readonly FailureCode[] {
  const codes = new Set([
    ...rules.filter(({ of }) => of(endpoint)).flatMap((rule) => rule.codes),
    ...(endpoint.failures ?? []),
  ]);
  return (Object.keys(failureTable) as FailureCode[]).filter((code) => codes.has(code));
}

const headersOf: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  409: ['Idempotent-Replayed', 'Retry-After'],
  415: ['Accept', 'Accept-Encoding'],
  422: ['Idempotent-Replayed'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** `components.responses`: one for each status of these codes, and one for all others. */
export function failureComponents(
  codes: readonly FailureCode[],
  format: FailureFormat,
  names: readonly HeaderName[] = [],
): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(new Set(codes), (code) => failureTable[code].status);
  const toResponse = (status: number, its: readonly FailureCode[]): ZodOpenApiResponseObject => ({
    description: its.map((code) => `\`${code}\`: ${failureTable[code].title}.`).join('\n\n'),
    headers: headersWith(...(headersOf[status] ?? []), ...names),
    content: Object.fromEntries([...formatsOf(its, format)].map((each) => [each.mediaType, contentOf(its, each)])),
  });
  const description = 'Whatever else may go wrong, on the way here for instance.';
  return Object.fromEntries([
    ...[...byStatus].map(([status, its]) => [nameOf(status), toResponse(status, its)] as const),
    [other, { ...toResponse(0, ['INTERNAL']), description }],
  ]);
}

/** Formats of the failures of one status. Malformed requests are refused by the connection and by the routes. */
const formatsOf = (codes: readonly FailureCode[], format: FailureFormat): ReadonlySet<FailureFormat> =>
  new Set([
    ...(codes.some((code) => code === 'MALFORMED_REQUEST' || !ofConnection.includes(code)) ? [format] : []),
    ...(codes.some((code) => ofConnection.includes(code)) ? [problemFormat] : []),
  ]);

const contentOf = (codes: readonly FailureCode[], { schema, write }: FailureFormat) => ({
  schema,
  examples: Object.fromEntries(
    codes.map((code) => [code, { summary: failureTable[code].title, value: write(exampleOf(code), where) }]),
  ),
});

const exampleOf = (code: FailureCode): Failure => new Failure(code, 'Why, in a sentence.');

const where = { instance: '/where', requestId: 'a-request-id' };

/** Failure responses of an endpoint. */
export const failureResponses = (endpoint: Endpoint<never>): Record<string, { readonly $ref: string }> =>
  Object.fromEntries([
    ...failureCodesOf(endpoint).map((code) => {
      const { status } = failureTable[code];
      return [String(status), refTo(nameOf(status))] as const;
    }),
    ['default', refTo(other)],
  ]);

const other = 'Problem';

const refTo = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** `TooManyRequests` */
const nameOf = (status: number): string => STATUS_CODES[status]!.replace(/\W/g, '');
