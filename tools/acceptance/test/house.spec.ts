/** A house, booted once as `npm start` does, on ports of its own. All that is asked of the whole is asked of it. */

import { loadBffs } from '@frontage/architecture/proofs';
import { jest } from '@jest/globals';
import { startHouse, type House } from '@frontage/runner';
import { execFileSync } from 'node:child_process';
import { ask } from '../src/clients.ts';
import { describeAgreement } from './agreement.ts';
import { describeContracts } from './contracts.ts';
import { describeOutages } from './outages.ts';
import { describeReadme } from './readme-examples.ts';
import { describeTrust } from './trust.ts';
import { describeWalk } from './walk.ts';

jest.setTimeout(60_000);
const bffs = await loadBffs();

let house: House;
beforeAll(async () => {
  house = await startHouse();
}, 120_000);
afterAll(async () => {
  await house?.stop();
}, 30_000);

describe('each BFF', () => {
  it.each(bffs)('$name idles under 180 MB', ({ name }) => {
    const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(house.pidOf(name))], { encoding: 'utf8' }));
    expect(kilobytes).toBeGreaterThan(10_000);
    expect(kilobytes / 1024).toBeLessThan(180);
  });
});

describe('events', () => {
  it.each(['web', 'mobile', 'partner'] as const)('reach the BFF of %s over the message log', async (name) => {
    const isConnected = async (): Promise<boolean> => {
      const { body } = await ask<{ dependencies: { broker: string } }>(`${house.at[name]}/readyz`);
      return body.dependencies.broker === 'up';
    };
    // A BFF connects in the background.
    while (!(await isConnected()));
  });
});

describeReadme(() => house);
describeWalk(() => house);
describeAgreement(() => house);
describeOutages(() => house);
describeContracts(() => house);
describeTrust(() => house);
