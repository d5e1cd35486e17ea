import { generateKeyPairSync } from 'node:crypto';
import { startFakeIssuer, type FakeIssuer } from './fake/index.ts';
import { createIssuer, type Issuer } from './index.ts';

describe('an issuer', () => {
  let fake: FakeIssuer;
  let issuer: Issuer;
  let clock: number;
  const kidOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid;
  const currentKid = () => kidOf(fake.accessToken({}));

  beforeEach(async () => {
    fake = await startFakeIssuer();
    clock = 1_000_000;
    issuer = createIssuer({ identifier: fake.url, fetch, now: () => clock });
  });
  afterEach(() => fake.close());

  const unavailable = { code: 'UNAVAILABLE', service: 'identity-provider' };

  it('is asked for its keys once, however many want one at once', async () => {
    const kid = currentKid();
    const keys = await Promise.all(Array.from({ length: 50 }, () => issuer.key(kid)));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatchObject({ algorithm: 'RS256' });
    await issuer.key(kid);
    expect(fake.keyRequests).toBe(1);
  });

  it('is asked again, once, when a token names a key that is new', async () => {
    await issuer.key(currentKid());
    fake.rotateKeys();
    const kid = currentKid();
    const keys = await Promise.all(Array.from({ length: 50 }, () => issuer.key(kid)));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatchObject({ algorithm: 'RS256' });
    expect(fake.keyRequests).toBe(2);
  });

  it('is not asked more than ten times a minute, whoever makes up key ids, and known keys are served meanwhile', async () => {
    const kid = currentKid();
    await issuer.key(kid);
    for (let index = 0; index < 100; index += 1) expect(await issuer.key(`made-up-${index}`)).toBeUndefined();
    expect(fake.keyRequests).toBe(10);
    // Older than fresh, with nothing left to ask for: still known.
    clock += 59_999;
    await issuer.key('made-up');
    expect(fake.keyRequests).toBe(10);
    expect(await issuer.key(kid)).toBeDefined();
    clock += 1;
    await issuer.key('made-up');
    expect(fake.keyRequests).toBe(11);
  });

  it('is asked in the background for keys that are ten minutes old, and an outage then does no harm', async () => {
    const kid = currentKid();
    await issuer.key(kid);
    fake.down = true;
    clock += 10 * 60_000;
    expect(await issuer.key(kid)).toBeDefined();
    clock += 49 * 60_000;
    expect(await issuer.key(kid)).toBeDefined();
  });

  it('is not believed for ever: after an hour without an answer its keys are trusted no more', async () => {
    const kid = currentKid();
    await issuer.key(kid);
    fake.down = true;
    clock += 60 * 60_000;
    await expect(issuer.key(kid)).rejects.toMatchObject(unavailable);
    fake.down = false;
    expect(await issuer.key(kid)).toBeDefined();
  });

  it('forgets a key that was withdrawn', async () => {
    const kid = currentKid();
    await issuer.key(kid);
    fake.rotateKeys();
    clock += 60 * 60_000;
    expect(await issuer.key(kid)).toBeUndefined();
  });

  it('that is down makes nobody a liar: a key that cannot be looked up is UNAVAILABLE, every time, and works later', async () => {
    fake.down = true;
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await expect(issuer.key('any')).rejects.toMatchObject(unavailable);
    }
    fake.down = false;
    clock += 60_000;
    expect(await issuer.key(currentKid())).toBeDefined();
  });

  it('tells nothing of itself when it is down', async () => {
    fake.down = true;
    const failure = await issuer.metadata().catch((error: unknown) => error as Error);
    expect((failure as Error).message).toBe('The identity provider cannot be reached.');
  });

  it('must be who it says it is', async () => {
    const posing = createIssuer({ identifier: `${fake.url}/`.replace('127.0.0.1', 'localhost'), fetch });
    await expect(posing.metadata()).rejects.toMatchObject(unavailable);
    const other = createIssuer({ identifier: fake.url.replace('127.0.0.1', 'localhost'), fetch });
    await expect(other.metadata()).rejects.toMatchObject(unavailable);
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['null', () => Response.json(null)],
    ['nothing', () => Response.json({})],
    ['no keys', (url: string) => Response.json({ issuer: url, token_endpoint: 'x' })],
    ['an error', () => new Response('', { status: 500 })],
  ])('that answers with %s is unavailable', async (_, answer) => {
    const broken = createIssuer({ identifier: 'https://id.example', fetch: async () => answer('https://id.example') });
    await expect(broken.metadata()).rejects.toMatchObject(unavailable);
    await expect(broken.key('any')).rejects.toMatchObject(unavailable);
  });

  it.each([
    ['null', null],
    ['no list', {}],
    ['an empty list', { keys: [] }],
    [
      'keys of no use',
      {
        keys: [
          { kty: 'oct', k: 'AAAA', kid: 'any' },
          { kty: 'RSA', use: 'enc', kid: 'any' },
          { kty: 'RSA', n: 'AAAA', e: '', kid: 'any' },
          { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), kid: 'any' },
          null,
          'any',
        ],
      },
    ],
  ])('whose key set is %s is unavailable', async (_, keySet) => {
    const metadata = { issuer: 'https://id.example', token_endpoint: 'x', jwks_uri: 'https://id.example/jwks' };
    const broken = createIssuer({
      identifier: 'https://id.example',
      fetch: async (url) => Response.json(String(url).endsWith('/jwks') ? keySet : metadata),
    });
    await expect(broken.key('any')).rejects.toMatchObject(unavailable);
  });

  it('may have keys that we cannot use beside one that we can', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const keys = [
      { kty: 'oct', k: 'AAAA', kid: 'secret' },
      { ...jwk, use: 'enc', kid: 'encrypts' },
      { ...jwk, alg: 'RS256', kid: 'misnamed' },
      { ...jwk, alg: 'none', kid: 'none' },
      { ...jwk },
      { ...jwk, kid: 'unnamed' },
      { ...jwk, alg: 'ES256', use: 'sig', kid: 'named' },
    ];
    const metadata = { issuer: 'https://id.example', token_endpoint: 'x', jwks_uri: 'https://id.example/jwks' };
    const mixed = createIssuer({
      identifier: 'https://id.example',
      fetch: async (url) => Response.json(String(url).endsWith('/jwks') ? { keys } : metadata),
    });
    for (const kid of ['secret', 'encrypts', 'misnamed', 'none', '']) expect(await mixed.key(kid)).toBeUndefined();
    for (const kid of ['unnamed', 'named']) expect(await mixed.key(kid)).toMatchObject({ algorithm: 'ES256' });
  });

  it('may have a path, and a slash at its end, which its metadata is found without', async () => {
    for (const path of ['/', '/realms/shop', '/application/o/shop/']) {
      const other = await startFakeIssuer({ path });
      const seen = createIssuer({ identifier: other.url, fetch });
      expect(await seen.metadata()).toMatchObject({ issuer: other.url });
      expect(await seen.key(kidOf(other.accessToken({})))).toBeDefined();
      // With it or without it is not the same (OpenID Connect Discovery 1.0 §4.3).
      const twin = createIssuer({ identifier: path.endsWith('/') ? other.url.slice(0, -1) : `${other.url}/`, fetch });
      await expect(twin.metadata()).rejects.toMatchObject(unavailable);
      await other.close();
    }
  });

  it('may keep its endpoints and keys at another origin, if that may be asked', async () => {
    const other = await startFakeIssuer({ elsewhere: true });
    const open = (origins: readonly string[]) => createIssuer({ identifier: other.url, fetch, origins });
    const seen = open([other.url, other.elsewhere!]);
    expect(await seen.key(kidOf(other.accessToken({})))).toBeDefined();
    await expect(open([other.url]).metadata()).rejects.toMatchObject({
      ...unavailable,
      cause: new Error(
        `the issuer's jwks_uri is ${other.elsewhere}/jwks, at an origin that OIDC_ORIGINS does not name`,
      ),
    });
    await other.close();
  });

  it('is looked up once, and again only after a failure', async () => {
    const asked: string[] = [];
    const counting = createIssuer({
      identifier: fake.url,
      fetch: (url, init) => {
        asked.push(String(url));
        return fetch(url, init);
      },
    });
    fake.down = true;
    await expect(Promise.all([counting.metadata(), counting.metadata()])).rejects.toMatchObject(unavailable);
    fake.down = false;
    await Promise.all([counting.metadata(), counting.metadata()]);
    await counting.metadata();
    expect(asked).toHaveLength(2);
  });
});
