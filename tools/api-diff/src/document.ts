/** OpenAPI 3.1 documents, as far as clients depend on them. */

/** JSON Schema (2020-12), or a reference to one. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Reference {
  readonly $ref: string;
}

export interface MediaType {
  readonly schema?: Schema;
}

export type Content = Readonly<Record<string, MediaType>>;

export interface Parameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly [serialization: string]: unknown;
}

export interface Header {
  readonly required?: boolean;
  readonly schema?: Schema;
}

export interface RequestBody {
  readonly required?: boolean;
  readonly content: Content;
  /** Most bytes of a body. */
  readonly 'x-max-bytes'?: number;
}

export interface Response {
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Content;
  readonly links?: Readonly<Record<string, unknown>>;
}

/** Security requirement: scopes by scheme. */
export type Requirement = Readonly<Record<string, readonly string[]>>;

export interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses?: Readonly<Record<string, Response | Reference>>;
  readonly security?: readonly Requirement[];
}

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type Method = (typeof methods)[number];

export type PathItem = Readonly<Partial<Record<Method, Operation>>> & {
  readonly parameters?: readonly (Parameter | Reference)[];
};

/** Rate of a limit: so many requests in so many seconds. */
export interface Rate {
  readonly limit: number;
  readonly windowSeconds: number;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly servers?: readonly { readonly url: string }[];
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly security?: readonly Requirement[];
  readonly components?: { readonly securitySchemes?: Readonly<Record<string, Schema>> };
  /** Rates that a client is promised, by name of the limit and by tier. */
  readonly 'x-rate-limits'?: Readonly<Record<string, Readonly<Record<string, Rate>>>>;
}

/** Target of a reference within the document; anything else as it is. */
export function resolve<T extends object>(document: ApiDocument, node: T | Reference): T {
  let found: unknown = node;
  for (let hops = 0; isReference(found); hops += 1) {
    if (hops > 100) throw new Error(`${found.$ref} leads to itself`);
    found = lookUp(document, found.$ref);
  }
  return found as T;
}

export const isReference = (node: unknown): node is Reference =>
  typeof node === 'object' && node !== null && typeof (node as Partial<Reference>).$ref === 'string';

/** Targets that were looked up. */
const targets = new WeakMap<ApiDocument, Map<string, unknown>>();

function lookUp(document: ApiDocument, ref: string): unknown {
  const known = targets.get(document) ?? new Map<string, unknown>();
  targets.set(document, known);
  if (!known.has(ref)) known.set(ref, find(document, ref));
  return known.get(ref);
}

function find(document: ApiDocument, ref: string): unknown {
  if (!ref.startsWith('#/')) throw new Error(`${ref} leads out of the document`);
  const names = ref
    .slice('#/'.length)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let found: unknown = document;
  for (const name of names) found = (found as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (found === undefined) throw new Error(`${ref} leads nowhere`);
  return found;
}
