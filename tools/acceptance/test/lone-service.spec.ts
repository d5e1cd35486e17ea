/** A service in a process of its own, killed: the other six and all three BFFs live on. */

import { startHouse, type House } from '@frontage/runner';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { browserOf, phoneOf } from '../src/clients.ts';

const entry = fileURLToPath(new URL('../../../apps/domain-services/src/main.ts', import.meta.url));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const status = await fetch(`${url}/readyz`).then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) return;
  }
  throw new Error(`${url} is not ready`);
}

let house: House;
let reviews: ChildProcess;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  house = await startHouse({ env: { REVIEWS_URL: url } });
  reviews = spawn(process.execPath, [entry], {
    stdio: 'ignore',
    env: {
      ...process.env,
      SERVICES: 'reviews',
      PORT: String(await freePort()),
      REVIEWS_PORT: new URL(url).port,
      OIDC_ISSUER: house.at.issuer,
      LOG_LEVEL: 'silent',
    },
  });
  await untilReady(url);
}, 120_000);

afterAll(async () => {
  reviews?.kill('SIGKILL');
  await house?.stop();
}, 30_000);

it('costs the pages its part, and nothing else', async () => {
  const [phone, browser] = [await phoneOf(house), await browserOf(house)];
  const page = '{ product(id: "p-001") { name rating { count } } }';
  // A machine that has just started a house may be too busy for the first answers to be whole.
  const until = Date.now() + 20_000;
  const isWhole = async (): Promise<boolean> => {
    const onPhone = await phone.get<{ rating?: object; degraded?: string[] }>('/products/p-001');
    const inBrowser = await browser.query(page);
    const degraded = onPhone.body.degraded ?? inBrowser.body.extensions?.degraded;
    return onPhone.body.rating !== undefined && degraded === undefined;
  };
  while (!(await isWhole())) expect(Date.now()).toBeLessThan(until);

  reviews.kill('SIGKILL');
  await once(reviews, 'exit');

  for (const path of ['/products/p-001', '/home']) {
    const { status, body } = await phone.get<{ degraded: string[] }>(path);
    expect([path, status, body.degraded]).toEqual([path, 200, ['reviews']]);
  }
  const answer = await browser.query(page);
  expect([answer.status, answer.body.errors, answer.body.extensions?.degraded]).toEqual([200, undefined, ['reviews']]);
}, 60_000);
