/** Browser for specs: cookies, redirects between sites, fetch metadata headers. Of an event stream it reads the first event. */

import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { LookupFunction } from 'node:net';
import { createCookieJar } from './cookie-jar.ts';

export interface BrowserAnswer {
  /** URL of the answer, after redirects. */
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
  /** Posts as `get` fetches; an object is sent as JSON. */
  post(path: string, body?: object | string, init?: BrowserRequest): Promise<BrowserAnswer>;
  /** Navigates to an address as if typed, and follows redirects. */
  visit(url: string): Promise<BrowserAnswer>;
  /** Navigates without following redirects, so that a spec can look at each. */
  step(url: string): Promise<BrowserAnswer>;
  /** Logs in at `/auth/login`. The fake issuer asks for no password. Throws when the login does not end at the origin. */
  login(user?: string, returnTo?: string): Promise<BrowserAnswer>;
  /** The cookies of the origin, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Answers so far, for specs that search them. */
  readonly answers: readonly BrowserAnswer[];
}

export interface BrowserOptions {
  /** `User-Agent`. Default none. */
  readonly userAgent?: string;
  /** Secure cookies of http to this machine are kept. Default true; false in WebKit. */
  readonly trustsLoopback?: boolean;
}

const maxRedirects = 20;

interface Outgoing {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Opens a browser at an origin, `http://localhost:4000`, with a cookie jar of its own. */
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

  /** SameSite: after a redirect by another site, all that follows is cross-site. */
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
        // The person named at the provider's login page.
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

/** Resolves every host to this machine, as DNS would cost more than the request. */
const lookup: LookupFunction = (_, { all }, found) =>
  all === true ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4);

function exchange(url: URL, { method, headers, body }: Outgoing): Promise<BrowserAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false, lookup }, (incoming) => {
      const chunks: Buffer[] = [];
      const headers = toHeaders(incoming.rawHeaders);
      const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
      const answer = (): void => {
        const sent = Buffer.concat(chunks);
        const isCompressed = headers.get('content-encoding') === 'br';
        const text = (isCompressed ? brotliDecompressSync(sent) : sent).toString('utf8');
        resolve({ url, status: incoming.statusCode!, headers, text, json: <T>() => JSON.parse(text) as T });
      };
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        // A stream has no end to wait for.
        if (!isStream || !/^data: .*\n\n/m.test(Buffer.concat(chunks).toString('utf8'))) return;
        answer();
        incoming.destroy();
      });
      incoming.on('error', reject);
      incoming.on('end', answer);
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
