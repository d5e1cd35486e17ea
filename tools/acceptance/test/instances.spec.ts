/** docs/instances.md, typed in: two instances of web-bff behind nginx, and one of them dies. */

import { freePort } from '@frontage/network-address/fake';
import { jest } from '@jest/globals';
import { commandPath, loginWeb, startHouse, type House } from '@frontage/runner';
import { developmentPassword } from '@frontage/seed';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAlone, type LoneProcess } from '../src/lone-process.ts';

jest.setTimeout(120_000);

const page = readFileSync(new URL('../../../docs/instances.md', import.meta.url), 'utf8');
const block = (language: string, nth: number): string =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))][nth]![1]!;
/** `export A=b` on lines of their own, or `A=b C=d command`. */
const variablesIn = (script: string): Record<string, string> =>
  Object.fromEntries([...script.matchAll(/(?:^|\s)([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name!, value!]));

const redisUrl = process.env['REDIS_URL'];
const nginxPath = commandPath('nginx');
if (!redisUrl) process.stdout.write('SKIPPED server suite: redis\n');
if (!nginxPath) process.stdout.write('SKIPPED: nginx is not installed\n');

(redisUrl && nginxPath ? describe : describe.skip)('two instances behind nginx', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontage-instances-'));
  let house: House;
  let second: LoneProcess;
  let nginx: ChildProcess;
  let admin: { readonly first: number; readonly second: number };
  let shop: string;

  beforeAll(async () => {
    const [proxy, port, adminPort] = [await freePort(), await freePort(), await freePort()];
    const moved = (text: string): string =>
      text
        .replaceAll(':8080', `:${proxy}`)
        .replaceAll('4010', String(port))
        .replaceAll('4011', String(adminPort))
        .replaceAll(':4000', `:${4000 + (house?.portOffset ?? 0)}`);
    const shared = { ...variablesIn(moved(block('sh', 0))), REDIS_URL: redisUrl! };
    house = await startHouse({ env: shared });
    admin = { first: 4001 + house.portOffset, second: adminPort };
    const own = variablesIn(moved(block('sh', 1)));
    second = await startAlone('web-bff', {
      env: { ...house.at.services, OIDC_ISSUER: house.at.issuer, ...shared, ...own },
      readyUrl: `http://127.0.0.1:${port}/readyz`,
    });
    writeFileSync(join(folder, 'nginx.conf'), moved(block('nginx', 0)));
    nginx = spawn(nginxPath!, ['-p', folder, '-c', 'nginx.conf'], { stdio: 'ignore' });
    shop = `http://localhost:${proxy}`;
    const until = Date.now() + 20_000;
    while (!(await fetch(`${shop}/livez`).catch(() => undefined)) && Date.now() < until) await sleep(50);
  });
  afterAll(async () => {
    if (nginx?.exitCode === null) {
      nginx.kill();
      await once(nginx, 'exit');
    }
    await second?.crash();
    await house?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const as = (cookie: string, path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(shop + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, 'x-csrf': '1', 'content-type': 'application/json' },
    });
  const viewer = async (cookie: string): Promise<unknown> => {
    const answer = await as(cookie, '/graphql', { method: 'POST', body: '{"query":"{ viewer { id } }"}' });
    return ((await answer.json()) as { data: { viewer: { id: string } } }).data.viewer.id;
  };
  const served = async (port: number): Promise<number> => {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const counts = metrics.matchAll(/^http_server_request_duration_seconds_count\{[^}]*graphql[^}]*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  };

  it('serve one session, whoever is asked, also when one of them is killed', async () => {
    const { cookie } = await loginWeb({ login: 'ada@example.test', password: developmentPassword, webUrl: shop });
    for (let request = 0; request < 20; request += 1) expect(await viewer(cookie)).toBe('ada');
    expect(await served(admin.first)).toBeGreaterThan(5);
    expect(await served(admin.second)).toBeGreaterThan(5);
    await second.crash();
    for (let request = 0; request < 20; request += 1) expect(await viewer(cookie)).toBe('ada');
    const { logoutUrl } = (await (await as(cookie, '/auth/session')).json()) as { logoutUrl: string };
    expect((await as(cookie, logoutUrl)).status).toBe(302);
    expect((await as(cookie, '/auth/session')).status).toBe(401);
  });
});
