/** Requests with a hostile text in one text input of an endpoint. */

import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

/** One text input of one endpoint. */
export interface TextInput {
  /** Name: `listProducts query/category`. */
  readonly name: string;
  /** Request with this text in the input, and valid samples elsewhere. Undefined where HTTP cannot carry the text. */
  requestWith(text: string): HostileRequest | undefined;
}

export interface HostileRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body in JSON. */
  readonly body: string | undefined;
}

/** Valid values for the other inputs. */
interface Sample {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Every text input of the endpoints. Paths, queries and headers carry only text. */
export const textInputs = (
  endpoints: readonly Endpoint<never>[],
  { prefix = '' }: { readonly prefix?: string } = {},
): TextInput[] => endpoints.flatMap((endpoint) => inputsOf(endpoint, prefix));

function inputsOf(endpoint: Endpoint<never>, prefix: string): TextInput[] {
  const { name, method, path, input } = endpoint;
  const sample: Sample = {
    params: textsOf(input.params),
    query: textsOf(input.query),
    headers: textsOf(input.headers),
    body: input.body && sampleOf(toSchema(input.body)),
  };
  const inputs: TextInput[] = [];
  for (const part of ['params', 'query', 'headers'] as const) {
    for (const key of Object.keys(input[part]?.shape ?? {})) {
      const requestWith = (text: string): HostileRequest | undefined =>
        part === 'headers' && !isFieldValue(text)
          ? undefined
          : toRequest(method, prefix + path, { ...sample, [part]: { ...sample[part], [key]: text } });
      inputs.push({ name: `${name} ${part}/${key}`, requestWith });
    }
  }
  for (const place of placesOf(sample.body)) {
    const requestWith = (text: string): HostileRequest =>
      toRequest(method, prefix + path, { ...sample, body: withText(sample.body, place, text) });
    inputs.push({ name: `${name} body/${place.join('/')}`, requestWith });
  }
  return inputs;
}

/** Field values that Node's client sends (RFC 9110 §5.5). */
const isFieldValue = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

function toRequest(method: string, template: string, { params, query, headers, body }: Sample): HostileRequest {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encode(params[name] ?? ''));
  const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return {
    method,
    url: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

/** Percent-encodes a text; half a surrogate pair in CESU-8, as some clients do. */
const encode = (text: string): string =>
  [...text].map((one) => (one.isWellFormed() ? encodeURIComponent(one) : cesu8(one.charCodeAt(0)))).join('');

const cesu8 = (unit: number): string =>
  [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
    .map((byte) => `%${byte.toString(16)}`)
    .join('');

type Schema = Readonly<Record<string, unknown>>;

const toSchema = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/** Required members only. An optional one, for example a cursor, could fail the request before the hostile text is read. */
function textsOf(schema: z.ZodType | undefined): Record<string, string> {
  if (!schema) return {};
  const { properties = {}, required = [] } = toSchema(schema) as {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
  };
  return Object.fromEntries(required.map((name) => [name, String(sampleOf(properties[name]!))]));
}

/** Valid sample with all optional members. Any product id of the mock domain serves as a text. */
function sampleOf(schema: Schema): unknown {
  const { type, properties, items, minimum } = schema;
  const [one] = (schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'] ?? []) as unknown[];
  if (one !== undefined) return typeof one === 'object' ? sampleOf(one as Schema) : one;
  if ('const' in schema) return schema['const'];
  if (type === 'object') {
    const members = Object.entries((properties ?? {}) as Record<string, Schema>);
    return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(member)]));
  }
  if (type === 'array') return [sampleOf(items as Schema)];
  if (type === 'integer' || type === 'number') return Math.max(1, Number(minimum ?? 1));
  return type === 'boolean' ? true : 'p-001';
}

/** Paths to the leaves of a body, each of which could be a text. */
function placesOf(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [way];
  return Object.entries(value).flatMap(([name, member]) => placesOf(member, [...way, name]));
}

function withText(value: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = withText(copy[name], rest, text);
  return copy;
}
