import type { Authentication, Credentials } from '@frontage/http-server';
import { startFakeIssuer, type FakeIssuer } from './fake/index.ts';
import { bearerAuthenticator, createAccessTokenVerifier } from './bearer.exports.ts';
import { toPrincipal } from './bearer.ts';
import { createIssuer } from './index.ts';

describe('the bearer authenticator', () => {
  let issuer: FakeIssuer;
  let reasons: string[];
  let authenticate: (headers: Record<string, string>) => Promise<Authentication>;

  beforeAll(async () => {
    issuer = await startFakeIssuer();
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    reasons = [];
    const { authenticate: ask } = bearerAuthenticator({
      verify: createAccessTokenVerifier({
        issuer: createIssuer({ identifier: issuer.url, fetch }),
        audience: 'mobile-bff',
      }),
      onRejected: (why) => reasons.push(why),
    });
    authenticate = async (headers) =>
      ask({ header: (name) => headers[name], address: undefined } satisfies Credentials);
  });

  const token = (claims: Record<string, unknown> = {}) =>
    issuer.accessToken({ sub: 'ada', aud: 'mobile-bff', roles: ['customer'], tier: 'gold', ...claims });

  it('knows a customer by the token', async () => {
    const expected = { kind: 'authenticated', principal: { kind: 'customer', id: 'ada', tier: 'gold' }, login: {} };
    expect(await authenticate({ authorization: `Bearer ${token()}` })).toEqual(expected);
    expect(await authenticate({ authorization: `bearer  ${token()}` })).toEqual(expected);
  });

  it('passes on how and when the person logged in', async () => {
    const authorization = `Bearer ${token({ acr: 'urn:example:mfa', auth_time: 1_700_000_000 })}`;
    expect(await authenticate({ authorization })).toMatchObject({
      login: { acr: 'urn:example:mfa', at: 1_700_000_000 },
    });
  });

  it('looks at nothing but the Authorization header', async () => {
    expect(await authenticate({})).toEqual({ kind: 'absent' });
    expect(await authenticate({ 'x-api-key': token(), cookie: `token=${token()}` })).toEqual({ kind: 'absent' });
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YWRhOnB3',
    'Bearer a b',
    'Bearer tökén',
    'Bearer x,y',
    `Bearer ${'A'.repeat(9_000)}`,
  ])('rejects %j with a challenge that says nothing', async (authorization) => {
    const outcome = await authenticate({ authorization });
    expect(outcome).toMatchObject({
      kind: 'rejected',
      challenge: 'Bearer error="invalid_token", error_description="The access token is not valid here"',
    });
    expect(reasons).toHaveLength(1);
  });

  it('tells the log why, and the caller the same whatever it is', async () => {
    const outcomes = [
      await authenticate({ authorization: `Bearer ${token({ exp: 1 })}` }),
      await authenticate({ authorization: `Bearer ${token({ aud: 'web-bff' })}` }),
    ];
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(reasons).toEqual(['jwt expired', expect.stringContaining('audience')]);
    for (const reason of reasons) expect(reason).not.toContain(token({ exp: 1 }).split('.')[1]);
  });

  it('says UNAVAILABLE, and not that a token is bad, while the keys cannot be had', async () => {
    issuer.down = true;
    await expect(authenticate({ authorization: `Bearer ${token()}` })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    issuer.down = false;
    expect(await authenticate({ authorization: `Bearer ${token()}` })).toMatchObject({ kind: 'authenticated' });
  });
});

describe('toPrincipal', () => {
  it.each([
    [['support'], 'gold', { kind: 'support', id: 'x' }],
    [['customer', 'support'], 'gold', { kind: 'support', id: 'x' }],
    [['customer'], 'premium', { kind: 'customer', id: 'x', tier: 'premium' }],
    [['customer'], 'platinum', { kind: 'customer', id: 'x', tier: 'standard' }],
    [['customer'], undefined, { kind: 'customer', id: 'x', tier: 'standard' }],
    [['Support', 'admin', 'partner'], undefined, undefined],
    [[], undefined, undefined],
  ])('makes of the roles %j and the tier %s', (roles, tier, principal) => {
    expect(toPrincipal({ sub: 'x', roles, tier })).toEqual(principal);
  });
});
