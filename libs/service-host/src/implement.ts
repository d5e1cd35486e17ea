/** Implements a contract: validated routes, and the OpenAPI document of the same operations. */

import { Failure } from '@frontage/errors';
import type { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route, ServiceRequest, ServiceResponse } from './fake.ts';

/** Operation of a service's contract; upstream's HttpOperation has this shape. */
export interface ContractOperation {
  readonly name: string;
  readonly summary: string;
  readonly method: Route['method'];
  readonly path: string;
  readonly query?: z.ZodObject;
  /** Headers, names in lower case. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  readonly status?: number;
}

type Checked<T> = T extends z.ZodType ? z.output<T> : undefined;

/** Request with a validated query, headers and body. */
export type ContractRequest<O extends ContractOperation> = Omit<ServiceRequest, 'query' | 'body'> & {
  readonly query: Checked<O['query']>;
  readonly headers: Checked<O['headers']>;
  readonly body: Checked<O['body']>;
};

/** Answer with headers of its own. */
export class Answer<T> {
  readonly value: T;
  readonly headers: Readonly<Record<string, string>>;

  constructor(value: T, headers: Readonly<Record<string, string>>) {
    this.value = value;
    this.headers = headers;
  }
}

/** Returns the response's value, or an `Answer` with headers. */
type Handler<O extends ContractOperation> = (request: ContractRequest<O>) => Given<O> | Promise<Given<O>>;

type Given<O extends ContractOperation> = z.input<O['response']> | Answer<z.input<O['response']>>;

/** Implements one operation. Input that violates the contract is answered with 400 before the handler runs. */
export const implement = <O extends ContractOperation>(operation: O, handle: Handler<O>): Route => ({
  method: operation.method,
  path: operation.path,
  handle: async (request): Promise<ServiceResponse> => {
    const query = check(operation.query, Object.fromEntries(request.query), 'query');
    const headers = check(operation.headers, headersOf(operation, request), 'headers');
    const body = check(operation.body, request.body, 'body');
    const given = await handle({ ...request, query, headers, body } as ContractRequest<O>);
    const [value, own] = given instanceof Answer ? [given.value, given.headers] : [given, undefined];
    const status = operation.status ?? (value === undefined ? 204 : 200);
    return { status, body: value, ...(own && { headers: own }) };
  },
});

/** Headers that an operation declares, as they came. */
const headersOf = ({ headers }: ContractOperation, { header }: ServiceRequest): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.keys(headers?.shape ?? {}).map((name) => [name, header(name)]));

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  throw new Failure('INVALID_INPUT', `${where}/${issue.path.map(String).join('/')}: ${issue.message}`);
}

/** Documents by contract: specs create hundreds of fakes, and their documents cost more than all the rest of them. */
const documents = new WeakMap<readonly ContractOperation[], object>();

/**
 * OpenAPI 3.1 document of a service, created once per contract.
 *
 * It is checked in beside the contract, and compared by a spec.
 */
export function contractDocument(name: string, description: string, operations: readonly ContractOperation[]): object {
  if (!documents.has(operations)) documents.set(operations, describeContract(name, description, operations));
  return documents.get(operations)!;
}

function describeContract(name: string, description: string, operations: readonly ContractOperation[]): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describeOperation(operation);
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: name, version: '1.0.0', description },
    security: [{ serviceToken: [] }],
    components: { securitySchemes: { serviceToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: paths as ZodOpenApiPathsObject,
  });
}

function describeOperation({
  name,
  summary,
  path,
  query,
  headers,
  body,
  response,
  status,
}: ContractOperation): ZodOpenApiOperationObject {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => ({
    name: param!,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' as const },
  }));
  const success = response.def.type === 'undefined' || response.def.type === 'void';
  return {
    operationId: name,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...((query ?? headers) && { requestParams: { ...(query && { query }), ...(headers && { header: headers }) } }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [String(status ?? (success ? 204 : 200))]: {
        description: summary,
        ...(!success && { content: { 'application/json': { schema: response } } }),
      },
      default: { description: 'A problem (RFC 9457)' },
    } as ZodOpenApiOperationObject['responses'],
  };
}
