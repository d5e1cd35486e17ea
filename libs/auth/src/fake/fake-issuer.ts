/** An issuer for specs: real keys, real JWTs, on a loopback port. Only what a relying party can see of an identity provider. */

import jwt from 'jsonwebtoken';
import { createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeIssuer {
  /** The issuer identifier and base URL. */
  readonly url: string;
  /** An access token as the identity provider would issue it; claims and header can be overridden, undefined removes. */
  accessToken(claims: Record<string, unknown>, header?: Record<string, unknown>): string;
  /** Signs from now on with a key that nobody has seen yet. */
  rotateKeys(): void;
  /** Client-credentials requests served so far. */
  readonly tokenRequests: number;
  /** Plays an outage: every request is answered with 503. */
  down: boolean;
  /** The current private key, to forge with. */
  readonly privateKey: KeyObject;
  close(): Promise<void>;
}

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

// Making RSA keys is slow: one pair serves a spec file, and rotation makes another.
const newKey = (): SigningKey => ({
  kid: randomUUID(),
  privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
});

/** Starts a fake issuer on a free port. */
export async function startFakeIssuer(): Promise<FakeIssuer> {
  let key = newKey();
  let tokenRequests = 0;
  let url = '';
  const publicJwk = () => ({
    ...createPublicKey(key.privateKey).export({ format: 'jwk' }),
    kid: key.kid,
    use: 'sig',
    alg: 'RS256',
  });
  const accessToken: FakeIssuer['accessToken'] = (claims, header = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: url, iat: now, exp: now + 300, jti: randomUUID(), client_id: 'spec', ...claims };
    const defined = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
    return jwt.sign(defined, key.privateKey, {
      algorithm: 'RS256',
      header: { alg: 'RS256', typ: 'at+jwt', kid: key.kid, ...header },
    });
  };
  const server = createServer((req, res) => void answer(req, res));
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (issuer.down) return void res.writeHead(503).end();
    const { pathname } = new URL(req.url ?? '/', url);
    if (pathname === '/.well-known/openid-configuration') {
      return json(res, { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` });
    }
    if (pathname === '/jwks') return json(res, { keys: [publicJwk()] });
    if (pathname === '/token') {
      tokenRequests += 1;
      const form = new URLSearchParams(await text(req));
      const client = Buffer.from(req.headers.authorization?.slice(6) ?? '', 'base64')
        .toString()
        .split(':')[0];
      const audience = (form.get('resource') ?? '').replace('urn:frontage:', '');
      const token = accessToken({ sub: client, client_id: client, aud: audience, scope: 'act' });
      return json(res, { access_token: token, token_type: 'Bearer', expires_in: 300, scope: 'act' });
    }
    res.writeHead(404).end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: FakeIssuer = {
    url,
    accessToken,
    rotateKeys: () => {
      key = newKey();
    },
    get tokenRequests() {
      return tokenRequests;
    },
    down: false,
    get privateKey() {
      return key.privateKey;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

const json = (res: ServerResponse, body: object): void =>
  void res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

async function text(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  return body;
}
