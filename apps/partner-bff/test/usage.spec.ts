/** Usage from the request to the partner's report and the operator's table. */

import { databases, type Database } from './databases.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

describe.each(databases)('usage in %s', (_, open, instances) => {
  let database: Database;
  beforeEach(async () => (database = await open()));
  afterEach(() => database.close());

  const today = (): string => new Date().toISOString().slice(0, 10);
  const get = (house: PartnerHouse, path: string, who = 'acme') =>
    house.api.get(path).set('Authorization', house.as(who));
  /** Runs requests against instances, which write their counts when they stop. */
  async function during(work: (house: PartnerHouse) => Promise<unknown>): Promise<void> {
    const houses = await Promise.all(Array.from({ length: instances }, () => startPartnerHouse(database.env)));
    for (const house of houses) await work(house);
    await Promise.all(houses.map((house) => house.close()));
  }
  it('counts requests by key, version and operation, whatever their answer, and shows each partner its own', async () => {
    await during(async (house) => {
      for (let request = 0; request < 3; request += 1) await get(house, '/v2/orders').expect(200);
      await get(house, '/v2/orders/nothing').expect(404);
      await get(house, '/v2/orders?limit=none').expect(400);
      await get(house, '/v2/products', 'globex').expect(200);
      await house.api.get('/v2/products').expect(401);
      await get(house, '/v2/nowhere').expect(404);
    });
    const house = await startPartnerHouse(database.env);
    const { body } = await get(house, '/v2/usage').expect(200);
    const day = today();
    expect(body).toMatchObject({ until: day, requests: 5 * instances });
    expect(body._embedded.usage).toEqual([
      { key: 'acme', version: 'v2', operation: 'getOrder', requests: instances, lastDay: day },
      { key: 'acme', version: 'v2', operation: 'listOrders', requests: 4 * instances, lastDay: day },
    ]);
    const { body: globex } = await get(house, '/v2/usage', 'globex').expect(200);
    expect(JSON.stringify(globex)).not.toContain('acme');
    expect(globex.requests).toBe(instances);
    await house.close();
    expect(await database.command('usage acme')).toMatch(
      new RegExp(`acme +acme +live +v2 +listOrders +${4 * instances} +${day}`),
    );
    expect(await database.command('usage --version v1')).toContain('There were no such requests from ');
    expect(await database.command('usage --version v2 --since 0s')).toMatch(/globex +globex +live +v2 +listProducts/);
  });

  it('is shown for a period, in pages', async () => {
    await during(async (house) => {
      for (const path of ['/v2', '/v2/orders', '/v2/categories']) await get(house, path).expect(200);
    });
    const house = await startPartnerHouse(database.env);
    const operations: string[] = [];
    let href = `/v2/usage?from=2026-01-01&limit=2`;
    while (href !== '') {
      const { body } = await get(house, href).expect(200);
      operations.push(...body._embedded.usage.map(({ operation }: { operation: string }) => operation));
      href = body._links.next?.href ?? '';
    }
    expect(operations).toEqual(['entry', 'listCategories', 'listOrders']);
    const { body: before } = await get(house, '/v2/usage?until=2020-02-29').expect(200);
    expect(before).toMatchObject({ from: '2020-01-31', requests: 0, _embedded: { usage: [] } });
    const { body: wrong } = await get(house, '/v2/usage?from=2026-05-02&until=2026-05-01').expect(400);
    expect(wrong.errors[0].pointer).toBe('#/query/from');
    await get(house, '/v2/usage?from=2026-02-30').expect(400);
    await house.close();
  });

  it('that cannot be written costs no request anything, and is written when it can be', async () => {
    const house = await startPartnerHouse(database.env);
    await database.keys.db.schema.alterTable('key_usage').renameTo('elsewhere').execute();
    for (let request = 0; request < 20; request += 1) await get(house, '/v2/categories').expect(200);
    await database.keys.db.schema.alterTable('elsewhere').renameTo('key_usage').execute();
    await house.close();
    expect(await database.command('usage acme')).toMatch(/listCategories +20 /);
  });
});

it('is not of keys that may not read it, and tells what is left of each limit without a charge', async () => {
  const house = await startPartnerHouse({ LIMITS_FACTOR: '1' });
  const { body } = await house.api.get('/v2/usage').set('Authorization', house.as('acme')).expect(200);
  expect(body.limits.map(({ name }: { name: string }) => name)).toEqual(['burst', 'minute', 'day', 'new-keys']);
  expect(body.limits[2]).toMatchObject({ limit: 100_000, windowSeconds: 86_400, remaining: 99_999 });
  expect(body.limits[3]).toEqual({ name: 'new-keys', limit: 100, windowSeconds: 86_400, remaining: 100 });
  const made = await house.api
    .post('/v2/keys')
    .set('Authorization', house.as('acme'))
    .send({ scopes: ['orders:read'] })
    .expect(201);
  await house.api.get('/v2/usage').set('X-API-Key', made.body.key).expect(403);
  const { body: after } = await house.api.get('/v2/usage').set('Authorization', house.as('acme')).expect(200);
  expect(after.limits[3]).toMatchObject({ remaining: 99 });
  await house.close();
});
