/** Hostile text in every input is the client's mistake. It never reaches a service that must refuse it. */

import { harmDone, hostileTexts, textInputs } from '@frontage/http-server/fake';
import { endpointsOf, v2 } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

describe('hostile texts', () => {
  let house: PartnerHouse;
  beforeAll(async () => (house = await startPartnerHouse({ MESSAGE_LOG_URL: 'log://127.0.0.1:9' })));
  afterAll(() => house.close());

  it('do no harm, in any input of any endpoint', async () => {
    const inputs = textInputs(endpointsOf(v2), { prefix: v2.prefix });
    expect(inputs.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['listProducts query/category', 'getOrder params/id', 'placeOrder body/lines/0/product']),
    );
    const { handler, as, domain } = house;
    const { sent, answers } = await harmDone({ handler, inputs, headers: { Authorization: as('acme') } });
    expect(answers).toEqual([]);
    expect(domain.refusals()).toEqual([]);
    // Headers cannot carry every text.
    expect(sent).toBeGreaterThan((inputs.length * hostileTexts.size) / 2);
  }, 120_000);
});
