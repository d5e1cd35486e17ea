import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { startFakeIssuer, type FakeIssuer } from './fake/index.ts';
import { createAccessTokenVerifier } from './bearer.exports.ts';
import type { VerifyAccessToken } from './access-token.ts';
import { createIssuer } from './index.ts';

const nowS = () => Math.floor(Date.now() / 1_000);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an access token', () => {
  let issuer: FakeIssuer;
  let attacker: FakeIssuer;
  let verify: VerifyAccessToken;
  const claims = { sub: 'ada', aud: 'mobile-bff', client_id: 'mobile-app', roles: ['customer'], tier: 'gold' };

  beforeAll(async () => {
    [issuer, attacker] = await Promise.all([startFakeIssuer(), startFakeIssuer()]);
    attacker.rotateKeys();
    verify = createAccessTokenVerifier({
      issuer: createIssuer({ identifier: issuer.url, fetch }),
      audience: 'mobile-bff',
    });
  });
  afterAll(() => Promise.all([issuer.close(), attacker.close()]));

  it('says who it is about, and for what', async () => {
    const exp = nowS() + 60;
    expect(await verify(issuer.accessToken({ ...claims, exp, scope: 'openid profile' }))).toEqual({
      kind: 'valid',
      claims: {
        sub: 'ada',
        client_id: 'mobile-app',
        exp,
        scope: new Set(['openid', 'profile']),
        roles: ['customer'],
        tier: 'gold',
      },
    });
  });

  it('may say how and when its person logged in', async () => {
    const said = { acr: 'urn:example:mfa', auth_time: nowS() - 60 };
    expect(await verify(issuer.accessToken({ ...claims, ...said }))).toMatchObject({ claims: said });
    const nonsense = await verify(issuer.accessToken({ ...claims, acr: 7, auth_time: 'now' }));
    expect(nonsense).toMatchObject({ kind: 'valid', claims: { acr: undefined, auth_time: undefined } });
  });

  it.each(['at+jwt', 'AT+JWT', 'application/at+jwt'])('is known by its typ %s', async (typ) => {
    expect((await verify(issuer.accessToken(claims, { typ }))).kind).toBe('valid');
  });

  it('of a provider that does not follow RFC 9068 is taken when it is told to, and no other token with it', async () => {
    const lax = createAccessTokenVerifier({
      issuer: createIssuer({ identifier: issuer.url, fetch }),
      audience: 'mobile-bff',
      types: ['jwt', undefined],
      grades: { rolesClaim: 'groups', customerRoles: ['5f7c'] },
    });
    const said = { ...claims, client_id: undefined, azp: 'mobile-app', groups: ['5f7c'] };
    for (const typ of ['JWT', 'application/jwt', undefined]) {
      expect(await lax(issuer.accessToken(said, { typ }))).toMatchObject({
        kind: 'valid',
        claims: { client_id: 'mobile-app', roles: ['customer'] },
      });
    }
    for (const mark of [{ nonce: 'n' }, { at_hash: 'h' }, { c_hash: 'h' }, { events: {} }]) {
      const why = 'another kind of token';
      expect(await lax(issuer.accessToken({ ...said, ...mark }, { typ: 'JWT' }))).toEqual({ kind: 'invalid', why });
    }
    expect((await lax(issuer.accessToken(said))).kind).toBe('invalid');
    expect((await lax(issuer.accessToken({ ...said, aud: 'mobile-app' }, { typ: 'JWT' }))).kind).toBe('invalid');
  });

  it('may be for several audiences, if we are one of them', async () => {
    expect((await verify(issuer.accessToken({ ...claims, aud: ['x', 'mobile-bff'] }))).kind).toBe('valid');
    expect((await verify(issuer.accessToken({ ...claims, aud: ['x', 'web-bff'] }))).kind).toBe('invalid');
  });

  it('is given a few seconds for clocks that differ, and no more', async () => {
    expect((await verify(issuer.accessToken({ ...claims, exp: nowS() - 2 }))).kind).toBe('valid');
    expect((await verify(issuer.accessToken({ ...claims, exp: nowS() - 10 }))).kind).toBe('invalid');
    expect((await verify(issuer.accessToken({ ...claims, nbf: nowS() + 2 }))).kind).toBe('valid');
    expect((await verify(issuer.accessToken({ ...claims, nbf: nowS() + 10 }))).kind).toBe('invalid');
  });

  it.each<[string, Record<string, unknown>]>([
    ['has expired', { exp: nowS() - 3_600 }],
    ['never expires', { exp: undefined }],
    ['is not valid yet', { nbf: nowS() + 3_600 }],
    ['is for another audience', { aud: 'web-bff' }],
    ['is for an audience that begins like ours', { aud: 'mobile-bff-2' }],
    ['is for nobody', { aud: undefined }],
    ['is of another issuer', { iss: 'https://id.evil.example' }],
    ['is of an issuer that differs by a slash', { iss: 'slash' }],
    ['is of no issuer', { iss: undefined }],
    ['is about nobody', { sub: undefined }],
    ['is about the empty name', { sub: '' }],
    ['is about a number', { sub: 7 }],
    ['is of no client', { client_id: undefined }],
  ])('that %s is refused', async (_, changes) => {
    const iss = changes['iss'] === 'slash' ? { iss: `${issuer.url}/` } : {};
    expect((await verify(issuer.accessToken({ ...claims, ...changes, ...iss }))).kind).toBe('invalid');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an ID token by its typ', { typ: 'JWT' }, 'typ'],
    ['a logout token by its typ', { typ: 'logout+jwt' }, 'typ'],
    ['without typ', { typ: undefined }, 'typ'],
    ['whose typ is no text', { typ: ['at+jwt'] }, 'typ'],
    ['with a critical extension', { crit: ['exp'], exp: 1 }, 'crit'],
    ['with an empty list of them', { crit: [] }, 'crit'],
    ['without kid', { kid: undefined }, 'kid'],
    ['with an unknown kid', { kid: 'unknown' }, 'kid'],
    ['with a kid that is a path', { kid: '../../etc/passwd' }, 'kid'],
    ['with an endless kid', { kid: 'k'.repeat(129) }, 'kid'],
    ['with a kid that is no text', { kid: { $ne: null } }, 'kid'],
  ])('that is %s is refused', async (_, header, why) => {
    expect(await verify(issuer.accessToken(claims, header))).toEqual({
      kind: 'invalid',
      why: expect.stringContaining(why),
    });
  });

  it('that is signed by somebody else with our kid is refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const header = jwt.decode(issuer.accessToken(claims), { complete: true })!.header;
    const forged = jwt.sign({ ...claims, iss: issuer.url, exp: nowS() + 60 }, privateKey, {
      algorithm: 'RS256',
      header,
    });
    expect(await verify(forged)).toEqual({ kind: 'invalid', why: 'invalid signature' });
  });

  it('that was changed is refused', async () => {
    const [header, , signature] = issuer.accessToken(claims).split('.');
    const payload = encode({ ...claims, sub: 'bob', iss: issuer.url, exp: nowS() + 60 });
    expect(await verify(`${header}.${payload}.${signature}`)).toEqual({ kind: 'invalid', why: 'invalid signature' });
  });

  it('chooses neither its algorithm nor its key', async () => {
    const { header } = jwt.decode(issuer.accessToken(claims), { complete: true })!;
    const payload = { ...claims, iss: issuer.url, exp: nowS() + 60 };
    const none = `${encode({ ...header, alg: 'none' })}.${encode(payload)}.`;
    expect(await verify(none)).toEqual({ kind: 'invalid', why: expect.stringContaining('alg') });
    // Algorithm confusion: the public key as an HMAC secret, for libraries that trust `alg`.
    const pem = createPublicKey(issuer.privateKey).export({ type: 'spki', format: 'pem' }).toString();
    const signed = `${encode({ ...header, alg: 'HS256' })}.${encode(payload)}`;
    const confused = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    expect(await verify(confused)).toEqual({ kind: 'invalid', why: expect.stringContaining('alg') });
    for (const alg of ['RS384', 'RS512', 'PS256', 'ES256', 'rs256', '', undefined, ['RS256']]) {
      const token = `${encode({ ...header, alg })}.${encode(payload)}.AAAA`;
      expect(await verify(token)).toEqual({ kind: 'invalid', why: expect.stringContaining('alg') });
    }
  });

  it.each(['RS256', 'PS256', 'ES256'] as const)(
    'may be signed with %s, by a key for that and nothing else',
    async (alg) => {
      const other = await startFakeIssuer();
      try {
        other.rotateKeys(alg);
        const check = createAccessTokenVerifier({
          issuer: createIssuer({ identifier: other.url, fetch }),
          audience: 'mobile-bff',
        });
        expect((await check(other.accessToken(claims))).kind).toBe('valid');
        const { header, payload } = jwt.decode(other.accessToken(claims), { complete: true })!;
        const instead = alg === 'RS256' ? 'PS256' : 'RS256';
        const key = alg === 'ES256' ? attacker.privateKey : other.privateKey;
        const confused = jwt.sign(payload as object, key, { algorithm: instead, header: { ...header, alg: instead } });
        expect(await check(confused)).toEqual({ kind: 'invalid', why: 'alg is not that of the key' });
      } finally {
        await other.close();
      }
    },
  );

  it('that brings its own key, or says where to find one, is checked with the issuer’s all the same', async () => {
    const asked = attacker.keyRequests;
    const header = {
      jku: `${attacker.url}/jwks`,
      x5u: `${attacker.url}/jwks`,
      jwk: createPublicKey(attacker.privateKey).export({ format: 'jwk' }),
      kid: jwt.decode(issuer.accessToken(claims), { complete: true })!.header.kid,
    };
    expect((await verify(attacker.accessToken({ ...claims, iss: issuer.url }, header))).kind).toBe('invalid');
    expect((await verify(issuer.accessToken(claims, { jku: `${attacker.url}/jwks` }))).kind).toBe('valid');
    expect(attacker.keyRequests).toBe(asked);
  });

  it('that is longer than any of ours is not even looked at', async () => {
    const before = issuer.keyRequests;
    const long = issuer.accessToken({ ...claims, padding: 'x'.repeat(65_536) }, { kid: 'unknown' });
    expect(await verify(long)).toEqual({ kind: 'invalid', why: 'too long' });
    expect(issuer.keyRequests).toBe(before);
  });

  it.each(['', '.', '..', '...', 'x', 'x.y.z', 'e30.e30.e30', 'bnVsbA.e30.', 'W10.e30.x', `${'.'.repeat(5_000)}`])(
    'is not %j',
    async (garbage) => {
      expect((await verify(garbage)).kind).toBe('invalid');
    },
  );

  it('is never made of garbage', async () => {
    const parts = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 5 }), async (pieces) => {
        expect((await verify(pieces.join('.'))).kind).toBe('invalid');
      }),
    );
  });

  it('takes from roles and tier only what they should be', async () => {
    const verdict = await verify(
      issuer.accessToken({ ...claims, roles: ['customer', 7, null], tier: 1, scope: ['act'] }),
    );
    expect(verdict).toMatchObject({
      kind: 'valid',
      claims: { roles: ['customer'], tier: undefined, scope: new Set() },
    });
  });
});

describe('an access token that was found to be good', () => {
  let issuer: FakeIssuer;
  let clock: number;
  beforeEach(async () => {
    issuer = await startFakeIssuer();
    clock = Date.now();
  });
  afterEach(() => issuer.close());

  const token = (claims: Record<string, unknown> = {}) =>
    issuer.accessToken({ sub: 'ada', aud: 'mobile-bff', ...claims });
  /** A verification that counts key look-ups. */
  const counting = (maxTokens?: number) => {
    const real = createIssuer({ identifier: issuer.url, fetch });
    let looks = 0;
    const verify = createAccessTokenVerifier({
      issuer: {
        ...real,
        key: (kid) => {
          looks += 1;
          return real.key(kid);
        },
      },
      audience: 'mobile-bff',
      now: () => clock,
      ...(maxTokens !== undefined && { maxTokens }),
    });
    return { verify, looks: () => looks };
  };

  it('is known again, and says the same', async () => {
    const { verify, looks } = counting();
    const given = token();
    expect(await verify(given)).toEqual(await verify(given));
    await verify(given);
    expect(looks()).toBe(1);
  });

  it('is known until it expires, and for ten minutes at most', async () => {
    const { verify, looks } = counting();
    const exp = Math.floor(clock / 1_000) + 60;
    const [short, long] = [token({ exp }), token({ exp: exp + 86_400 })];
    for (const each of [short, long]) await verify(each);
    clock = exp * 1_000 - 1;
    for (const each of [short, long]) expect((await verify(each)).kind).toBe('valid');
    expect(looks()).toBe(2);
    clock += 10_001;
    expect((await verify(short)).kind).toBe('invalid');
    expect(looks()).toBe(3);
    clock += 10 * 60_000;
    expect((await verify(long)).kind).toBe('valid');
    expect(looks()).toBe(4);
  });

  it('does not vouch for another that looks like it', async () => {
    const { verify } = counting();
    const given = token();
    await verify(given);
    expect((await verify(`${given.slice(0, -4)}AAAA`)).kind).toBe('invalid');
    expect((await verify(`${given}x`)).kind).toBe('invalid');
  });

  it('is forgotten when there are too many, and those that are no good are not remembered', async () => {
    const { verify, looks } = counting(2);
    const [first, second, third] = [token(), token(), token()] as const;
    const bad = token({ aud: 'web-bff' });
    for (const each of [first, second, third, bad, bad]) await verify(each);
    expect(looks()).toBe(5);
    await verify(third);
    await verify(second);
    expect(looks()).toBe(5);
    await verify(first);
    expect(looks()).toBe(6);
  });
});
