/**
 * Requests as their operation describes them. A success of a request that is not described means that the document tells too little; a
 * refusal of one that is described, that it promises too much.
 *
 * Not compared, as no document can describe them: headers without a parameter, which HTTP has of its own and whoever is on the way adds;
 * content of requests whose operation takes none, which is not read (RFC 9110 §9.3.1); refusals by other codes than those of input, which
 * depend on more than the request.
 */

import { parseQuery, textFlaws } from '@frontage/http-server/input';
import type { IncomingHttpHeaders } from 'node:http';
import { MIMEType } from 'node:util';
import type { Answer } from './documented-answer.ts';
import { schemaOf, segmentsOf, type DocumentedPath, type JsonSchema, type Operation } from './open-api.ts';

export interface GivenRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Decoded content; undefined when it could not be decoded. */
  readonly body: Buffer | undefined;
}

/** Rule of input that JSON Schema cannot say. Descriptions say it. */
export interface RuleBeyondSchema {
  /** Operations that have it. */
  readonly operations: RegExp;
  /** Pointers of its refusals. */
  readonly pointer: RegExp;
  /** Reason why the document cannot have it. */
  readonly because: string;
}

/** Rules that all BFFs share. */
const sharedRules: readonly RuleBeyondSchema[] = [
  {
    operations: /^(list|get)/,
    pointer: /^#\/query\/(cursor|after)$/,
    because: 'A cursor has a checksum of the list and of all that shapes it.',
  },
];

/** Disagreements of a request and its answer with the operation. Empty when the document tells the truth about both. */
export function disagreements(
  path: DocumentedPath,
  operation: Operation,
  { request, answer, rules }: { request: GivenRequest; answer: Answer; rules: readonly RuleBeyondSchema[] },
): string[] {
  const succeeded = answer.status < 400;
  const refused = refusalOf(answer, operation);
  if (!succeeded && !refused) return [];
  const flaws = undescribedInRequest(path, operation, request);
  if (succeeded) return flaws.map((flaw) => `${answer.status} for ${flaw}`);
  if (flaws.length > 0) return [];
  const unsaid = refused!.filter((pointer) => !isBeyondSchema(operation, pointer, [...sharedRules, ...rules]));
  return unsaid.map((pointer) => `${answer.status} for what the document allows: ${pointer || answer.body}`);
}

const isBeyondSchema = ({ operationId }: Operation, pointer: string, rules: readonly RuleBeyondSchema[]): boolean =>
  rules.some((rule) => rule.operations.test(operationId) && rule.pointer.test(pointer));

/** Failures in the formats of all versions. */
interface FailureBody {
  readonly code?: string;
  readonly reason?: string;
  readonly errors?: readonly { readonly pointer: string }[];
  readonly error?: { readonly code: string; readonly field?: string };
}

/** Pointers of a refusal of input; undefined for answers that are none. A refusal without a pointer has an empty one. */
function refusalOf({ status, body }: Answer, operation: Operation): readonly string[] | undefined {
  if (status === 415) return [''];
  if (status !== 400 || body === '') return undefined;
  const { code, reason, errors, error } = JSON.parse(body) as FailureBody;
  if ((code ?? error?.code) !== 'INVALID_INPUT') return undefined;
  // Refused by the service behind, which knows no pointer.
  if (reason === 'BAD_CURSOR') return ['#/query/cursor'];
  if (error?.field !== undefined) return [pointerOf(error.field, operation)];
  return errors ? errors.map(({ pointer }) => pointer) : [''];
}

/** Pointer to a field by its name alone: a parameter, or a member of the body. */
function pointerOf(field: string, { parameters = [] }: Operation): string {
  const parameter = parameters.find(({ name }) => name === field);
  return `#/${parameter?.in ?? 'body'}/${field.replaceAll('.', '/')}`;
}

/** Parts of a request that its operation does not describe. */
export function undescribedInRequest(path: DocumentedPath, operation: Operation, request: GivenRequest): string[] {
  return [
    ...undescribedInPath(path, operation, request),
    ...undescribedInQuery(path, operation, request),
    ...undescribedInHeaders(operation, request),
    ...undescribedInBody(operation, request),
  ];
}

const parametersOf = ({ parameters = [] }: Operation, where: string) =>
  parameters.filter((parameter) => parameter.in === where);

function undescribedInPath({ template }: DocumentedPath, operation: Operation, { url }: GivenRequest): string[] {
  const segments = segmentsOf(url);
  return template.split('/').flatMap((segment, index) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const parameter = parametersOf(operation, 'path').find((each) => each.name === name);
    if (!parameter) return [];
    const value = decoded(segments[index]!);
    return value !== undefined && fits(parameter.schema, value) ? [] : [`the path with ${name}: ${segments[index]}`];
  });
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function undescribedInQuery(
  { unknownParameters }: DocumentedPath,
  operation: Operation,
  { url }: GivenRequest,
): string[] {
  let query: NodeJS.Dict<string | string[]>;
  try {
    query = parseQuery(url.split('?').slice(1).join('?'));
  } catch {
    return ['a query that is no text'];
  }
  const parameters = parametersOf(operation, 'query');
  const unknown = Object.keys(query).filter((name) => !parameters.some((each) => each.name === name));
  return [
    ...(unknownParameters === 'refused' ? unknown.map((name) => `the query parameter ${name}`) : []),
    ...parameters.flatMap(({ name, required = false, schema }) => {
      const value = Object.hasOwn(query, name) ? query[name] : undefined;
      if (value === undefined) return required ? [`no query parameter ${name}`] : [];
      // A repeated parameter is an array, which `form` with `explode: false` does not write.
      return typeof value === 'string' && fits(schema, value) ? [] : [`the query parameter ${name}: ${String(value)}`];
    }),
  ];
}

const undescribedInHeaders = (operation: Operation, { headers }: GivenRequest): string[] =>
  parametersOf(operation, 'header').flatMap(({ name, required = false, schema }) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`no header ${name}`] : [];
    return typeof value === 'string' && fits(schema, value) ? [] : [`the header ${name}: ${String(value)}`];
  });

function undescribedInBody({ requestBody }: Operation, { headers, body }: GivenRequest): string[] {
  if (!requestBody) return [];
  if (body === undefined) return ['a body that cannot be decoded'];
  const { essence, charset } = mediaTypeOf(headers['content-type']);
  const schema = requestBody.content[essence]?.schema;
  if (!schema || charset !== 'utf-8') return [`a body of the media type ${headers['content-type'] ?? '(none)'}`];
  const value = jsonIn(body);
  if (value === undefined) return ['a body that is no JSON'];
  if (textFlaws(value, 'body').length > 0) return ['a body that is no text'];
  const { error } = schemaOf(schema).safeParse(value);
  return error ? error.issues.map(({ path, message }) => `a body with ${path.join('/')}: ${message}`) : [];
}

function mediaTypeOf(header = ''): { readonly essence: string; readonly charset: string } {
  try {
    const { essence, params } = new MIMEType(header);
    return { essence, charset: (params.get('charset') ?? 'utf-8').toLowerCase() };
  } catch {
    return { essence: '', charset: '' };
  }
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Asks whether a text of a parameter is a value of its schema, as OpenAPI writes it (`simple`, or `form` without `explode`). */
function fits(schema: JsonSchema, text: string): boolean {
  if (schema['type'] !== 'array') return schemaOf(schema).safeParse(valueOf(schema, text)).success;
  const items = schema['items'] as JsonSchema;
  return schemaOf(schema).safeParse(text.split(',').map((item) => valueOf(items, item))).success;
}

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;

function valueOf({ type }: JsonSchema, text: string): unknown {
  if (type === 'integer' || type === 'number') return decimal.test(text) ? Number(text) : text;
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
}
