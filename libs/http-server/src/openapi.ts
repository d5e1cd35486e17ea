/** OpenAPI 3.1 from endpoint values, so that the document is of what runs. An entry of its own, as no process needs it to serve. */

import type { FailureCode } from '@frontage/errors';
import { grantsOf, type Access, type Grant } from '@frontage/policy';
import { z } from 'zod';
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import type { MediaTypes } from './accept.ts';
import type { SecurityScheme } from './authenticator.ts';
import { isConditionalRead } from './conditional.ts';
import type { Deprecation } from './deprecation.ts';
import type { Endpoint, OperationExample, UnknownParameters } from './endpoint.ts';
import { problemFormat, type FailureFormat } from './failure-format.ts';
import { asksServices, failureCodesOf, failureComponents, failureResponses, takesKey } from './openapi/failures.ts';
import { headerComponents, headersWith, lifecycleHeaderNames } from './openapi/headers.ts';
import { linksOf } from './openapi/links.ts';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Contact of the API. */
  readonly contact: { readonly name: string };
  /**
   * Description of each group of operations. Groups are named by the first segment of the paths after the prefix; paths without a segment
   * are of `entry`.
   */
  readonly tags: Readonly<Record<string, string>>;
  /** Kinds of callers that this API accepts. Permissions of others are not published. */
  readonly callers: readonly Grant['who'][];
  /** Security schemes, one of which is enough. Authenticators are schemes. */
  readonly schemes: readonly SecurityScheme[];
  /** Prefix of every path: `/v2`. Default none. */
  readonly prefix?: string;
  /** Media types of answers, one of which `Accept` chooses. Default `application/json`. */
  readonly mediaTypes?: MediaTypes;
  /** Format of failures. Default problem documents. */
  readonly failureFormat?: FailureFormat | undefined;
  /** Deprecation of the version. Default: it is current. */
  readonly deprecation?: Deprecation | undefined;
  /** Fate of query parameters that an operation does not describe. Default: they are ignored. */
  readonly unknownParameters?: UnknownParameters;
  /** OpenAPI path items of webhooks, by name. Their schemas may be zod's. Default none. */
  readonly webhooks?: Readonly<Record<string, object>>;
  /** Rates by name of the limit and tier, as clients are promised them. Default none. */
  readonly rates?: Readonly<
    Record<string, Readonly<Record<string, { readonly limit: number; readonly windowSeconds: number }>>>
  >;
}

/** Most bytes of a body where the endpoint says nothing else. */
const maxBodyBytes = 100_000;

/** Builds the document of a BFF's REST API. Throws for an operation whose group has no description. */
export function openapiDocument(list: readonly Endpoint<never>[], options: OpenApiOptions): object {
  const more = furtherFailures(options);
  const endpoints = list.map((endpoint) => ({ ...endpoint, failures: [...(endpoint.failures ?? []), ...more] }));
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const endpoint of endpoints) {
    const path = `${options.prefix ?? ''}${endpoint.path}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint, endpoints, options);
  }
  const { title, version, description, contact, failureFormat = problemFormat, deprecation } = options;
  const lifecycle = deprecation ? lifecycleHeaderNames : [];
  const hasTags = endpoints.some(({ etag }) => etag);
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: { title, version, description, contact, license },
      servers: [server],
      tags: Object.entries(options.tags).map(([name, about]) => ({ name, description: about })),
      components: {
        securitySchemes: Object.fromEntries(options.schemes.map(({ name, openapi }) => [name, openapi])) as never,
        headers: headerComponents({
          isDeprecated: deprecation !== undefined,
          isNegotiated: isNegotiated(options),
          hasTags,
        }),
        responses: {
          ...(hasTags && {
            [notModified]: {
              description: 'Unchanged: the answer would be the one whose `ETag` was sent. No limit counts it.',
              headers: headersWith('ETag', ...lifecycle),
            },
          }),
          ...failureComponents(endpoints.flatMap(failureCodesOf), failureFormat, lifecycle),
        },
      },
      paths: paths as ZodOpenApiPathsObject,
      ...(options.webhooks && { webhooks: options.webhooks as ZodOpenApiPathsObject }),
    },
    { override: sayFormat },
  );
  for (const { method, path, example } of endpoints) {
    const item = document.paths![`${options.prefix ?? ''}${path}`]!;
    describeParameters(item[method.toLowerCase() as 'get'] as oas31.OperationObject, example?.());
  }
  return {
    ...document,
    'x-unknown-parameters': options.unknownParameters ?? 'ignored',
    ...(options.rates && { 'x-rate-limits': options.rates }),
  };
}

/** Asks whether `Accept` chooses among several media types. */
const isNegotiated = ({ mediaTypes = ['application/json'] }: OpenApiOptions): boolean => mediaTypes.length > 1;

/** Failures of every operation of a document: a version that ends is gone afterwards, and a choice of media types may be refused. */
const furtherFailures = (options: OpenApiOptions): readonly FailureCode[] => [
  ...(options.deprecation ? (['GONE'] as const) : []),
  ...(isNegotiated(options) ? (['NOT_ACCEPTABLE'] as const) : []),
];

/**
 * Moves a schema's description to its parameter, where tools look for it, and adds examples. zod-openapi does not see through
 * `optional()`.
 */
function describeParameters(
  { parameters = [] }: oas31.OperationObject,
  { parameters: values = {} }: OperationExample = {},
): void {
  for (const parameter of parameters as oas31.ParameterObject[]) {
    if (Object.hasOwn(values, parameter.name)) parameter.example = values[parameter.name];
    const { description, 'x-narrows-answer': narrows, ...schema } = parameter.schema as oas31.SchemaObject;
    if (description !== undefined) Object.assign(parameter, { description, schema });
    // Lists are one value, separated by commas.
    if (schema.type === 'array') Object.assign(parameter, { style: 'form', explode: false });
    if (narrows !== undefined) parameter['x-narrows-answer'] = narrows as boolean;
  }
}

/** The licence of package.json. SPDX has no identifier for "ask us". */
const license = { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' };

const server = {
  url: '/',
  description: 'The origin that serves this API, in production, staging and development alike.',
  'x-internal': false,
};

/** Format of integers: `int32` if 32 bits suffice, else `int64`. Generated clients choose their types by it. */
const sayFormat: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.type !== 'integer') return;
  const { minimum = -Infinity, maximum = Infinity } = jsonSchema;
  jsonSchema.format = minimum >= -2_147_483_648 && maximum <= 2_147_483_647 ? 'int32' : 'int64';
};

function operationOf(
  endpoint: Endpoint<never>,
  endpoints: readonly Endpoint<never>[],
  options: OpenApiOptions,
): ZodOpenApiOperationObject {
  const { params, query, headers, body } = endpoint.input;
  const { schemes, mediaTypes = ['application/json'], deprecation } = options;
  const common = [...(deprecation ? lifecycleHeaderNames : []), ...(mediaTypes.length > 1 ? (['Vary'] as const) : [])];
  const contentOf = (schema: z.ZodType, example: unknown) =>
    Object.fromEntries(mediaTypes.map((type) => [type, { schema, ...exampled(example) }]));
  const requirements = scopesOf(endpoint.access, options.callers).flatMap((scopes) =>
    schemes.map(({ name }) => ({ [name]: [...scopes] })),
  );
  const { body: bodyExample, answer, accepted } = endpoint.example?.() ?? {};
  return {
    tags: [tagOf(endpoint, options)],
    operationId: endpoint.name,
    summary: endpoint.summary,
    ...(deprecation && { deprecated: true }),
    description: describe(endpoint, options.callers),
    // An empty requirement allows requests without credentials (OpenAPI 3.1 §4.8.30).
    security: endpoint.access.kind === 'public' ? [{}, ...requirements] : requirements,
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(isConditionalRead(endpoint)
        ? { header: (headers ?? z.object({})).extend({ 'if-none-match': ifNoneMatch }) }
        : headers && { header: headers }),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          (endpoint.bodyTypes ?? ['application/json']).map((type) => [
            type,
            { schema: body, ...exampled(bodyExample) },
          ]),
        ),
        'x-max-bytes': endpoint.maxBodyBytes ?? maxBodyBytes,
      },
    }),
    responses: {
      [String(endpoint.status ?? 200)]: {
        description: endpoint.summary,
        headers: {
          ...headersWith(
            ...(degrades(endpoint) ? (['Frontage-Degraded'] as const) : []),
            ...(takesKey(endpoint) ? (['Idempotent-Replayed'] as const) : []),
            ...(asksServices(endpoint) ? (['Frontage-Stale'] as const) : []),
            ...(endpoint.etag ? (['ETag'] as const) : []),
            ...common,
          ),
          ...endpoint.headers,
        },
        content: contentOf(endpoint.view.schema, answer),
        ...linked(endpoint.view.name, endpoints),
      },
      ...(isConditionalRead(endpoint) && {
        304: { $ref: `#/components/responses/${notModified}` },
      }),
      ...(endpoint.accepted && {
        202: {
          description: 'Accepted, to be done later: follow Location.',
          headers: {
            ...headersWith(...common),
            Location: {
              description: 'Location of the result.',
              schema: { type: 'string', format: 'uri-reference', maxLength: 200 },
            },
            'Preference-Applied': {
              description: 'The preference that was followed (RFC 7240).',
              schema: { type: 'string', enum: ['respond-async'] },
            },
          },
          content: contentOf(endpoint.accepted.schema, accepted),
          ...linked(endpoint.accepted.name, endpoints),
        },
      }),
      ...failureResponses(endpoint),
    } as ZodOpenApiOperationObject['responses'],
  };
}

/** Name of the response to a read of what the client has. */
const notModified = 'NotModified';

/** `If-None-Match` of a read, for the document. It is no input: a malformed one is ignored. */
const ifNoneMatch = z.string().max(16_384).optional().meta({
  pattern: '^[\\x20-\\x7e]*$',
  description:
    'Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body.',
});

/** Example as it is on the wire: members that are undefined are not there. */
const exampled = (value: unknown): { readonly example?: unknown } =>
  value === undefined ? {} : { example: JSON.parse(JSON.stringify(value)) as unknown };

const linked = (view: string, endpoints: readonly Endpoint<never>[]): object => {
  const links = linksOf(view, endpoints);
  return Object.keys(links).length > 0 ? { links } : {};
};

/**
 * Scopes of which one list is enough. Of schemes without OAuth they are roles (OpenAPI 3.1 §4.8.30).
 */
function scopesOf(access: Access, callers: OpenApiOptions['callers']): readonly (readonly string[])[] {
  if (access.kind === 'public') return [[]];
  const grants = grantsOf(access.action).filter(({ who }) => callers.includes(who));
  return [...new Set(grants.map(({ scope }) => scope))].map((scope) => (scope === undefined ? [] : [scope]));
}

function tagOf({ name, path }: Endpoint<never>, { tags }: OpenApiOptions): string {
  const tag = path.split('/')[1] || 'entry';
  if (!Object.hasOwn(tags, tag)) throw new Error(`${name} is of the group '${tag}', which 'tags' does not describe`);
  return tag;
}

const degrades = ({ view }: Endpoint<never>): boolean =>
  view.schema instanceof z.ZodObject && 'degraded' in view.schema.shape;

/** Description of an operation: permissions, budget, and behaviour under failure, all from the value. */
function describe(endpoint: Endpoint<never>, callers: OpenApiOptions['callers']): string {
  const { description, access, budget, priority } = endpoint;
  return [
    description,
    admitted(access, callers),
    takesKey(endpoint) && 'Sent again with the same `Idempotency-Key`, it is done once.',
    asksServices(endpoint) && `Given up after ${budget.ms} ms.`,
    degrades(endpoint) && 'When a part cannot be had, the rest is answered, and `degraded` names what is missing.',
    priority === 'low' && 'Under overload this is refused before other things are.',
  ]
    .filter(Boolean)
    .join(' ');
}

function admitted(access: Access, callers: OpenApiOptions['callers']): string {
  if (access.kind === 'public') return 'Open to everybody, without credentials too.';
  const grants = grantsOf(access.action).filter(({ who }) => callers.includes(who));
  const terms = grants.map(({ who, scope, mode, which }) =>
    [
      who,
      ...(which ? [`(${which.text})`] : []),
      ...(scope === undefined ? [] : [`with the scope \`${scope}\``]),
      ...(mode === undefined ? [] : [`in ${mode} mode`]),
    ].join(' '),
  );
  return `For: ${terms.join(', ')}.`;
}
