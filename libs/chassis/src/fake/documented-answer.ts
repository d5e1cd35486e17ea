/** Answers as their operation describes them. */

import type { OutgoingHttpHeaders } from 'node:http';
import { schemaOf, type DocumentedResponse, type Operation } from './open-api.ts';

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** Parts of an answer that its operation does not describe. */
export function undescribedInAnswer({ responses }: Operation, { status, headers, body }: Answer): string[] {
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
  const schema = content?.[type]?.schema;
  if (!schema) return [`${status} with the media type ${type}`];
  const { error } = schemaOf(schema).safeParse(JSON.parse(body));
  return error ? error.issues.map(({ path, message }) => `${status} with ${path.join('/')}: ${message}`) : [];
}
