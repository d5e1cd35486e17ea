import { startMobileHouse } from './harness.ts';

it('refuses what can wait first, says when to come back, and tells its health all the same', async () => {
  const house = await startMobileHouse({ MAX_IN_FLIGHT: '2', BUDGET_FACTOR: '3' });
  try {
    const { catalog } = house.domain.services;
    catalog.faults.set({ latencyMs: 60_000 });
    const held = house.phone.get('/categories').then(({ status }) => status);
    while (catalog.connections === 0) await new Promise(setImmediate);
    const { body, headers } = await house.phone.get('/products/p-001/reviews').expect(503);
    expect([body.code, headers['retry-after']]).toEqual(['OVERLOADED', '1']);
    await house.phone.get('/readyz').expect(200);
    await house.phone.get('/cart').expect(401);
    expect(await held).toBe(504);
    await house.phone.get('/products/p-001/reviews').expect(200);
  } finally {
    await house.close();
  }
});
