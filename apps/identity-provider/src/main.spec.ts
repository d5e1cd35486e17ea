import { bareEnv } from '@frontage/http-server/fake';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { host, makeDataDir } from '../test/harness.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

let dataDir: Awaited<ReturnType<typeof makeDataDir>>;
beforeEach(async () => (dataDir = await makeDataDir()));
afterEach(() => dataDir.remove());

/** Starts the process as the runner does, with an IPC channel. */
function start(env: Record<string, string>) {
  const child = fork(main, {
    env: { ...bareEnv(process.env), FRONTAGE_DATA_DIR: dataDir.path, ...env },
    execArgv: [],
    silent: true,
  });
  let out = '';
  const serving = new Promise<void>((resolve) => {
    child.stdout!.on('data', (chunk) => (out += String(chunk)).includes('"serving"') && resolve());
  });
  // `exit`, because a child whose channel was closed from here emits no `close`.
  const ended = Promise.all([once(child, 'exit'), text(child.stderr!)]).then(([[code], err]) => ({
    code: code as unknown,
    err,
  }));
  return { child, serving, ended };
}

describe('the process', () => {
  it('writes nothing to standard error, ignores Ctrl-C while supervised, and ends with its supervisor', async () => {
    const { child, serving, ended } = start({ PORT: '0', OIDC_ISSUER: 'http://127.0.0.1:4300' });
    await Promise.race([serving, ended]);
    child.kill('SIGINT');
    child.disconnect();
    expect(await ended).toEqual({ code: 0, err: '' });
  });

  it('exits with 78 and the name of the variable when its port is taken', async () => {
    const other = await host((_, res) => res.end());
    const { ended } = start({ PORT: new URL(other.url).port });
    const { code, err } = await ended;
    await other.close();
    expect(code).toBe(78);
    expect(err.trim().split('\n')).toHaveLength(2);
    expect(err).toContain('PORT');
  });

  it('exits with 78 when its keys are damaged, or in production', async () => {
    await mkdir(join(dataDir.path, 'identity-provider'));
    await writeFile(join(dataDir.path, 'identity-provider', 'keys.json'), '{');
    const damaged = start({ PORT: '0', OIDC_ISSUER: 'http://127.0.0.1:4300' });
    const production = start({ NODE_ENV: 'production' });
    expect(await damaged.ended).toEqual({ code: 78, err: expect.stringContaining('delete it and new keys are made') });
    expect(await production.ended).toEqual({ code: 78, err: expect.stringContaining('development provider') });
  });
});
