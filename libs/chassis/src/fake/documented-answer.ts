/** Answers as their operation describes them. */

import type { OutgoingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import { partialOf, schemaOf, type JsonSchema, type DocumentedResponse, type Operation } from './open-api.ts';

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** Parts of an answer that its operation does not describe. */
export function undescribedInAnswer(operation: Operation, answer: Answer, url: string): string[] {
  const { status, headers, body } = answer;
  const { responses } = operation;
  // `default` is for answers from elsewhere. Answers of ours are documented by status.
  const response = responses[String(status)];
  if (!response) return [`the status ${status}`];
  const wrongHeaders = Object.entries(response.headers ?? {}).flatMap(([name, { required = false, schema }]) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`${status} without the header ${name}`] : [];
    const read = schema['type'] === 'integer' ? Number(value) : value;
    return schemaOf(schema).safeParse(read).success ? [] : [`${status} with the header ${name}: ${String(value)}`];
  });
  const schemaFor = status < 300 && isNarrowed(operation, url) ? partialOf : schemaOf;
  return [...wrongHeaders, ...(body === '' ? [] : wrongBody(response, answer, schemaFor))];
}

/** Asks whether a request has a parameter that leaves members out of its answer. */
const isNarrowed = ({ parameters = [] }: Operation, url: string): boolean => {
  const query = new URLSearchParams(url.split('?').slice(1).join('?'));
  return parameters.some((parameter) => parameter['x-narrows-answer'] && query.has(parameter.name));
};

function wrongBody(
  { content }: DocumentedResponse,
  { status, headers, body }: Answer,
  schemaFor: (schema: JsonSchema) => z.ZodType,
): string[] {
  const type = String(headers['content-type']).split(';')[0]!;
  // Node drops the body of a 304 that is handed to it. Whoever hands it one believes to have answered.
  if (!content) return [`${status} with a body`];
  const schema = content[type]?.schema;
  if (!schema) return [`${status} with the media type ${type}`];
  const { error } = schemaFor(schema).safeParse(JSON.parse(body));
  return error ? error.issues.map(({ path, message }) => `${status} with ${path.join('/')}: ${message}`) : [];
}
