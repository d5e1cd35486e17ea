/** Check for specs: every answer of a BFF against its OpenAPI document. */

import { readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { brotliDecompressSync, unzipSync } from 'node:zlib';
import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

interface DocumentedResponse {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: JsonSchema }>>;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
}

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface HeldToDocument {
  /** Handler that answers as the given one. */
  readonly handler: RequestListener;
  /** Throws when an answer had a status, header or body outside the document. Requests without an operation are ignored. */
  verify(): void;
}

/** Checks a handler's answers against the documents in these files. Requests that match no operation are ignored. */
export function heldToDocuments(files: readonly URL[], handler: RequestListener): HeldToDocument {
  const paths = Object.assign({}, ...files.map((file) => read(file).paths)) as OpenApiDocument['paths'];
  const strays = new Set<string>();
  return {
    handler: (req, res) => {
      const operation = find(paths, req);
      const body = collect(res);
      res.once('finish', () => {
        if (!operation) return;
        const answer = { status: res.statusCode, headers: res.getHeaders(), body: req.method === 'HEAD' ? '' : body() };
        for (const stray of straysOf(operation, answer)) strays.add(`${operation.operationId}: ${stray}`);
      });
      handler(req, res);
    },
    verify: () => {
      if (strays.size > 0) throw new Error(`answers that no document tells of:\n${[...strays].join('\n')}`);
    },
  };
}

/** Parsed documents, as suites compose a BFF hundreds of times. */
const documents = new Map<string, OpenApiDocument>();

function read(file: URL): OpenApiDocument {
  if (!documents.has(file.href)) {
    documents.set(file.href, resolveRefs(JSON.parse(readFileSync(file, 'utf8'))) as OpenApiDocument);
  }
  return documents.get(file.href)!;
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

function straysOf({ responses }: Operation, { status, headers, body }: Answer): string[] {
  // `default` is for answers from elsewhere. Answers of ours are documented by status.
  const response = responses[String(status)];
  if (!response) return [`the status ${status}`];
  const wrongHeaders = Object.entries(response.headers ?? {}).flatMap(([name, { required = false, schema }]) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`${status} without the header ${name}`] : [];
    const read = schema['type'] === 'integer' ? Number(value) : value;
    return schemaOf(schema).safeParse(read).success ? [] : [`${status} with the header ${name}: ${String(value)}`];
  });
  return [...wrongHeaders, ...(body === '' ? [] : wrongBody(response, status, headers, body))];
}

function wrongBody(
  { content }: DocumentedResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string,
): string[] {
  const type = String(headers['content-type']).split(';')[0]!;
  // Node drops the body of a 304 that is handed to it. Whoever hands it one believes to have answered.
  if (!content) return [`${status} with a body`];
  const schema = content[type]?.schema;
  if (!schema) return [`${status} with the media type ${type}`];
  const { error } = schemaOf(schema).safeParse(JSON.parse(body));
  return error ? error.issues.map(({ path, message }) => `${status} with ${path.join('/')}: ${message}`) : [];
}

/** Compiled schemas by schema object, which is shared by all references to it. */
const schemas = new WeakMap<JsonSchema, z.ZodType>();

function schemaOf(schema: JsonSchema): z.ZodType {
  if (!schemas.has(schema)) schemas.set(schema, z.fromJSONSchema(withoutReferenceFormat(schema) as never));
  return schemas.get(schema)!;
}

/** Schema without `uri-reference`, which zod treats as a URI. A relative reference is not one. */
const withoutReferenceFormat = (schema: unknown): unknown =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === 'format' && value === 'uri-reference' ? undefined : value,
    ),
  );

function find(paths: OpenApiDocument['paths'], { method = '', url = '' }: IncomingMessage): Operation | undefined {
  const segments = url.split('?')[0]!.split('/');
  const matches = (template: string): boolean => {
    const wanted = template.split('/');
    return (
      wanted.length === segments.length &&
      wanted.every(
        (segment, index) => segment === segments[index] || (segment.startsWith('{') && segments[index] !== ''),
      )
    );
  };
  const path = Object.keys(paths).find(matches);
  return path === undefined ? undefined : paths[path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
}

/** Collects the body of an answer; the result is decoded once it has been sent. */
function collect(res: ServerResponse): () => string {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };
  const { write, end } = res;
  const keepingWrite = ((...args: Parameters<typeof write>) => {
    keep(args[0]);
    return write.apply(res, args);
  }) as typeof write;
  const keepingEnd = ((...args: Parameters<typeof end>) => {
    keep(args[0]);
    return end.apply(res, args);
  }) as typeof end;
  res.write = keepingWrite;
  res.end = keepingEnd;
  return () => {
    const sent = Buffer.concat(chunks);
    const coding = res.getHeader('content-encoding');
    return (coding === 'br' ? brotliDecompressSync(sent) : coding === 'gzip' ? unzipSync(sent) : sent).toString();
  };
}

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
