/** Test bed: the provider on a loopback port, a browser with a cookie jar, and clients that are real relying parties. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublicKey, verify } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime, type Runtime } from '@frontage/http-server';
import * as client from 'openid-client';
import { CookieJar } from 'tough-cookie';
import { readConfig } from '../src/config.ts';
import { createIdentityProvider } from '../src/provider.ts';

type Environment = Record<string, string>;

export interface Hosted {
  readonly url: string;
  close(): Promise<void>;
}

const listening = (server: Server): Promise<Hosted> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close });
    });
  });

/** Hosts a handler on a port of its own. */
export const host = (handler: RequestListener): Promise<Hosted> => listening(createServer(handler));

/** Creates a data directory for one test. */
export async function makeDataDir(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'identity-provider-'));
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** Starts the provider. Its issuer names the port, so the port is bound first. */
export async function startProvider(
  env: Environment = {},
  runtime: Runtime = createRuntime('identity-provider'),
): Promise<Hosted> {
  const server = createServer();
  const hosted = await listening(server);
  const dataDir = env['FRONTAGE_DATA_DIR'] === undefined ? await makeDataDir() : undefined;
  const port = new URL(hosted.url).port;
  const config = readConfig({ PORT: port, ...(dataDir && { FRONTAGE_DATA_DIR: dataDir.path }), ...env });
  const end = async () => {
    await hosted.close();
    await dataDir?.remove();
  };
  try {
    const { handler, close } = await createIdentityProvider(config, runtime);
    server.on('request', handler);
    return { url: hosted.url, close: async () => (await end(), close?.()) };
  } catch (error) {
    await end();
    throw error;
  }
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** Browser that follows redirects within its site, and reports where it was sent beyond. */
export class Browser {
  readonly #site: string;
  readonly #jar = new CookieJar();

  constructor(site: string) {
    this.#site = site;
  }

  async send(url: string, init: RequestInit = {}): Promise<Page> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { Accept: 'text/html', Cookie: await this.#jar.getCookieString(url), ...(init.headers as Environment) },
    });
    for (const cookie of response.headers.getSetCookie()) await this.#jar.setCookie(cookie, url);
    const location = response.headers.get('location');
    const page = { url, status: response.status, headers: response.headers, html: await response.text() };
    if (location === null) return page;
    const next = new URL(location, url);
    return next.origin === this.#site ? this.send(next.href) : { ...page, url: next.href };
  }

  open(url: string | URL): Promise<Page> {
    return this.send(String(url));
  }

  /** Sends the page's form: its hidden fields and these. */
  submit(page: Page, fields: Environment): Promise<Page> {
    const action = /<form[^>]* action="([^"]*)"/.exec(page.html)?.[1] ?? page.url;
    const hidden = [...page.html.matchAll(/<input type="hidden" name="(\w+)" value="(\w+)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    );
    return this.send(action, { method: 'POST', body: new URLSearchParams([...hidden, ...Object.entries(fields)]) });
  }
}

/** Metadata of web-bff as the provider knows it by default. */
export const webCallback = 'http://localhost:4000/auth/callback';
export const phoneCallback = 'com.frontage.app:/callback';

const insecure = { execute: [client.allowInsecureRequests] };

export const asWebBff = (issuer: string, secret = 'web-bff-development-secret') =>
  client.discovery(new URL(issuer), 'web-bff', undefined, client.ClientSecretBasic(secret), insecure);
export const asMobileApp = (issuer: string) =>
  client.discovery(new URL(issuer), 'mobile-app', undefined, client.None(), insecure);
export const asService = (issuer: string, clientId: string) =>
  client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    client.ClientSecretBasic(`${clientId}-development-secret`),
    insecure,
  );

export interface Authorization {
  readonly url: URL;
  /** Redeems the code of a callback. */
  redeem(callback: string): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers>;
}

/** Starts a login, as a client does. */
export async function authorize(relyingParty: client.Configuration, parameters: Environment): Promise<Authorization> {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(relyingParty, {
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  return {
    url,
    redeem: (callback) =>
      client.authorizationCodeGrant(relyingParty, new URL(callback), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }),
  };
}

/** Logs a person in through the form, up to the client's tokens. */
export async function logIn(
  browser: Browser,
  relyingParty: client.Configuration,
  parameters: Environment,
  { login = 'ada@example.test', password = 'frontage' } = {},
) {
  const { url, redeem } = await authorize(relyingParty, parameters);
  const answer = await browser.submit(await browser.open(url), { login, password });
  return redeem(answer.url);
}

type PublicKey = Extract<Parameters<typeof createPublicKey>[0], { format: 'jwk' }>['key'];

interface Jwt {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

/** Content of a token, whose signature is verified with the provider's published keys. */
export async function readJwt(issuer: string, token: string): Promise<Jwt> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: (PublicKey & { kid: string })[] };
  const key = keys.find(({ kid }) => kid === parse(header)['kid']);
  if (!key) throw new Error('the token is signed by no published key');
  const valid = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  if (!valid) throw new Error('the signature is wrong');
  return { header: parse(header), claims: parse(payload) };
}
