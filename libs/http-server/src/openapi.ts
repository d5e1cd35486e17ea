/** OpenAPI 3.1 from endpoint values: what is documented is what runs. A sub-path of its own: no process needs it to serve. */

import { failureTable, type FailureCode } from '@frontage/errors';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { SecurityScheme } from './authenticator.ts';
import type { Endpoint } from './endpoint.ts';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** How callers may say who they are; authenticators are such. */
  readonly schemes: readonly SecurityScheme[];
  /** Prepended to every path: `/v2`. Default none. */
  readonly prefix?: string;
  /** Of answers. Default `application/json`. */
  readonly mediaType?: string;
}

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.enum(Object.keys(failureTable) as [FailureCode, ...FailureCode[]]),
    reason: z.string().optional(),
    requestId: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });

/** Builds the document of a BFF's REST surface. */
export function openapiDocument(endpoints: readonly Endpoint<never>[], options: OpenApiOptions): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const endpoint of endpoints) {
    const path = `${options.prefix ?? ''}${endpoint.path}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint, options);
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: options.title, version: options.version, description: options.description },
    components: {
      securitySchemes: Object.fromEntries(options.schemes.map(({ name, openapi }) => [name, openapi])) as never,
    },
    paths: paths as ZodOpenApiPathsObject,
  });
}

function operationOf(
  endpoint: Endpoint<never>,
  { schemes, mediaType = 'application/json' }: OpenApiOptions,
): ZodOpenApiOperationObject {
  const { params, query, headers, body } = endpoint.input;
  const requirements = schemes.map(({ name }) => ({ [name]: [] }));
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    // An empty requirement among them means: also without credentials (OpenAPI 3.1 §4.8.30).
    security: endpoint.access.kind === 'public' ? [{}, ...requirements] : requirements,
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(headers && { header: headers }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [String(endpoint.status ?? 200)]: {
        description: endpoint.summary,
        content: { [mediaType]: { schema: endpoint.view.schema } },
      },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
    } as ZodOpenApiOperationObject['responses'],
  };
}
