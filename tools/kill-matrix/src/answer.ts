/** What a BFF answered, REST and GraphQL in one form. */

import { failureTable, isFailureCode } from '@frontage/errors';

export interface Answer {
  /** What was answered, without what is said about it; undefined when nothing was. */
  readonly content: unknown;
  /** The parts that are said to be missing or stale. */
  readonly degraded: readonly string[];
  /** Why there is no answer. `status` 0: the connection broke. */
  readonly failure: { readonly status: number; readonly code: string } | undefined;
  readonly headers: Headers;
  /** From asking to the last byte, in milliseconds. */
  readonly ms: number;
}

/** What came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Takes the time of an exchange and reads what came. */
export async function timed(exchange: () => Promise<RawAnswer>, read: Reader): Promise<Answer> {
  const startedAt = performance.now();
  const raw = await exchange().catch((): RawAnswer => ({ status: 0, headers: new Headers(), text: '' }));
  return { ...read(raw.status, parse(raw.text)), headers: raw.headers, ms: performance.now() - startedAt };
}

/** Makes sense of a status and a body. */
export type Reader = (status: number, body: unknown) => Pick<Answer, 'content' | 'degraded' | 'failure'>;

interface RestBody {
  readonly code?: string;
  readonly degraded?: readonly string[];
}

/** REST: the status says whether there is an answer. */
export const readRest: Reader = (status, body) => {
  const isAnswer = status >= 200 && status < 400 && (body !== undefined || status === 204);
  if (!isAnswer) return failed(status, (body as RestBody | undefined)?.code);
  const { degraded = [], ...content } = (body ?? {}) as RestBody;
  return { content, degraded, failure: undefined };
};

interface GraphqlBody {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly degraded?: readonly string[] };
}

/** GraphQL: an error is a failure, whatever the status: an optional part that is missing is null without one. */
export const readGraphql: Reader = (status, body) => {
  const { data, errors, extensions } = (body ?? {}) as GraphqlBody;
  if (!data && !errors) return failed(status, undefined);
  if (!errors) return { content: data, degraded: extensions?.degraded ?? [], failure: undefined };
  const code = errors[0]?.extensions?.code;
  return failed(status < 400 && isFailureCode(code) ? failureTable[code].status : status, code);
};

const failed = (status: number, code = 'UNREADABLE'): ReturnType<Reader> => ({
  content: undefined,
  degraded: [],
  failure: { status, code },
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Where a content holds something that another one lacks. Told by what is there and not by what it says: values change with time, and
 * an older one is as good a part as a newer one.
 */
export function missingFrom(content: unknown, whole: unknown, path = '#'): readonly string[] {
  if (whole === null || whole === undefined) return [];
  if (content === null || content === undefined) return [path];
  if (typeof whole !== 'object') return [];
  return Object.entries(whole).flatMap(([name, value]) =>
    missingFrom((content as Readonly<Record<string, unknown>>)[name], value, `${path}/${name}`),
  );
}
