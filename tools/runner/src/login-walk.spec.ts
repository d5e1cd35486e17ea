import { stubProvider, stubWebBff, type Stub } from './fixtures/stub-provider.ts';
import { loginMobile, loginWeb, walkLogin } from './login-walk.ts';

const ada = { login: 'ada@example.test', password: 'frontage' };
const stubs: Stub[] = [];
const open = async (stub: Promise<Stub>): Promise<Stub> => {
  stubs.push(await stub);
  return stub;
};
afterEach(() => stubs.splice(0).forEach((stub) => stub.close()));

describe('the login walk', () => {
  it('brings the phone its tokens, with PKCE and for its own audience', async () => {
    const provider = await open(stubProvider());
    expect(await loginMobile({ ...ada, issuer: provider.url })).toEqual({
      accessToken: 'mobile-app|openid offline_access profile|urn:frontage:mobile-bff|urn:frontage:mobile-bff',
      refreshToken: 'a-refresh-token',
      expiresInSeconds: 300,
    });
  });

  it('takes a loopback redirect too', async () => {
    const provider = await open(stubProvider());
    const redirectUri = 'http://127.0.0.1:1/callback';
    expect((await loginMobile({ ...ada, issuer: provider.url, redirectUri })).refreshToken).toBe('a-refresh-token');
  });

  it('brings the browser its session cookie, Secure on plain http to localhost, and asks for nothing after it', async () => {
    const provider = await open(stubProvider());
    const web = await open(stubWebBff(provider.url));
    const session = await loginWeb({ ...ada, webUrl: web.url, returnTo: '/account' });
    expect(session.cookie).toBe('__Host-Http-frontage=the-session');
    expect(await session.jar.getCookieString(provider.url)).toBe('interaction=1');
  });

  it('says so when the password is wrong, without trying again', async () => {
    const provider = await open(stubProvider());
    await expect(loginMobile({ ...ada, password: 'guess', issuer: provider.url })).rejects.toThrow(
      'The login of ada@example.test is refused.',
    );
  });

  it('says where it ended when that is not where it should', async () => {
    const provider = await open(stubProvider());
    const walk = walkLogin({ ...ada, startUrl: new URL('/gone?secret=1', provider.url), isDestination: () => false });
    await expect(walk).rejects.toThrow(`The login ends at ${provider.url}/gone with status 404.`);
  });

  it('gives up on a circle', async () => {
    const provider = await open(stubProvider());
    const circle = new URL('/auth/resume', provider.url);
    const walk = walkLogin({
      ...ada,
      startUrl: new URL(`/auth?redirect_uri=${circle.href}`, provider.url),
      isDestination: (url) => url.pathname === '/interaction/2',
    });
    await expect(walk).rejects.toThrow(/^The login does not end: 20 steps/);
  });

  it('says so when web-bff sets no session', async () => {
    const provider = await open(stubProvider());
    const web = await open(stubWebBff(provider.url, true));
    await expect(loginWeb({ ...ada, webUrl: web.url })).rejects.toThrow(
      'web-bff has set no cookie __Host-Http-frontage.',
    );
  });
});
