/** Clients of a BFF and their answers, with REST and GraphQL in one form. */

import type { FakeIssuer } from '@frontage/auth/fake';
import { failureTable, isFailureCode } from '@frontage/errors';

/** Request of a client. Sending the same value again is a retry. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body, sent as JSON. */
  readonly body?: object;
}

/** Answer as received. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Client of one principal: sends a request, returns the answer as received. */
export type RawClient = (ask: Ask) => Promise<RawAnswer>;

/** Address of a BFF, and the sources of its clients' credentials. */
export interface Place {
  /** Origin of the BFF. */
  readonly origin: string;
  readonly issuer: FakeIssuer;
  /** `DATABASE_URL` of the BFF. */
  readonly databaseUrl: string;
}

export interface Answer {
  /** Content of the answer without metadata; undefined when there was none. */
  readonly content: unknown;
  /** Parts that are named as missing or stale. */
  readonly degraded: readonly string[];
  /** Failure of the whole answer. `status` 0: the connection broke. */
  readonly failure: { readonly status: number; readonly code: string } | undefined;
  readonly headers: Headers;
  /** Time from the request to the last byte, in milliseconds. */
  readonly ms: number;
}

/** Request for the same answer, compressed with brotli. `Frontage-Budget` of the answer tells what it took. */
export const compressed = (ask: Ask): Ask => ({
  ...ask,
  headers: { ...ask.headers, 'accept-encoding': 'br', 'frontage-debug': '1' },
});

/** Bytes of an answer's content as it was sent; NaN when its headers do not tell. */
export const bytesSent = ({ headers }: Pick<Answer, 'headers'>): number => Number(headers.get('content-length') ?? NaN);

/** Measures an exchange and reads its answer. */
export async function timed(exchange: () => Promise<RawAnswer>, read: Reader): Promise<Answer> {
  const startedAt = performance.now();
  const raw = await exchange().catch((): RawAnswer => ({ status: 0, headers: new Headers(), text: '' }));
  return { ...read(raw.status, parse(raw.text)), headers: raw.headers, ms: performance.now() - startedAt };
}

/** Reads content and failure from a status and a body. */
export type Reader = (status: number, body: unknown) => Pick<Answer, 'content' | 'degraded' | 'failure'>;

interface RestBody {
  readonly code?: string;
  readonly degraded?: readonly string[];
}

/** Reader for REST: the status says whether there is an answer. */
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

/** Reader for GraphQL: any error is a failure, whatever the status. A missing optional part is null without an error. */
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

/** Parses JSON; undefined for other text. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Client with credentials in headers, which are made for each request: tokens expire. It accepts no compressed answers: compression runs
 * on other threads, which virtual time does not wait for.
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
