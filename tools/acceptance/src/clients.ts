/** The three kinds of client of a running house, as a person would write them. */

import { createIssuer, createServiceTokens } from '@frontage/auth';
import { developmentApiKey, developmentClientSecret } from '@frontage/auth/development';
import { loginMobile, loginWeb, type House } from '@frontage/runner';
import { developmentPassword } from '@frontage/seed';

export interface Answer<T = never> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  readonly bytes: number;
}

type HeaderFields = Readonly<Record<string, string>>;

/** A JSON request. */
export async function ask<T>(url: string, init: RequestInit = {}): Promise<Answer<T>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  const body = (text === '' ? undefined : JSON.parse(text)) as T;
  return { status: response.status, headers: response.headers, body, bytes: Buffer.byteLength(text) };
}

/** Requests of one caller against one BFF. */
export interface Client {
  get<T>(path: string, headers?: HeaderFields): Promise<Answer<T>>;
  send<T>(method: string, path: string, body?: unknown, headers?: HeaderFields): Promise<Answer<T>>;
}

const clientOf = (origin: string, own: HeaderFields): Client => ({
  get: (path, headers = {}) => ask(origin + path, { headers: { ...own, ...headers } }),
  send: (method, path, body, headers = {}) =>
    ask(origin + path, {
      method,
      headers: { ...own, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
});

const bearer = (token: string): HeaderFields => ({ authorization: `Bearer ${token}` });

/** The phone of somebody, or of nobody. */
export async function phoneOf(house: House, person?: string): Promise<Client> {
  if (person === undefined) return clientOf(house.at.mobile, {});
  const { accessToken } = await loginMobile({ issuer: house.at.issuer, login: person, password: developmentPassword });
  return clientOf(house.at.mobile, bearer(accessToken));
}

/** A partner's program. */
export const partnerOf = (house: House, partner: string): Client =>
  clientOf(house.at.partner, bearer(developmentApiKey(partner)));

export interface GraphqlAnswer<T> {
  readonly data: T;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly degraded?: readonly string[] };
}

export interface Browser extends Client {
  query<T>(query: string, variables?: object): Promise<Answer<GraphqlAnswer<T>>>;
}

/** The browser of somebody, or of nobody. */
export async function browserOf(house: House, person?: string): Promise<Browser> {
  const origin = house.at.web;
  const session =
    person === undefined
      ? {}
      : { cookie: (await loginWeb({ webUrl: origin, login: person, password: developmentPassword })).cookie };
  const client = clientOf(origin, { ...session, 'x-csrf': '1' });
  return { ...client, query: (query, variables = {}) => client.send('POST', '/graphql', { query, variables }) };
}

/** The tokens with which mobile-bff calls services, from the house's own provider. */
export const serviceTokensOf = ({ at }: House): ReturnType<typeof createServiceTokens> =>
  createServiceTokens({
    issuer: createIssuer({ identifier: at.issuer, fetch }),
    clientId: 'mobile-bff',
    clientSecret: developmentClientSecret('mobile-bff'),
    fetch,
  });
