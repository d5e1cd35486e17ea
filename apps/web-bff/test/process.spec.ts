import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';

const entry = resolve(import.meta.dirname, '../src/main.ts');

/** Runs the process with this environment alone, until it ends. */
async function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env['PATH'], PORT: '0', ADMIN_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { stderr: await text(child.stderr), code: await ended };
}

describe('the process', () => {
  it.each<[Record<string, string>, variable: string]>([
    [{ INSECURE_COOKIES: 'true' }, 'INSECURE_COOKIES'],
    [{ PUBLIC_URL: 'http://shop.test' }, 'PUBLIC_URL'],
    [{ OIDC_ISSUER: 'http://id.test' }, 'OIDC_ISSUER'],
    [{ OIDC_ISSUER: 'ftp://id.test' }, 'OIDC_ISSUER'],
    [{ OIDC_ORIGINS: 'id.test' }, 'OIDC_ORIGINS'],
  ])(
    'ends with 78 and one line for %j',
    async (env, variable) => {
      const { code, stderr } = await run(env);
      expect(code).toBe(78);
      expect(stderr.trimEnd().split('\n')).toEqual(['web-bff: ', expect.stringMatching(`^  ${variable}: must`)]);
    },
    20_000,
  );
});
