/** Fake issuer for specs: real keys and JWTs, on a loopback port. It has only what a relying party can see of a provider. */

import jwt from 'jsonwebtoken';
import { createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SigningAlgorithm } from '../signing-key.ts';
import { authenticateClient, fakeAuthorization, type FakeLogins } from './fake-authorization.ts';
import { isOffered, type ProviderDress } from './provider-dress.ts';

export interface FakeIssuer extends FakeLogins {
  /** The issuer identifier. */
  readonly url: string;
  /** Origin of its endpoints and keys, when other than the issuer's. */
  readonly elsewhere: string | undefined;
  /** Provider metadata (OpenID Connect Discovery 1.0 §3). */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Access token as the provider would issue it. Claims and header can be overridden; undefined removes. */
  accessToken(claims: Record<string, unknown>, header?: Record<string, unknown>): string;
  /**
   * Logout token for `web-bff`; throws when the provider sends none. Name `sub` or `sid`; claims and header can be overridden, undefined
   * removes.
   */
  logoutToken(claims: Record<string, unknown>, header?: Record<string, unknown>): string;
  /** Rotates to a new signing key. Default `RS256`. */
  rotateKeys(algorithm?: SigningAlgorithm): void;
  /** Service of each issued service token. */
  readonly serviceTokens: ReadonlyMap<string, string>;
  /** Client-credentials requests served so far. */
  readonly tokenRequests: number;
  /** Requests for the key set served so far. */
  readonly keyRequests: number;
  /** Outage: every request is answered with 503. */
  down: boolean;
  /** Holds answers at a path, `/token`, until released. `asked` resolves with the first request. */
  hold(path: string): { readonly asked: Promise<void>; readonly release: () => void };
  /** The current private key, to forge with. */
  readonly privateKey: KeyObject;
  close(): Promise<void>;
}

interface PrivateKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: KeyObject;
}

const newKey = (algorithm: SigningAlgorithm = 'RS256'): PrivateKey => {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: randomUUID(), algorithm, privateKey };
};

let shared: PrivateKey | undefined;
/** The first key of every issuer of a process: making RSA keys is slow. Issuers that must not share one rotate. */
const firstKey = (): PrivateKey => (shared ??= newKey());

const discoveryPath = '/.well-known/openid-configuration';
/** Paths that browsers navigate to, which stay at the issuer's origin. */
const pagePaths: ReadonlySet<string> = new Set([discoveryPath, '/authorize', '/end_session']);
const ourServiceOf = (form: URLSearchParams): string | undefined =>
  (form.get('resource') ?? '').replace('urn:frontage:', '');
const logoutEvent = { 'http://schemas.openid.net/event/backchannel-logout': {} };

/** Starts a fake issuer on a free port. Default dress: our own provider. */
export async function startFakeIssuer(dress: ProviderDress = {}): Promise<FakeIssuer> {
  let key = firstKey();
  let tokenRequests = 0;
  let keyRequests = 0;
  let url = '';
  /** Base URLs of pages and of endpoints. */
  let pages = '';
  let endpoints = '';
  const publicJwk = () => ({
    ...createPublicKey(key.privateKey).export({ format: 'jwk' }),
    kid: key.kid,
    use: 'sig',
    alg: key.algorithm,
  });
  const sign = (typ: string, claims: Record<string, unknown>, header: Record<string, unknown> = {}): string => {
    const now = Math.floor(Date.now() / 1000);
    const payload: Record<string, unknown> = { iss: url, iat: now, exp: now + 300, jti: randomUUID(), ...claims };
    return jwt.sign(defined(payload), key.privateKey, {
      algorithm: key.algorithm,
      // jsonwebtoken adds an `iat` of its own otherwise.
      noTimestamp: payload['iat'] === undefined,
      header: defined({ alg: key.algorithm, typ, kid: key.kid, ...header }) as { alg: string },
    });
  };
  const { accessTokenType = 'at+jwt' } = dress;
  const accessToken: FakeIssuer['accessToken'] = (claims, header) =>
    sign(
      accessTokenType ?? '',
      { client_id: 'spec', ...claims },
      {
        ...(accessTokenType === null && { typ: undefined }),
        ...header,
      },
    );
  const serviceTokens = new Map<string, string>();
  let holding: { readonly path: string; readonly ask: () => void; readonly released: Promise<void> } | undefined;
  const authorization = fakeAuthorization({
    at: () => ({ url, pages, endpoints }),
    sign,
    dress,
  });

  const answer = async (origin: string, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (issuer.down) return void res.writeHead(503).end();
    const asked = `${origin}${req.url}`;
    const base = [pages, endpoints].find((each) => asked.startsWith(`${each}/`));
    if (base === undefined) return void res.writeHead(404).end();
    const { searchParams } = new URL(asked);
    const pathname = asked.slice(base.length).split('?')[0]!;
    if (pagePaths.has(pathname) ? base !== pages : base !== endpoints) return void res.writeHead(404).end();
    const form = req.method === 'POST' ? new URLSearchParams(await text(req)) : searchParams;
    if (holding?.path === pathname) {
      holding.ask();
      await holding.released;
    }
    if (pathname === discoveryPath) {
      return json(res, issuer.metadata);
    }
    if (pathname === '/jwks') {
      keyRequests += 1;
      return json(res, { keys: [publicJwk()] });
    }
    if (pathname === '/token' && form.get('grant_type') === 'client_credentials') {
      tokenRequests += 1;
      const client = authenticateClient(req.headers.authorization);
      if (client === undefined) return refuseClient(res);
      const service = (dress.serviceOf ?? ourServiceOf)(form);
      if (service === undefined) return json(res, { error: 'invalid_target' }, 400);
      const claims = { sub: client, client_id: client, aud: service, scope: 'act' };
      const token = accessToken({ ...claims, ...dress.serviceClaims?.(service, client) });
      serviceTokens.set(token, service);
      return json(res, { access_token: token, token_type: 'Bearer', expires_in: 300, scope: 'act' });
    }
    const reply = authorization.answer(pathname, form, req.headers.authorization);
    if (!reply) return void res.writeHead(404).end();
    if (reply.status === 401) return refuseClient(res);
    if (reply.location !== undefined) return void res.writeHead(302, { location: reply.location }).end();
    json(res, reply.body ?? {}, reply.status);
  };
  const servers: Server[] = [];
  const listen = async (): Promise<string> => {
    // Clients close their connections, not the server. Its timers are real even under a fake clock.
    const server = createServer({ keepAliveTimeout: 0 }, (req, res) => void answer(origin, req, res));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return origin;
  };
  url = `${await listen()}${dress.path ?? ''}`;
  pages = url.replace(/\/$/, '');
  const elsewhere = dress.elsewhere ? await listen() : undefined;
  endpoints = elsewhere ?? pages;
  const own = {
    url,
    elsewhere,
    metadata: { issuer: url, jwks_uri: `${endpoints}/jwks`, ...authorization.metadata() },
    serviceTokens,
    accessToken,
    logoutToken: (claims: Record<string, unknown>, header?: Record<string, unknown>) => {
      if (!isOffered(dress, 'backchannel_logout_supported')) throw new Error('this provider sends no logout tokens');
      return sign('logout+jwt', { aud: 'web-bff', events: logoutEvent, ...claims }, header);
    },
    rotateKeys: (algorithm?: SigningAlgorithm) => {
      key = newKey(algorithm);
    },
    get tokenRequests() {
      return tokenRequests;
    },
    get keyRequests() {
      return keyRequests;
    },
    down: false,
    hold: (path: string) => {
      const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      holding = { path, ask: asked.resolve, released: released.promise };
      return { asked: asked.promise, release: released.resolve };
    },
    get privateKey() {
      return key.privateKey;
    },
    close: async () => {
      for (const server of servers) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
    },
  };
  // Property descriptors, not values: a copy would freeze the counters.
  const issuer: FakeIssuer = Object.defineProperties(
    authorization.logins,
    Object.getOwnPropertyDescriptors(own),
  ) as FakeIssuer;
  return issuer;
}

const defined = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const json = (res: ServerResponse, body: object, status = 200): void =>
  void res
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));

/** RFC 6749 §5.2: 401 with the scheme that the client used. */
function refuseClient(res: ServerResponse): void {
  res.setHeader('WWW-Authenticate', 'Basic realm="issuer"');
  json(res, { error: 'invalid_client', error_description: 'client authentication failed' }, 401);
}

async function text(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  return body;
}
