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
const all = [...text.matchAll(/^```(sh|ts|python)\n([\s\S]*?)^```$/gm)].map(([, language, program]) => ({
  language: language!,
  program: program!,
}));
/** Programs that place an order, by language. */
const programs = Object.fromEntries(all.slice(0, 3).map(({ language, program }) => [language, program]));
/** Program that reads a category again, and changes it. */
const writer = all[3];

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
  expect(all.slice(3).map(({ language }) => language)).toEqual(['sh']);
});

const latest = async (): Promise<string> => {
  const { body } = await house.api.get('/v2/orders?limit=1').set('Authorization', house.as('acme')).expect(200);
  return body._embedded.orders[0]._links.self.href as string;
};

/** Runs a program with a key, as its page says. */
async function execute(command: string, { file, program }: { file: string; program: string }, key: string) {
  const path = join(folder, file);
  writeFileSync(path, program);
  const env = {
    PATH: process.env['PATH'],
    FRONTAGE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    FRONTAGE_KEY: key,
  };
  return promisify(execFile)(command, [path], { env });
}

(runners.sh.isThere ? it : it.skip)('reads a category again, changes it, and is refused with the old tag', async () => {
  const { stdout } = await execute(
    runners.sh.command,
    { file: 'write.sh', program: writer!.program },
    developmentApiKey('acme'),
  );
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^304 W\/"/),
    expect.stringMatching(/^200 W\/"/),
    expect.stringMatching(/^412 *$/),
  ]);
});

describe.each(Object.entries(runners))('the program in %s', (language, { file, command, isThere }) => {
  const run = (key: string) => execute(command, { file, program: programs[language]! }, key);

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
