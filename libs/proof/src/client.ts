/** Clients of a BFF, and what it answers them: REST and GraphQL in one form. */

import type { FakeIssuer } from '@frontage/auth/fake';
import { failureTable, isFailureCode } from '@frontage/errors';

/** One request as a client of the BFF makes it. The same value sent twice is the same request tried again. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks as one person or program does. */
export type RawClient = (ask: Ask) => Promise<RawAnswer>;

/** Address of a BFF, and the sources of its clients' credentials. */
export interface Place {
  /** Of the BFF. */
  readonly origin: string;
  readonly issuer: FakeIssuer;
  /** `DATABASE_URL` of the BFF. */
  readonly databaseUrl: string;
}

export interface Answer {
  /** Content of the answer, without what is said about it; undefined when there was none. */
  readonly content: unknown;
  /** The parts that are said to be missing or stale. */
  readonly degraded: readonly string[];
  /** Why there is no answer. `status` 0: the connection broke. */
  readonly failure: { readonly status: number; readonly code: string } | undefined;
  readonly headers: Headers;
  /** From asking to the last byte, in milliseconds. */
  readonly ms: number;
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

/** The JSON of a body; undefined for anything else. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A client that says who it is in headers, made anew for each request: tokens age. It takes no compressed answers: compressing happens on
 * other threads, which virtual time does not wait for.
 */
export const httpClient =
  (origin: string, credentials: () => Readonly<Record<string, string>> = () => ({})): RawClient =>
  async ({ method, path, headers, body }) => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        'accept-encoding': 'identity',
        ...credentials(),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
