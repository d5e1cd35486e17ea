import { createLogger } from '@frontage/observability';
import { createRuntime } from '@frontage/http-server';
import * as client from 'openid-client';
import {
  asMobileApp,
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
const logged: string[] = [];

beforeAll(async () => {
  const log = createLogger({
    name: 'identity-provider',
    level: 'trace',
    destination: { write: (line) => void logged.push(line) },
  });
  provider = await startProvider({}, { ...createRuntime('identity-provider'), log });
});
afterAll(() => provider.close());
beforeEach(() => (browser = new Browser(provider.url)));

const openForm = async (parameters: Record<string, string> = {}) => {
  const { url } = await authorize(await asWebBff(provider.url), { redirect_uri: webCallback, ...parameters });
  return browser.open(url);
};

describe('a login for web-bff', () => {
  it('ends in an access token for web-bff and an ID token that says who it is', async () => {
    const tokens = await logIn(browser, await asWebBff(provider.url), {
      redirect_uri: webCallback,
      resource: 'urn:frontage:web-bff',
    });
    const access = await readJwt(provider.url, tokens.access_token);
    expect(access.header).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
    expect(access.claims).toMatchObject({
      iss: provider.url,
      aud: 'web-bff',
      sub: 'ada',
      client_id: 'web-bff',
      scope: 'openid profile email',
      roles: ['customer'],
      tier: 'gold',
      jti: expect.any(String),
    });
    expect(Number(access.claims['exp']) - Number(access.claims['iat'])).toBe(300);
    expect(tokens.claims()).toMatchObject({
      aud: 'web-bff',
      sub: 'ada',
      email: 'ada@example.test',
      email_verified: true,
      name: 'Ada Lovelace',
      roles: ['customer'],
      tier: 'gold',
      sid: expect.any(String),
    });
    expect(tokens.refresh_token).toEqual(expect.any(String));
  });

  it('ends in a token for the userinfo endpoint when no resource is named', async () => {
    const webBff = await asWebBff(provider.url);
    const tokens = await logIn(browser, webBff, { redirect_uri: webCallback }, { login: 'sam' });
    expect(await client.fetchUserInfo(webBff, tokens.access_token, 'sam')).toEqual({
      sub: 'sam',
      email: 'sam@example.test',
      email_verified: true,
      name: 'Sam Hopper',
      roles: ['support'],
      tier: 'standard',
    });
  });

  it('is not asked for twice in one browser, nor consented to', async () => {
    await logIn(browser, await asWebBff(provider.url), { redirect_uri: webCallback });
    const { url, redeem } = await authorize(await asMobileApp(provider.url), {
      redirect_uri: phoneCallback,
      scope: 'openid offline_access',
      prompt: 'consent',
    });
    const tokens = await redeem((await browser.open(url)).url);
    expect(tokens).toMatchObject({ scope: 'openid offline_access' });
    expect(tokens.claims()).toMatchObject({ sub: 'ada' });
  });

  it('says from which provider the answer comes', async () => {
    const answer = await browser.submit(await openForm(), { login: 'bob', password: 'frontage' });
    expect(new URL(answer.url).searchParams.get('iss')).toBe(provider.url);
  });

  it('is refused without PKCE, and with the plain kind', async () => {
    const { url } = await authorize(await asWebBff(provider.url), { redirect_uri: webCallback });
    url.searchParams.set('code_challenge_method', 'plain');
    const plain = new URL((await browser.open(url)).url);
    url.searchParams.delete('code_challenge_method');
    url.searchParams.delete('code_challenge');
    const none = new URL((await browser.open(url)).url);
    for (const answer of [plain, none]) {
      expect(`${answer.origin}${answer.pathname}`).toBe(webCallback);
      expect(answer.searchParams.get('error')).toBe('invalid_request');
      expect(answer.searchParams.has('code')).toBe(false);
    }
  });

  it.each(['http://localhost:4000/auth/callback/', 'http://localhost:4001/auth/callback', 'https://evil.example/'])(
    'never leads to the unregistered %s',
    async (redirect) => {
      const page = await openForm({ redirect_uri: redirect });
      expect(page.status).toBe(400);
      expect(page.url).toContain(`${provider.url}/auth?`);
      expect(page.html).toContain('invalid_redirect_uri');
    },
  );
});

describe('the login page', () => {
  it('can be used by everybody', async () => {
    const { html, status } = await openForm();
    expect(status).toBe(200);
    expect(html).toContain('<html lang="en">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    for (const [field, autocomplete] of [
      ['login', 'username'],
      ['password', 'current-password'],
    ]) {
      expect(html).toContain(`<label for="${field}">`);
      expect(html).toMatch(
        new RegExp(`<input id="${field}" name="${field}" [^>]*autocomplete="${autocomplete}"[^>]* required`),
      );
    }
    expect(html).toMatch(/<form method="post">/);
    expect(html.indexOf('name="login"')).toBeLessThan(html.indexOf('name="password"'));
    expect(html.indexOf('name="password"')).toBeLessThan(html.indexOf('<button'));
    expect(html).toContain('ada@example.test');
  });

  it('brings no script and nothing from elsewhere, cannot be framed, and is not kept', async () => {
    const { html, headers } = await openForm();
    expect(html).not.toMatch(/<script|src=|href=|@import|url\(|style=/);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src; style-src 'sha256-[^']+'; form-action 'self' http:\/\/localhost:4000 com\.frontage\.app: http:\/\/127\.0\.0\.1:\*; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('shows itself again after a wrong password, and says the same of an unknown name', async () => {
    const form = await openForm();
    const wrong = await browser.submit(form, { login: 'ada@example.test', password: 'Frontage' });
    const unknown = await browser.submit(form, { login: 'eve@example.test', password: 'frontage' });
    const empty = await browser.submit(form, {});
    for (const page of [wrong, unknown, empty]) {
      expect(page.status).toBe(200);
      expect(page.html).toContain(
        '<p class="notice bad" role="alert" id="refusal">The name or the password is wrong.</p>',
      );
      expect(page.html).toContain('aria-describedby="refusal"');
      expect(page.html).toContain('<title>Error: ');
    }
    expect(wrong.html.replaceAll('ada@example.test', '')).toBe(unknown.html.replaceAll(/(ada|eve)@example\.test/g, ''));
    expect((await browser.submit(wrong, { login: ' ADA@example.test ', password: 'frontage' })).url).toContain('code=');
  });

  it('puts what was typed, or hinted, back into the form as text', async () => {
    const markup = '"><script>alert(1)</script>';
    const hinted = await openForm({ login_hint: markup });
    const typed = await browser.submit(hinted, { login: markup, password: 'x' });
    for (const { html } of [hinted, typed]) {
      expect(html).not.toContain('<script>');
      expect(html).toContain('value="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;"');
    }
  });

  it('takes its own form and nothing else', async () => {
    const { url } = await openForm();
    const send = async (init: RequestInit) => (await browser.send(url, init)).status;
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const stream = new Blob(['login=ada']).stream();
    expect(await send({ method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } })).toBe(415);
    expect(await send({ method: 'POST', body: `login=${'a'.repeat(5_000)}`, headers: form })).toBe(413);
    expect(await send({ method: 'POST', body: stream, headers: form, duplex: 'half' } as RequestInit)).toBe(411);
    expect(await send({ method: 'PUT' })).toBe(405);
  });

  it('is of no use in another browser, or a second time', async () => {
    const form = await openForm();
    const stranger = await new Browser(provider.url).submit(form, { login: 'ada', password: 'frontage' });
    expect(stranger.status).toBe(400);
    expect(stranger.html).toContain('expired');

    await browser.submit(form, { login: 'ada', password: 'frontage' });
    const again = await browser.submit(form, { login: 'ada', password: 'frontage' });
    expect(again.status).toBe(400);
    expect(again.html).toContain('expired');
  });
});

describe('the log', () => {
  it('holds refusals, but no password, code or token', async () => {
    logged.length = 0;
    const mobileApp = await asMobileApp(provider.url);
    const { url, redeem } = await authorize(mobileApp, { redirect_uri: phoneCallback });
    const form = await browser.open(url);
    const refused = await browser.submit(form, { login: 'my-secret-password', password: 'my-secret-password' });
    const { url: callback } = await browser.submit(refused, { login: 'ada', password: 'frontage' });
    const tokens = await redeem(callback);
    const rotated = await client.refreshTokenGrant(mobileApp, tokens.refresh_token!);
    await expect(client.refreshTokenGrant(mobileApp, tokens.refresh_token!)).rejects.toThrow();

    const text = logged.join('');
    expect(text).toContain('login refused');
    expect(text).toContain('refresh token already used');
    const secrets = [tokens.access_token, tokens.id_token!, tokens.refresh_token!, rotated.refresh_token!];
    const code = new URL(callback).searchParams.get('code')!;
    for (const secret of [...secrets, code, 'my-secret-password', 'ada@example.test'])
      expect(text).not.toContain(secret);
  });
});
