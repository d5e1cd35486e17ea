/** OpenAPI documents as the checks read them: references resolved, operations found by request. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema: JsonSchema;
  /** Whether members of the answer may be missing that are required without the parameter. */
  readonly 'x-narrows-answer'?: boolean;
}

export interface DocumentedResponse {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: JsonSchema }>>;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
}

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  /** Whether query parameters that an operation does not describe are refused, or ignored as by default. */
  readonly 'x-unknown-parameters'?: 'refused' | 'ignored';
}

/** Operations of one path, as one document has them. */
export interface DocumentedPath {
  readonly template: string;
  /** By method in lower case. */
  readonly operations: Readonly<Record<string, Operation>>;
  readonly unknownParameters: 'refused' | 'ignored';
}

/** Paths of documents, those with the fewest placeholders first: `/orders/bulk` comes before `/orders/{id}`. */
export const pathsOf = (files: readonly URL[]): readonly DocumentedPath[] =>
  files
    .map(read)
    .flatMap(({ paths, 'x-unknown-parameters': unknownParameters = 'ignored' }) =>
      Object.entries(paths).map(([template, operations]) => ({ template, operations, unknownParameters })),
    )
    .sort((one, other) => one.template.split('{').length - other.template.split('{').length);

/** Finds the path that a request is of. */
export function pathIn(paths: readonly DocumentedPath[], url: string): DocumentedPath | undefined {
  const segments = segmentsOf(url);
  return paths.find(({ template }) => {
    const wanted = template.split('/');
    return (
      wanted.length === segments.length &&
      wanted.every(
        (segment, index) => segment === segments[index] || (segment.startsWith('{') && segments[index] !== ''),
      )
    );
  });
}

/** Segments of a URL's path, still encoded. */
export const segmentsOf = (url: string): readonly string[] => url.split('?', 1)[0]!.split('/');

/** Parsed documents, as suites compose a BFF hundreds of times. */
const documents = new Map<string, OpenApiDocument>();

function read(file: URL): OpenApiDocument {
  if (!documents.has(file.href)) {
    documents.set(file.href, resolveRefs(JSON.parse(readFileSync(file, 'utf8'))) as OpenApiDocument);
  }
  return documents.get(file.href)!;
}

/** Compiled schemas by schema object, which is shared by all references to it. */
const schemas = new WeakMap<JsonSchema, z.ZodType>();

export function schemaOf(schema: JsonSchema): z.ZodType {
  if (!schemas.has(schema)) schemas.set(schema, z.fromJSONSchema(withoutReferenceFormat(schema) as never));
  return schemas.get(schema)!;
}

/** Schema whose members may all be missing. */
const partials = new WeakMap<JsonSchema, z.ZodType>();

export function partialOf(schema: JsonSchema): z.ZodType {
  if (!partials.has(schema)) partials.set(schema, schemaOf(withoutRequired(schema)));
  return partials.get(schema)!;
}

/** Schema without `required`. As a member of an object that is called so, it would be a schema, not a list. */
const withoutRequired = (schema: JsonSchema): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'required' && Array.isArray(value) ? undefined : value)),
  ) as JsonSchema;

/** Schema without `uri-reference`, which zod treats as a URI. A relative reference is not one. */
const withoutReferenceFormat = (schema: unknown): unknown =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === 'format' && value === 'uri-reference' ? undefined : value,
    ),
  );

/** Resolves references, each to the same object. */
function resolveRefs(document: object): unknown {
  const resolved = new Map<string, unknown>();
  const resolve = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const ref = (node as { readonly $ref?: unknown }).$ref;
    if (typeof ref === 'string') {
      if (!resolved.has(ref)) resolved.set(ref, resolve(lookUp(document, ref)));
      return resolved.get(ref);
    }
    if (Array.isArray(node)) return node.map(resolve);
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, resolve(value)]));
  };
  return resolve(document);
}

const lookUp = (document: object, ref: string): unknown =>
  ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], document);
