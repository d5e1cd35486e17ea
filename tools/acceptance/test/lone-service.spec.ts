/** A service in its own process, killed: the rest of the house lives on. */

import { freePort } from '@frontage/network-address/fake';
import { startHouse, type House } from '@frontage/runner';
import { browserOf, phoneOf } from '../src/clients.ts';
import { startAlone, type LoneProcess } from '../src/lone-process.ts';

let house: House;
let reviews: LoneProcess;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  house = await startHouse({ env: { REVIEWS_URL: url, CACHE_MAX_BYTES: '0' } });
  reviews = await startAlone('domain-services', {
    env: {
      SERVICES: 'reviews',
      PORT: String(await freePort()),
      REVIEWS_PORT: new URL(url).port,
      OIDC_ISSUER: house.at.issuer,
      LOG_LEVEL: 'silent',
    },
    readyUrl: `${url}/readyz`,
  });
}, 120_000);

afterAll(async () => {
  await reviews?.crash();
  await house?.stop();
}, 30_000);

it('costs the pages its part, and nothing else', async () => {
  const [phone, browser] = [await phoneOf(house), await browserOf(house)];
  const page = '{ product(id: "p-001") { name rating { count } } }';
  // A machine that has just started a house may be too busy for whole answers.
  const until = Date.now() + 20_000;
  const isWhole = async (): Promise<boolean> => {
    const onPhone = await phone.get<{ rating?: object; degraded?: string[] }>('/products/p-001');
    const inBrowser = await browser.query(page);
    const degraded = onPhone.body.degraded ?? inBrowser.body.extensions?.degraded;
    return onPhone.body.rating !== undefined && degraded === undefined;
  };
  while (!(await isWhole())) expect(Date.now()).toBeLessThan(until);

  await reviews.crash();

  for (const path of ['/products/p-001', '/home']) {
    const { status, body } = await phone.get<{ degraded: string[] }>(path);
    expect([path, status, body.degraded]).toEqual([path, 200, ['reviews']]);
  }
  const answer = await browser.query(page);
  expect([answer.status, answer.body.errors, answer.body.extensions?.degraded]).toEqual([200, undefined, ['reviews']]);
}, 60_000);
