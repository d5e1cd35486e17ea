import { developmentClientSecret } from '@frontage/auth/development';
import { dressedProviders, isOffered, settingsFor, type Browser } from '@frontage/auth/fake';
import { startWebHouse, type WebHouse } from './harness.ts';

/** Client id that a provider assigned. */
const opaqueId = '0oa1b2c3-D4E5_f6@clients';

/** Client id in the `Authorization` of a token request (RFC 6749 §2.3.1). */
const clientOf = (authorization: string | undefined): string =>
  decodeURIComponent(Buffer.from(authorization!.replace('Basic ', ''), 'base64').toString().split(':')[0]!);

const shop = async (ask: Awaited<ReturnType<WebHouse['login']>>['ask'], key: string) => {
  const put = 'mutation { putCartItem(input: { productId: "p-001", quantity: 1 }) { cart { items { quantity } } } }';
  expect((await ask(put)).errors).toBeUndefined();
  const place = 'mutation ($key: String!) { checkout(input: { idempotencyKey: $key }) { order { id } } }';
  const { data: placed, errors: refused } = await ask(place, { key });
  expect(refused).toBeUndefined();
  const { data, errors, degraded } = await ask(
    '{ viewer { id role profile { name } } cart { items { productId } } orders(first: 5) { edges { node { id } } } }',
  );
  expect({ errors, degraded }).toEqual({ errors: undefined, degraded: undefined });
  expect(data).toMatchObject({
    viewer: { role: 'CUSTOMER', profile: {} },
    cart: { items: [] },
    orders: { edges: [{ node: { id: placed.checkout.order.id } }] },
  });
  return data.viewer.id as string;
};

const sayLogout = (browser: Browser, token: string) =>
  browser.post('/auth/backchannel-logout', new URLSearchParams({ logout_token: token }).toString(), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

describe('a provider with a slash at the end of its issuer, endpoints elsewhere and client ids of its own', () => {
  let house: WebHouse;
  beforeAll(async () => {
    house = await startWebHouse(
      { WEB_BFF_CLIENT_ID: opaqueId, WEB_BFF_CLIENT_SECRET: developmentClientSecret(opaqueId) },
      { dress: { path: '/tenant/', elsewhere: true } },
    );
  });
  afterAll(() => house.close());

  it('logs people in, and lets us ask the services', async () => {
    const { ask } = await house.login('ada');
    expect((await ask('{ viewer { id } orders(first: 1) { edges { node { id } } } }')).data).toMatchObject({
      viewer: { id: 'ada' },
      orders: { edges: [{}] },
    });
    expect(clientOf(house.issuer.exchanges.at(-1)!.authorization)).toBe(opaqueId);
  });

  it('ends sessions with logout tokens for that id, and with no other', async () => {
    const { browser } = await house.login('bob');
    const { sid } = house.issuer.logins.at(-1)!;
    const say = (aud: string) => sayLogout(browser, house.issuer.logoutToken({ sid, aud }));
    expect((await say('web-bff')).status).toBe(400);
    expect((await browser.get('/auth/session')).status).toBe(200);
    expect((await say(opaqueId)).status).toBe(200);
    expect((await browser.get('/auth/session')).status).toBe(401);
  });
});

describe.each([
  ['auth0|5f7c9a/..?#%7C'],
  ['eu-west-1:0d1c (Ada + "Lovelace")'],
  [`${'~'.repeat(200)}${'|'.repeat(55)}`],
])('somebody whom the provider calls %s', (sub) => {
  let house: WebHouse;
  beforeAll(async () => {
    house = await startWebHouse({}, { dress: { subOf: (person) => (person === 'ada' ? sub : person) } });
  });
  afterAll(() => house.close());

  it('fills a cart, orders, looks at it, and is logged out by that name', async () => {
    const { ask, browser } = await house.login('ada');
    expect(await shop(ask, '1')).toBe(sub);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ sub });
    expect((await sayLogout(browser, house.issuer.logoutToken({ sub }))).status).toBe(200);
    expect((await browser.get('/auth/session')).status).toBe(401);
  });
});

describe('a client secret that is not the provider’s', () => {
  let house: WebHouse;
  beforeAll(async () => {
    house = await startWebHouse({ WEB_BFF_CLIENT_SECRET: 'not the secret at all' });
  });
  afterAll(() => house.close());

  it('is told to people as what it is, and to the operator once and at /readyz', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const end = await house.browser().visit('/auth/login');
      expect([end.status, end.text]).toEqual([502, expect.stringContaining('does not accept us')]);
    }
    const told = house
      .log()
      .split('\n')
      .filter((line) => line.includes('the identity provider is no use'))
      .map((line) => JSON.parse(line) as object);
    expect(told).toMatchObject([
      {
        level: 'error',
        kind: 'refused',
        request: 'authorization_code',
        code: 'invalid_client',
        clientId: 'web-bff',
        see: ['WEB_BFF_CLIENT_ID', 'WEB_BFF_CLIENT_SECRET'],
      },
    ]);
    const { body } = await house.client.get('/readyz').expect(200);
    expect(body.dependencies).toMatchObject({ 'identity-provider': 'refuses-us' });
    expect(house.log()).not.toContain('not the secret at all');
  });
});

describe.each(dressedProviders.map((provider) => [provider.name, provider] as const))('with %s', (_, provider) => {
  const { dress, settings } = provider;
  let house: WebHouse;
  beforeAll(async () => {
    house = await startWebHouse((issuer) => settingsFor(provider, issuer), { dress });
  });
  afterAll(() => house.close());

  it('people log in, by the names and groups that it has for them, and everything that they do reaches the services', async () => {
    const { ask, browser } = await house.login('ada');
    expect(await shop(ask, '1')).toBe(dress.subOf!('ada'));
    expect((await browser.get('/auth/session')).json()).toMatchObject({
      sub: dress.subOf!('ada'),
      roles: ['customer'],
      tier: 'gold',
    });
    expect(clientOf(house.issuer.exchanges.at(-1)!.authorization)).toBe(settings['WEB_BFF_CLIENT_ID']);
    const { ask: asSam } = await house.login('sam');
    expect((await asSam('{ viewer { role } }')).data).toEqual({ viewer: { role: 'SUPPORT' } });
    const { body } = await house.client.get('/readyz').expect(200);
    expect(body.dependencies).toMatchObject({ 'identity-provider': 'up' });
  });

  it('sessions are renewed, and end when it says so', async () => {
    // A token that is expired at once: every request renews the session in the background.
    house.issuer.accessTokenTtlS = 0;
    const { browser } = await house.login('bob');
    const before = house.issuer.refreshes;
    const asked = () => browser.get('/auth/session');
    do expect((await asked()).json()).toMatchObject({ sub: dress.subOf!('bob') });
    while (house.issuer.refreshes === before);
    house.issuer.killRefreshTokens();
    // Renewals that began before may still bring new tokens; no later one does.
    let status = 200;
    while (status === 200) ({ status } = await asked());
    expect(status).toBe(401);
    house.issuer.accessTokenTtlS = 300;
  });

  it('a logout ends its session, too, and leads home', async () => {
    const { browser } = await house.login('bob');
    const ended = house.issuer.endedSessions.length;
    const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
    const end = await browser.visit(logoutUrl);
    expect(end.url.href).toBe(`${house.origin}/`);
    expect(house.issuer.endedSessions).toHaveLength(ended + 1);
    expect((await browser.get('/auth/session')).status).toBe(401);
  });

  const sendsLogoutTokens = isOffered(dress, 'backchannel_logout_supported');
  it(`sessions end behind the browser’s back: ${sendsLogoutTokens ? 'yes' : 'no, as it announces'}`, async () => {
    const { browser } = await house.login('bob');
    const { sid, sub } = house.issuer.logins.at(-1)!;
    const aud = settings['WEB_BFF_CLIENT_ID'];
    const token = sendsLogoutTokens
      ? house.issuer.logoutToken({ sid, sub, aud }, { typ: 'JWT' })
      : house.issuer.issued.filter(({ kind }) => kind === 'id').at(-1)!.value;
    expect((await sayLogout(browser, token)).status).toBe(sendsLogoutTokens ? 200 : 400);
    expect((await browser.get('/auth/session')).status).toBe(sendsLogoutTokens ? 401 : 200);
    expect(house.issuer.metadata['backchannel_logout_supported']).toBe(sendsLogoutTokens || undefined);
  });
});
