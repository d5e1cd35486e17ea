import { bareEnv } from '@frontage/http-server/fake';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';

const entry = resolve(import.meta.dirname, '../src/main.ts');

/** Runs the process with this environment alone, until it ends. */
async function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [entry], {
    env: { ...bareEnv(process.env), PORT: '0', ADMIN_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { stderr: await text(child.stderr), code: await ended };
}

describe('the process', () => {
  it('ends with 78 and one line for each variable that does not fit', async () => {
    const { code, stderr } = await run({ PUBLIC_URL: 'http://shop.test', OIDC_ORIGINS: 'id.test' });
    expect(code).toBe(78);
    const [name, ...lines] = stderr.trimEnd().split('\n');
    expect(name).toBe('web-bff: ');
    expect(lines.toSorted()).toEqual([
      expect.stringMatching('^  OIDC_ORIGINS: must'),
      expect.stringMatching('^  PUBLIC_URL: must'),
    ]);
  });

  it('ends with 78 when its trusted documents cannot be read', async () => {
    const { code, stderr } = await run({ TRUSTED_DOCUMENTS_FILE: import.meta.filename });
    expect(code).toBe(78);
    expect(stderr).toMatch(/^ {2}TRUSTED_DOCUMENTS_FILE: .*JSON/m);
  });
});
