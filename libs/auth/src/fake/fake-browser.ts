/** A browser for specs: cookies, redirects from site to site, and the headers by which servers tell who sends a request. */

import { request } from 'node:http';
import type { LookupFunction } from 'node:net';
import { createCookieJar } from './cookie-jar.ts';

export interface BrowserAnswer {
  /** Where the answer came from, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json<T = Record<string, unknown>>(): T;
}

export interface BrowserRequest {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Browser {
  /** Fetches as a script of the origin's own page does, with `X-CSRF: 1`. Redirects are not followed. */
  get(path: string, init?: BrowserRequest): Promise<BrowserAnswer>;
  /** Likewise; an object is sent as JSON. */
  post(path: string, body?: object | string, init?: BrowserRequest): Promise<BrowserAnswer>;
  /** Goes to a page as somebody does who types its address, and on wherever it leads. */
  visit(url: string): Promise<BrowserAnswer>;
  /** Goes to a page by one redirect at most, so that what is in between can be looked at. */
  step(url: string): Promise<BrowserAnswer>;
  /** Logs in at `/auth/login`: the fake issuer takes everybody at their word. Throws when the login does not end. */
  login(user?: string, returnTo?: string): Promise<BrowserAnswer>;
  /** The cookies of the origin, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Every answer seen so far, for crawls. */
  readonly answers: readonly BrowserAnswer[];
}

/** What kind of browser it is. */
export interface BrowserOptions {
  /** What it says that it is. Default nothing. */
  readonly userAgent?: string;
  /** Whether it takes http to this machine for secure, and so keeps Secure cookies of it. Default true; WebKit does not. */
  readonly trustsLoopback?: boolean;
}

const maxRedirects = 20;

interface Outgoing {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Opens a browser at an origin: `http://localhost:4000`. Each is a person's own. */
export function createBrowser(origin: string, { userAgent, ...trust }: BrowserOptions = {}): Browser {
  const jar = createCookieJar(trust);
  const answers: BrowserAnswer[] = [];

  async function send(
    url: URL,
    outgoing: Outgoing,
    how: { crossSite: boolean; navigation: boolean },
  ): Promise<BrowserAnswer> {
    const cookie = jar.header(url, how);
    const headers = {
      ...(cookie !== undefined && { cookie }),
      ...(userAgent !== undefined && { 'user-agent': userAgent }),
      ...outgoing.headers,
    };
    const answer = await exchange(url, { ...outgoing, headers });
    for (const setCookie of answer.headers.getSetCookie()) jar.keep(setCookie, url);
    answers.push(answer);
    return answer;
  }

  function fetchAsPage(method: string, path: string, body: object | string | undefined, init: BrowserRequest = {}) {
    const headers: Record<string, string> = {
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      ...(method !== 'GET' && { origin }),
      ...(typeof body === 'object' && { 'content-type': 'application/json' }),
      ...init.headers,
    };
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const outgoing = { method, headers, ...(text !== undefined && { body: text }) };
    return send(new URL(path, origin), outgoing, { crossSite: false, navigation: false });
  }

  /** Once a redirect has come from another site, everything after it is that site's doing. */
  async function navigate(start: URL, follow: (url: URL) => URL | undefined): Promise<BrowserAnswer> {
    let url = start;
    let crossSite = false;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const site = hop === 0 ? 'none' : crossSite ? 'cross-site' : 'same-origin';
      const headers = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': site };
      const answer = await send(url, { method: 'GET', headers }, { crossSite, navigation: true });
      const location = answer.headers.get('location');
      const next =
        answer.status >= 300 && answer.status < 400 && location !== null ? follow(new URL(location, url)) : undefined;
      if (!next) return answer;
      // Ports of one host are one site.
      crossSite ||= next.hostname !== url.hostname;
      url = next;
    }
    throw new Error(`${start.href} redirects without end`);
  }

  return {
    get: (path, init) => fetchAsPage('GET', path, undefined, init),
    post: (path, body, init) => fetchAsPage('POST', path, body, init),
    visit: (url) => navigate(new URL(url, origin), (next) => next),
    step: (url) => navigate(new URL(url, origin), () => undefined),
    login: async (user, returnTo) => {
      const start = new URL('/auth/login', origin);
      if (returnTo !== undefined) start.searchParams.set('returnTo', returnTo);
      const answer = await navigate(start, (next) => {
        // What somebody types at the provider's login page.
        if (user !== undefined && next.pathname.endsWith('/authorize')) next.searchParams.set('login_hint', user);
        return next;
      });
      if (answer.url.origin !== origin || answer.url.pathname.startsWith('/auth/')) {
        throw new Error(
          `the login ended at ${answer.url.origin}${answer.url.pathname} with ${answer.status}: ${answer.text}`,
        );
      }
      return answer;
    },
    get cookies() {
      return jar.of(new URL(origin));
    },
    answers,
  };
}

/** Resolves every host to this machine: a look-up would cost more than the request. */
const lookup: LookupFunction = (_, { all }, found) =>
  all === true ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4);

function exchange(url: URL, { method, headers, body }: Outgoing): Promise<BrowserAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false, lookup }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          url,
          status: incoming.statusCode!,
          headers: toHeaders(incoming.rawHeaders),
          text,
          json: <T>() => JSON.parse(text) as T,
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index]!, raw[index + 1]!);
  return headers;
}
