import { cleanUp, fixture, start } from './fixtures/harness.ts';
import { stubProvider, stubWebBff, type Stub } from './fixtures/stub-provider.ts';
import { partnerKeys } from './partner-keys.ts';

let provider: Stub;
let web: Stub;
beforeAll(async () => {
  provider = await stubProvider();
  web = await stubWebBff(provider.url);
});
afterAll(() => [provider, web].forEach((stub) => stub.close()));
afterEach(cleanUp);

async function token(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const run = start(process.execPath, [fixture('../token.ts'), ...args], {
    ...process.env,
    OIDC_ISSUER: provider.url,
    FRONTAGE_PORT_OFFSET: String(web.port - 4000),
    ...env,
  });
  const exitCode = await run.ended;
  return { exitCode, stdout: run.stdout(), stderr: run.stderr() };
}

describe('npm run token', () => {
  it.each(['ada', 'ada@example.test'])('prints the access token of %s and nothing else', async (name) => {
    expect(await token(['mobile', name])).toEqual({
      exitCode: 0,
      stdout: 'mobile-app|openid offline_access profile|urn:frontage:mobile-bff|urn:frontage:mobile-bff\n',
      stderr: '',
    });
  });

  it('prints the Cookie header of a web session', async () => {
    expect(await token(['web', 'ada'])).toEqual({
      exitCode: 0,
      stdout: '__Host-Http-frontage=the-session\n',
      stderr: '',
    });
  });

  it('prints the key of a partner, though nothing runs', async () => {
    const key = (await partnerKeys()).find(({ partner }) => partner === 'acme')?.key;
    expect(await token(['partner', 'acme'], { OIDC_ISSUER: '' })).toEqual({
      exitCode: 0,
      stdout: `${key}\n`,
      stderr: '',
    });
  });

  it('prints the test key of a partner when asked to', async () => {
    const [acme] = await partnerKeys();
    expect(acme!.testKey).toMatch(/^fk_test_acme-test_/);
    for (const args of [
      ['partner', 'acme', '--test'],
      ['--test', 'partner', 'acme'],
    ])
      expect(await token(args)).toEqual({ exitCode: 0, stdout: `${acme!.testKey}\n`, stderr: '' });
  });

  it('has a page about itself', async () => {
    const { exitCode, stdout, stderr } = await token(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm run token -- .*\[--test\]\n/);
  });

  it.each(['mobile', 'web'])('says in one line that nothing runs (%s)', async (kind) => {
    const gone = await stubProvider();
    gone.close();
    const { exitCode, stdout, stderr } = await token([kind, 'ada'], {
      OIDC_ISSUER: gone.url,
      FRONTAGE_PORT_OFFSET: String(gone.port - 4000),
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(`Nothing answers on port ${gone.port}: \`npm start\` first, in another terminal.\n`);
  });

  it('says in one line that somebody is not let in', async () => {
    const { exitCode, stderr } = await token(['mobile', 'bob']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: 'The login of bob@example.test is refused.\n' });
  });

  it.each([
    [],
    ['mobile'],
    ['mobile', 'eve'],
    ['partner', 'ada'],
    ['desktop', 'ada'],
    ['mobile', 'ada', '--test'],
    ['partner', 'acme', '--live'],
    ['partner', 'acme', 'globex'],
  ])('shows how to use it when asked for %s %s', async (...args) => {
    const { exitCode, stdout, stderr } = await token(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(
      /^Usage: npm run token -- mobile <person> \| web <person> \| partner <partner> \[--test\]\n/,
    );
    expect(stderr).toContain('ada, bob, sam; partners: acme, globex, initech');
  });
});
