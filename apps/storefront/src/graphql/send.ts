/** Requests to web-bff: an operation by its id, and all that its answer says. Knows neither Apollo Client nor React. */

import { sharedStorage } from '../storage.ts';
import { createOwnChanges } from './own-changes.ts';
import { requestOf, type Asked } from './request.ts';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Answer to an operation. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphqlError[];
  /** Parts that are missing because their service could not be asked: `reviews`. */
  readonly degraded: readonly string[];
  /** Parts that are older than they should be: `prices`. */
  readonly stale: readonly string[];
  /** Id to quote when asking for help. */
  readonly requestId: string | undefined;
}

/** Failure of a whole request. `code` is that of the problem document; OFFLINE when there was no answer at all. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(
    message: string,
    {
      code,
      status,
      requestId,
    }: { readonly code: string; readonly status?: number; readonly requestId?: string | undefined },
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }
}

/** Changes of this person that answers may lack. */
export const ownChanges = createOwnChanges(sharedStorage, Date.now);

/** Sends an operation. Rejects when there is no answer. */
export function send(asked: Asked, signal?: AbortSignal): Promise<Response> {
  const { path, init } = requestOf(asked, ownChanges.isMissedAfter);
  return fetch(path, { ...init, ...(signal && { signal }) });
}

/** Reads an answer. Throws a RequestFailure for one that is no GraphQL response, such as a problem document. */
export async function readAnswer(response: Response): Promise<Answer> {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const body = await bodyOf(response);
  if (!('data' in body) && !('errors' in body)) {
    throw new RequestFailure(textOr(body['detail'], 'The shop could not answer.'), {
      code: textOr(body['code'], 'UNAVAILABLE'),
      status: response.status,
      requestId,
    });
  }
  const { data, errors, extensions } = body as {
    readonly data?: unknown;
    readonly errors?: readonly GraphqlError[];
    readonly extensions?: { readonly degraded?: readonly string[] };
  };
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors }),
    degraded: extensions?.degraded ?? [],
    stale: response.headers.get('frontage-stale')?.split(', ') ?? [],
    requestId,
  };
}

/** JSON object of an answer; empty for anything else. Proxies answer with pages of their own. */
async function bodyOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** Failure for a request without an answer: the network is away, or the server is. */
export const offline = (): RequestFailure =>
  new RequestFailure('There is no connection to the shop.', { code: 'OFFLINE' });
