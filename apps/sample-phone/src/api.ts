/** Typed client of mobile-bff: types from its OpenAPI document, and openapi-fetch, which is those types and a few lines around `fetch`. */

import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.types.ts';
import type { Wire } from './wire/wire.ts';

export type Api = Client<paths>;

/** Answers, as the document describes them. */
export type Answers = components['schemas'];

export const createApi = (baseUrl: string, wire: Wire): Api => createClient<paths>({ baseUrl, fetch: wire.fetch });

/** Data of a call. The wire throws when there is none. */
export async function dataOf<T>(call: Promise<{ readonly data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) throw new TypeError('an answer without content');
  return data;
}
