/** Failures of an operation, from its endpoint and from the stack that every request passes. */

import { Failure, failureTable, problemMediaType, toProblem, type FailureCode } from '@frontage/errors';
import { STATUS_CODES } from 'node:http';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import type { Endpoint } from '../endpoint.ts';
import { headersWith, type HeaderName } from './headers.ts';
import { problemSchema } from './problem.ts';

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

const rules: readonly Rule[] = [
  // The connection (connections.ts), before the route is known.
  { codes: ['MALFORMED_REQUEST', 'REQUEST_TIMEOUT', 'EXPECTATION_FAILED', 'HEADERS_TOO_LARGE'], of: any },
  // The stages before the routes. Bad credentials are refused on public endpoints too; the source that verifies them may be down.
  { codes: ['OVERLOADED', 'UNAUTHENTICATED', 'UNAVAILABLE', 'FORBIDDEN', 'RATE_LIMITED'], of: any },
  { codes: ['INTERNAL'], of: any },
  { codes: ['INVALID_INPUT'], of: ({ input }) => Object.keys(input).length > 0 },
  { codes: ['NOT_FOUND'], of: ({ input }) => input.params !== undefined },
  { codes: ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'], of: ({ input }) => input.body !== undefined },
  // An Idempotency-Key in use, or of another request; conflicts with a resource's state.
  { codes: ['CONFLICT', 'UNPROCESSABLE'], of: takesKey },
  {
    codes: ['UPSTREAM_INVALID', 'UPSTREAM_REJECTED', 'UPSTREAM_FAILED', 'DEADLINE_EXCEEDED'],
    of: asksServices,
  },
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
export function failureComponents(codes: readonly FailureCode[]): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(new Set(codes), (code) => failureTable[code].status);
  return Object.fromEntries([
    ...[...byStatus].map(([status, its]) => [nameOf(status), describe(status, its)] as const),
    [other, { ...describe(0, ['INTERNAL']), description: 'Whatever else may go wrong, on the way here for instance.' }],
  ]);
}

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

const describe = (status: number, codes: readonly FailureCode[]): ZodOpenApiResponseObject => ({
  description: codes.map((code) => `\`${code}\`: ${failureTable[code].title}.`).join('\n\n'),
  headers: headersWith(...(headersOf[status] ?? [])),
  content: { [problemMediaType]: { schema: problemSchema, examples: Object.fromEntries(codes.map(exampleOf)) } },
});

const exampleOf = (code: FailureCode) => {
  const problem = toProblem(new Failure(code, 'Why, in a sentence.'), {
    instance: '/where',
    requestId: 'a-request-id',
  });
  return [code, { summary: failureTable[code].title, value: problem }] as const;
};
