import * as client from 'openid-client';
import {
  asMobileApp,
  asService,
  asWebBff,
  authorize,
  Browser,
  logIn,
  phoneCallback,
  readJwt,
  startProvider,
  webCallback,
  type Hosted,
} from '../test/harness.ts';

let provider: Hosted;
let browser: Browser;
beforeAll(async () => (provider = await startProvider({ ACCESS_TOKEN_TTL_S: '60' })));
afterAll(() => provider.close());
beforeEach(() => (browser = new Browser(provider.url)));

const services = ['catalog', 'pricing', 'inventory', 'reviews', 'customers', 'orders', 'recommendations'];
const code = (error: string) => expect.objectContaining({ error });

describe('discovery', () => {
  it('announces what there is and nothing weaker', async () => {
    const metadata = (await asWebBff(provider.url)).serverMetadata();
    expect(metadata).toMatchObject({
      issuer: provider.url,
      authorization_endpoint: `${provider.url}/auth`,
      token_endpoint: `${provider.url}/token`,
      userinfo_endpoint: `${provider.url}/me`,
      jwks_uri: `${provider.url}/jwks`,
      revocation_endpoint: `${provider.url}/token/revocation`,
      introspection_endpoint: `${provider.url}/token/introspection`,
      end_session_endpoint: `${provider.url}/session/end`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
  });

  it('stands beside the probes and answers for unknown paths that every process has', async () => {
    for (const probe of ['/livez', '/readyz']) {
      const answer = await fetch(`${provider.url}${probe}`);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    }
    const nowhere = await fetch(`${provider.url}/nowhere`);
    expect(nowhere.headers.get('content-type')).toBe('application/problem+json');
    expect(await nowhere.json()).toMatchObject({ status: 404, code: 'NOT_FOUND', instance: '/nowhere' });
  });
});

describe('the phone', () => {
  it('gets tokens for mobile-bff without asking for it', async () => {
    const tokens = await logIn(
      browser,
      await asMobileApp(provider.url),
      { redirect_uri: phoneCallback },
      { login: 'bob' },
    );
    const { header, claims } = await readJwt(provider.url, tokens.access_token);
    expect(header['typ']).toBe('at+jwt');
    expect(claims).toMatchObject({ aud: 'mobile-bff', sub: 'bob', roles: ['customer'], tier: 'standard' });
    expect(tokens.expires_in).toBe(60);
  });

  it('learns when the login was, which a refresh does not change and max_age makes new', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const authTimeOf = async (token: string): Promise<unknown> =>
      (await readJwt(provider.url, token)).claims['auth_time'];
    const first = await logIn(browser, mobileApp, { redirect_uri: phoneCallback });
    const begun = await authTimeOf(first.access_token);
    expect(begun).toEqual(expect.any(Number));
    const refreshed = await client.refreshTokenGrant(mobileApp, first.refresh_token!);
    expect(await authTimeOf(refreshed.access_token)).toBe(begun);
    const { url } = await authorize(mobileApp, { redirect_uri: phoneCallback, max_age: '0' });
    expect((await browser.open(url)).html).toContain('name="password"');
  });

  it('gets a new refresh token with every use of the old', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const first = await logIn(browser, mobileApp, { redirect_uri: phoneCallback });
    const second = await client.refreshTokenGrant(mobileApp, first.refresh_token!);
    const third = await client.refreshTokenGrant(mobileApp, second.refresh_token!);
    expect(new Set([first, second, third].map((tokens) => tokens.refresh_token)).size).toBe(3);
    expect((await readJwt(provider.url, third.access_token)).claims).toMatchObject({ aud: 'mobile-bff', tier: 'gold' });
  });

  it('loses the whole family when an old refresh token is used again', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const { refresh_token: stolen } = await logIn(browser, mobileApp, { redirect_uri: phoneCallback });
    const { refresh_token: current } = await client.refreshTokenGrant(mobileApp, stolen!);
    await expect(client.refreshTokenGrant(mobileApp, stolen!)).rejects.toEqual(code('invalid_grant'));
    await expect(client.refreshTokenGrant(mobileApp, current!)).rejects.toEqual(code('invalid_grant'));
    // The person is still logged in at the provider, and the app may start again.
    const { url, redeem } = await authorize(mobileApp, { redirect_uri: phoneCallback });
    const { refresh_token: fresh } = await redeem((await browser.open(url)).url);
    expect(await client.refreshTokenGrant(mobileApp, fresh!)).toMatchObject({ token_type: 'bearer' });
  });

  it('lets exactly one of two refreshes at once succeed', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const { refresh_token: token } = await logIn(browser, mobileApp, { redirect_uri: phoneCallback });
    const outcomes = await Promise.allSettled([1, 2].map(() => client.refreshTokenGrant(mobileApp, token!)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('can give its refresh token back', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const { refresh_token: token } = await logIn(browser, mobileApp, { redirect_uri: phoneCallback });
    await client.tokenRevocation(mobileApp, token!);
    await expect(client.refreshTokenGrant(mobileApp, token!)).rejects.toEqual(code('invalid_grant'));
  });

  it('may listen on any port of its own address, and on no other address', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const redirect = 'http://127.0.0.1:51234/callback';
    expect(await logIn(browser, mobileApp, { redirect_uri: redirect })).toHaveProperty('access_token');
    for (const elsewhere of ['http://127.0.0.1:51234/other', 'http://10.0.0.1/callback', 'com.evil.app:/callback']) {
      const { url } = await authorize(mobileApp, { redirect_uri: elsewhere });
      expect((await browser.open(url)).html).toContain('invalid_redirect_uri');
    }
  });
});

describe('web-bff', () => {
  it('keeps its refresh token, which its secret protects', async () => {
    const webBff = await asWebBff(provider.url);
    const { refresh_token: token } = await logIn(browser, webBff, { redirect_uri: webCallback });
    for (const _ of [1, 2]) expect((await client.refreshTokenGrant(webBff, token!)).refresh_token).toBe(token);
  });

  it('gets nothing with a wrong secret', async () => {
    const impostor = await asWebBff(provider.url, 'web-bff-wrong-secret-');
    await expect(client.clientCredentialsGrant(impostor, { resource: 'urn:frontage:catalog' })).rejects.toMatchObject({
      status: 401,
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
    });
  });

  it('may look into its own tokens, and into nobody else’s', async () => {
    const webBff = await asWebBff(provider.url);
    const own = await logIn(browser, webBff, { redirect_uri: webCallback });
    const foreign = await logIn(new Browser(provider.url), await asMobileApp(provider.url), {
      redirect_uri: phoneCallback,
    });
    expect(await client.tokenIntrospection(webBff, own.refresh_token!)).toMatchObject({ active: true, sub: 'ada' });
    expect(await client.tokenIntrospection(webBff, foreign.refresh_token!)).toEqual({ active: false });
  });
});

describe('a process in its own name', () => {
  it.each(['web-bff', 'mobile-bff', 'partner-bff', 'domain-services'])(
    '%s gets a token for each service',
    async (name) => {
      const caller = await asService(provider.url, name);
      for (const service of services) {
        const tokens = await client.clientCredentialsGrant(caller, {
          scope: 'act',
          resource: `urn:frontage:${service}`,
        });
        const { header, claims } = await readJwt(provider.url, tokens.access_token);
        expect(header).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
        expect(claims).toMatchObject({ aud: service, sub: name, client_id: name, scope: 'act' });
        expect(claims).not.toHaveProperty('roles');
        expect(tokens.expires_in).toBe(600);
      }
    },
  );

  it('may act for others only when it asked to', async () => {
    const caller = await asService(provider.url, 'partner-bff');
    const tokens = await client.clientCredentialsGrant(caller, { resource: 'urn:frontage:orders' });
    expect((await readJwt(provider.url, tokens.access_token)).claims).not.toHaveProperty('scope');
  });

  it.each([
    'urn:frontage:warehouse',
    'catalog',
    'urn:frontage:',
    'urn:frontage:mobile-bff',
    'https://catalog.example/',
  ])('gets no token for %s', async (resource) => {
    const caller = await asService(provider.url, 'web-bff');
    const request = client.clientCredentialsGrant(caller, { scope: 'act', resource });
    await expect(request).rejects.toEqual(code('invalid_target'));
  });

  it('gets no token without saying for whom, nor one for two', async () => {
    const caller = await asService(provider.url, 'web-bff');
    const two = new URLSearchParams([
      ['resource', 'urn:frontage:catalog'],
      ['resource', 'urn:frontage:orders'],
    ]);
    for (const request of [{ scope: 'act' }, two]) {
      await expect(client.clientCredentialsGrant(caller, request)).rejects.toEqual(code('invalid_target'));
    }
  });

  it('is never the app on the phone', async () => {
    const request = client.clientCredentialsGrant(await asMobileApp(provider.url), {
      resource: 'urn:frontage:catalog',
    });
    await expect(request).rejects.toMatchObject({ error: 'invalid_request' });
  });
});

describe('a person', () => {
  it.each([
    ['web-bff', 'urn:frontage:catalog'],
    ['web-bff', 'urn:frontage:mobile-bff'],
    ['web-bff', 'urn:frontage:nowhere'],
    ['mobile-app', 'urn:frontage:orders'],
    ['mobile-app', 'urn:frontage:web-bff'],
  ])('gets no token through %s for %s', async (name, resource) => {
    const [relyingParty, redirect] =
      name === 'web-bff'
        ? [await asWebBff(provider.url), webCallback]
        : [await asMobileApp(provider.url), phoneCallback];
    const { url } = await authorize(relyingParty, { redirect_uri: redirect, resource });
    const answer = new URL((await browser.open(url)).url);
    expect(answer.searchParams.get('error')).toBe('invalid_target');
  });
});
