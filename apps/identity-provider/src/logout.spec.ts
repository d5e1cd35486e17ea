import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import * as client from 'openid-client';
import {
  asMobileApp,
  asWebBff,
  authorize,
  Browser,
  host,
  logIn,
  phoneCallback,
  readJwt,
  startProvider,
  webCallback,
  type Hosted,
} from '../test/harness.ts';

let provider: Hosted;
let backchannel: Hosted;
let browser: Browser;
let received: { path: string | undefined; type: string | undefined; body: string }[] = [];
let status = 200;

beforeAll(async () => {
  backchannel = await host((req, res) => {
    void text(req).then((body) => {
      received.push({ path: req.url, type: req.headers['content-type'], body });
      res.writeHead(status).end();
    });
  });
  provider = await startProvider({ WEB_BFF_BACKCHANNEL_URL: backchannel.url });
});
afterAll(async () => {
  await provider.close();
  await backchannel.close();
});
beforeEach(() => {
  browser = new Browser(provider.url);
  received = [];
  status = 200;
});

const home = 'http://localhost:4000/';

const openLogout = async (parameters: Record<string, string>) =>
  browser.open(client.buildEndSessionUrl(await asWebBff(provider.url), parameters));

const logInAtWeb = async () => logIn(browser, await asWebBff(provider.url), { redirect_uri: webCallback });

const isAskedToLogIn = async () => {
  const { url } = await authorize(await asWebBff(provider.url), { redirect_uri: webCallback });
  return (await browser.open(url)).html.includes('name="password"');
};

describe('a logout that web-bff begins with its ID token', () => {
  it('needs no answer from the person, and leads back', async () => {
    const { id_token: hint } = await logInAtWeb();
    const page = await openLogout({ id_token_hint: hint!, post_logout_redirect_uri: home, state: 's-1' });
    const script = /<script>([^<]+)<\/script>/.exec(page.html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'sha256-${hash}'`);
    // Sends what the script sends, and the button without it.
    const done = await browser.submit(page, { logout: 'yes' });
    expect([done.status, done.url]).toEqual([303, `${home}?state=s-1`]);
    expect(await isAskedToLogIn()).toBe(true);
  });

  it('is told to web-bff, which can verify it', async () => {
    const tokens = await logInAtWeb();
    await browser.submit(await openLogout({ id_token_hint: tokens.id_token! }), { logout: 'yes' });
    expect(received).toEqual([
      expect.objectContaining({
        path: '/auth/backchannel-logout',
        type: 'application/x-www-form-urlencoded',
      }),
    ]);
    const { header, claims } = await readJwt(provider.url, new URLSearchParams(received[0]!.body).get('logout_token')!);
    expect(header).toMatchObject({ typ: 'logout+jwt', alg: 'RS256' });
    expect(claims).toMatchObject({
      iss: provider.url,
      aud: 'web-bff',
      sub: 'ada',
      sid: tokens.claims()!['sid'],
      jti: expect.any(String),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(claims).not.toHaveProperty('nonce');
  });

  it('ends what the login had given', async () => {
    const webBff = await asWebBff(provider.url);
    const tokens = await logInAtWeb();
    await browser.submit(await openLogout({ id_token_hint: tokens.id_token! }), { logout: 'yes' });
    const refresh = client.refreshTokenGrant(webBff, tokens.refresh_token!);
    await expect(refresh).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(client.fetchUserInfo(webBff, tokens.access_token, 'ada')).rejects.toThrow();
  });

  it('ends what the phone got in the same browser, unless it had asked for offline access', async () => {
    const mobileApp = await asMobileApp(provider.url);
    const { id_token: hint } = await logInAtWeb();
    const getTokens = async (parameters: Record<string, string>) => {
      const { url, redeem } = await authorize(mobileApp, { redirect_uri: phoneCallback, ...parameters });
      return redeem((await browser.open(url)).url);
    };
    const bound = await getTokens({});
    await browser.submit(await openLogout({ id_token_hint: hint! }), { logout: 'yes' });
    await expect(client.refreshTokenGrant(mobileApp, bound.refresh_token!)).rejects.toThrow();

    const { id_token: nextHint } = await logInAtWeb();
    const offline = await getTokens({ scope: 'openid offline_access', prompt: 'consent' });
    await browser.submit(await openLogout({ id_token_hint: nextHint! }), { logout: 'yes' });
    expect(await client.refreshTokenGrant(mobileApp, offline.refresh_token!)).toHaveProperty('refresh_token');
  });

  it('succeeds although web-bff does not take the news', async () => {
    status = 500;
    const { id_token: hint } = await logInAtWeb();
    const page = await openLogout({ id_token_hint: hint!, post_logout_redirect_uri: home });
    expect((await browser.submit(page, { logout: 'yes' })).url).toBe(home);
    expect(received).toHaveLength(1);
    expect(await isAskedToLogIn()).toBe(true);
  });

  it('asks when the token is of somebody else', async () => {
    const other = await logIn(
      new Browser(provider.url),
      await asWebBff(provider.url),
      { redirect_uri: webCallback },
      { login: 'bob' },
    );
    await logInAtWeb();
    expect((await openLogout({ id_token_hint: other.id_token! })).html).toContain('Not now');
  });

  it('is refused with a token that was tampered with', async () => {
    const { id_token: hint } = await logInAtWeb();
    const [header, , signature] = hint!.split('.');
    const forged = Buffer.from(JSON.stringify({ iss: provider.url, aud: 'web-bff', sub: 'ada' })).toString('base64url');
    const page = await openLogout({ id_token_hint: `${header}.${forged}.${signature}` });
    expect(page.status).toBe(400);
    expect(await isAskedToLogIn()).toBe(false);
  });
});

describe('a logout that web-bff begins without an ID token, as it does', () => {
  const begin = async () => {
    const { sid } = (await logInAtWeb()).claims()!;
    return openLogout({ logout_hint: String(sid), post_logout_redirect_uri: home });
  };

  it('is asked about once, and leads back', async () => {
    const page = await begin();
    expect(page.html).toContain('Not now');
    const done = await browser.submit(page, { logout: 'yes' });
    expect([done.status, done.url]).toEqual([303, home]);
    expect(await isAskedToLogIn()).toBe(true);
  });

  it('leads back just the same when the person stays logged in here', async () => {
    const done = await browser.submit(await begin(), {});
    expect(done.url).toBe(home);
    expect(await isAskedToLogIn()).toBe(false);
  });
});

describe('a logout that anybody could have begun', () => {
  it('asks first, without a script, and takes no for an answer', async () => {
    await logInAtWeb();
    const page = await browser.open(`${provider.url}/session/end`);
    expect(page.html).not.toContain('<script');
    expect(page.html).toContain('Not now');
    const stayed = await browser.submit(page, {});
    expect(stayed.html).toContain('<html lang="en">');
    expect(await isAskedToLogIn()).toBe(false);
    expect(received).toEqual([]);
  });

  it('ends the login at one client alone when the person stays logged in here', async () => {
    const tokens = await logInAtWeb();
    await browser.submit(await openLogout({}), {});
    expect(received).toHaveLength(1);
    await expect(client.refreshTokenGrant(await asWebBff(provider.url), tokens.refresh_token!)).rejects.toThrow();
    expect(await isAskedToLogIn()).toBe(false);
  });

  it('cannot be answered from another site', async () => {
    await logInAtWeb();
    await openLogout({});
    const forged = await browser.send(`${provider.url}/session/end/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ logout: 'yes', xsrf: 'guess' }),
    });
    expect(forged.status).toBe(400);
    expect(await isAskedToLogIn()).toBe(false);
  });

  it('leads to no unregistered address', async () => {
    const { id_token: hint } = await logInAtWeb();
    const page = await openLogout({ id_token_hint: hint!, post_logout_redirect_uri: 'https://evil.example/' });
    expect([page.status, new URL(page.url).origin]).toEqual([400, provider.url]);
  });
});
