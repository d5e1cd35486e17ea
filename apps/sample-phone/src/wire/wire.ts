/** Wire: what every request of the app carries, and what every answer may mean. Screens see data, or one of the failures. */

import { z } from 'zod';
import type { Session } from '../auth/session.ts';
import { AppTooOld, LoginNeeded, NoAnswer, Refused, StepUpNeeded, type Problem } from '../failures.ts';
import { loginDemandOf } from './challenge.ts';
import { createEtagCache } from './etag-cache.ts';

/** Traits of the phone and of its settings: request headers of the same names. */
export interface Traits {
  /** Platform and version of the app: `ios/3.2.0`. */
  readonly appVersion: string;
  /** Languages that the person reads: `de, en;q=0.5`. */
  readonly language: string;
  /** Currency of prices (ISO 4217). */
  readonly currency: string;
  /** Device pixels per CSS pixel. */
  readonly dpr: number;
  /** Asks for smaller pictures and shorter pages. */
  readonly saveData: boolean;
}

/** One request and its answer, for whoever measures. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Status as it was sent; 0 when there was no answer. */
  readonly status: number;
  /** Bytes of the body as it was sent, compressed. */
  readonly bytes: number;
  readonly ms: number;
}

export interface WireOptions {
  readonly session: Session;
  readonly traits: Traits;
  readonly onExchange?: (exchange: Exchange) => void;
  /** Time that a request may take, in milliseconds. Default 10,000: the server gives checkout 5,000. */
  readonly timeoutMs?: number;
}

export interface Wire {
  /** Sends a request. Throws one of the failures unless it succeeded; 304 is answered as 200, with the body from before. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Forgets all answers: they are one person's. */
  forget(): void;
}

export function createWire({ session, traits, onExchange, timeoutMs = 10_000 }: WireOptions): Wire {
  const cache = createEtagCache();

  /** Sends the request once, as the holder of a token or as nobody. */
  const send = async (request: Request, token: string | undefined, etag: string | undefined): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const began = performance.now();
    const report = (status: number, bytes: number): void =>
      onExchange?.({ method: request.method, path: pathname + search, status, bytes, ms: performance.now() - began });
    const copy = request.clone();
    if (token !== undefined) copy.headers.set('Authorization', `Bearer ${token}`);
    if (etag !== undefined) copy.headers.set('If-None-Match', etag);
    try {
      const answer = await fetch(copy, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      // The answer is there when its last byte is: connections end in the middle, too.
      const body = await answer.text();
      report(answer.status, Number(answer.headers.get('content-length') ?? Buffer.byteLength(body)));
      return new Response(isEmpty(answer.status) ? null : body, { status: answer.status, headers: answer.headers });
    } catch (error) {
      report(0, 0);
      throw new NoAnswer(error);
    }
  };

  return {
    forget: () => cache.clear(),
    fetch: async (request) => {
      for (const [name, value] of headersOf(traits)) request.headers.set(name, value);
      const token = await session.accessToken();
      const key = `${(await session.person()) ?? ''} ${request.url}`;
      const kept = request.method === 'GET' ? cache.find(key) : undefined;
      let answer = await send(request, token, kept?.etag);
      if (answer.status === 401) {
        const demand = loginDemandOf(answer.headers.get('www-authenticate'));
        if (demand) throw new StepUpNeeded(demand);
        const another = token === undefined ? undefined : await session.renewed(token);
        // Reads of the catalogue are answered to nobody, too. It is asked at most once more.
        if (another !== undefined || (token !== undefined && request.method === 'GET'))
          answer = await send(request, another, another === undefined ? undefined : kept?.etag);
        if (answer.status === 401) throw new LoginNeeded();
      }
      if (answer.status === 304 && kept)
        return new Response(kept.body, { status: 200, headers: { 'Content-Type': kept.contentType } });
      if (!answer.ok) throw await failureOf(answer);
      const etag = answer.headers.get('etag');
      if (request.method === 'GET' && etag !== null)
        cache.keep(key, {
          etag,
          body: await answer.clone().text(),
          contentType: answer.headers.get('content-type') ?? 'application/json',
        });
      return answer;
    },
  };
}

const isEmpty = (status: number): boolean => status === 204 || status === 304;

const headersOf = ({
  appVersion,
  language,
  currency,
  dpr,
  saveData,
}: Traits): readonly (readonly [string, string])[] => [
  ['X-App-Version', appVersion],
  ['Accept-Language', language],
  ['Accept-Currency', currency],
  ['X-Device-DPR', String(dpr)],
  ['Save-Data', saveData ? 'on' : 'off'],
];

const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  reason: z.string().optional(),
  requestId: z.string().optional(),
  store: z.url({ protocol: /^https$/ }).optional(),
});

async function failureOf(answer: Response): Promise<Error> {
  const text = await answer.text();
  const { data } = problemSchema.safeParse(parsed(text));
  if (answer.status === 426) return new AppTooOld(data?.store);
  // Proxies in between do not write problem documents.
  const problem: Problem = data ?? {
    code: `HTTP_${answer.status}`,
    title: 'The server did not explain itself',
    detail: `The server answered with ${answer.status}.`,
  };
  return new Refused(answer.status, problem, retryAfterMs(answer.headers.get('retry-after')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Time of `Retry-After`, seconds or a date (RFC 9110 §10.2.3), in milliseconds. */
function retryAfterMs(field: string | null): number | undefined {
  if (field === null) return undefined;
  const ms = /^\d+$/.test(field) ? Number(field) * 1_000 : Date.parse(field) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
