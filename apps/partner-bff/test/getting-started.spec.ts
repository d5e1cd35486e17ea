/** Programs of the page "Getting started": each places an order, as it stands there. */

import { developmentApiKey } from '@frontage/auth/development';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

const text = readFileSync(new URL('../src/docs/pages/getting-started.md', import.meta.url), 'utf8');
const programs = Object.fromEntries(
  [...text.matchAll(/^```(sh|ts|python)\n([\s\S]*?)^```$/gm)].map(([, language, program]) => [language, program!]),
);

const has = (...command: readonly [string, ...string[]]): boolean =>
  spawnSync(command[0], command.slice(1), { stdio: 'ignore' }).error === undefined;
const runners = {
  sh: { file: 'order.sh', command: 'bash', isThere: has('bash', '--version') && has('curl', '--version') },
  ts: { file: 'order.ts', command: process.execPath, isThere: true },
  python: { file: 'order.py', command: 'python3', isThere: has('python3', '-V') },
} as const;
for (const [language, { isThere }] of Object.entries(runners))
  if (!isThere) process.stdout.write(`SKIPPED program: what runs ${language} is not installed\n`);

let house: PartnerHouse;
let server: Server;
let folder: string;
beforeAll(async () => {
  house = await startPartnerHouse();
  server = createServer(house.handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  folder = mkdtempSync(join(tmpdir(), 'frontage-start-'));
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
  await house.close();
});

it('has a program in each language', () => {
  expect(Object.keys(programs).sort()).toEqual(Object.keys(runners).sort());
});

const latest = async (): Promise<string> => {
  const { body } = await house.api.get('/v2/orders?limit=1').set('Authorization', house.as('acme')).expect(200);
  return body._embedded.orders[0]._links.self.href as string;
};

describe.each(Object.entries(runners))('the program in %s', (language, { file, command, isThere }) => {
  const run = async (key: string) => {
    const path = join(folder, file);
    writeFileSync(path, programs[language]!);
    const env = {
      PATH: process.env['PATH'],
      FRONTAGE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      FRONTAGE_KEY: key,
    };
    return promisify(execFile)(command, [path], { env });
  };

  (isThere ? it : it.skip)('places an order', async () => {
    const before = await latest();
    const { stdout } = await run(developmentApiKey('acme'));
    const placed = await latest();
    expect(placed).not.toBe(before);
    expect(stdout).toContain(placed);
  });

  (isThere ? it : it.skip)('says what is wrong with a wrong key', async () => {
    const refused = (await run('fk_test_wrong').catch((error: unknown) => error)) as { stdout: string; stderr: string };
    expect(refused).toMatchObject({ code: expect.any(Number) as number });
    expect(refused.stdout + refused.stderr).toContain('UNAUTHENTICATED');
  });
});
