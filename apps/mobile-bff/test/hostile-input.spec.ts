/** Hostile text in every input is the client's mistake. It never reaches a service that must refuse it. */

import { encodeCursor } from '@frontage/dto-mapping';
import { harmDone, hostileTexts, textInputs } from '@frontage/http-server/fake';
import { features } from '../src/server.ts';
import { startMobileHouse, type MobileHouse } from './harness.ts';

describe('hostile texts', () => {
  let house: MobileHouse;
  beforeAll(async () => (house = await startMobileHouse()));
  afterAll(() => house.close());

  it('do no harm, in any input of any endpoint', async () => {
    const inputs = textInputs(features);
    expect(inputs.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['listProducts query/category', 'getOrder params/id', 'putCartItem body/quantity']),
    );
    const { handler, as, domain } = house;
    const { sent, answers } = await harmDone({ handler, inputs, headers: { Authorization: as('ada') } });
    expect(answers).toEqual([]);
    expect(domain.refusals()).toEqual([]);
    // Headers cannot carry every text.
    expect(sent).toBeGreaterThan((inputs.length * hostileTexts.size) / 2);
  }, 120_000);

  it.each([
    ['/orders', 'orders ada'],
    ['/products/p-001/reviews', 'reviews p-001'],
    ['/products', 'products  '],
  ])('are cursors of %s that pass for ours: the list does not go on from there', async (path, list) => {
    for (const position of ['garbage', '-1', 'x'.repeat(300)]) {
      const { status, body } = await house.phone
        .get(path)
        .query({ cursor: encodeCursor(list, position) })
        .set('Authorization', house.as('ada'));
      expect([status, body.code, body.reason]).toEqual([400, 'INVALID_INPUT', 'BAD_CURSOR']);
    }
  });
});
