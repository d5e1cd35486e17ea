import { jest } from '@jest/globals';
import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeEach(async () => (house = await startWebHouse({ CACHE_MAX_BYTES: '10000000' })));
afterEach(async () => {
  jest.restoreAllMocks();
  await house.close();
});

const grid = '{ products(first: 5) { edges { node { id name price { net { amount } } rating { average } } } } }';

describe('what is kept of services’ answers', () => {
  it('is given without asking them again', async () => {
    expect(await house.cost(grid)).toEqual({ calls: 3, waves: 2 });
    expect(await house.cost(grid)).toMatchObject({ calls: 0 });
    const debugged = await house.client
      .post('/graphql')
      .set({ 'X-CSRF': '1', 'Frontage-Debug': '1' })
      .send({ query: grid });
    expect(debugged.headers['cache-status']).toMatch(/^catalog\.list; hit; ttl=\d+; detail=memory, /);
  });

  it('stands in, and is said to be stale, when its service cannot be asked', async () => {
    const fresh = await house.ask(grid);
    const real = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => real() + 10 * 60_000);
    for (const name of ['catalog', 'pricing'] as const) house.domain.services[name].faults.set({ hangUp: true });
    const old = await house.ask(grid);
    expect([old.status, old.errors, old.degraded, old.data]).toEqual([200, undefined, undefined, fresh.data]);
    expect(old.headers['frontage-stale']).toBe('products, prices');
    expect(JSON.parse(old.text).extensions).toEqual({ stale: ['products', 'prices'] });
    expect(house.log()).toMatch(/"stale":\["products","prices"\]/);
  });

  it('is forgotten when customers change it: ratings by their reviews, profiles by their own hand', async () => {
    const { ask } = await house.login('bob');
    const query =
      '{ product(id: "p-001") { rating { count histogram } } viewer { profile { locale addresses { label } } } }';
    const { data: before } = await ask(query);
    const { data: changed } = await ask(`mutation {
      writeReview(input: { productId: "p-001", rating: 1, title: "a", text: "a", author: "a" }) { errors { code } }
      updateProfile(input: { locale: "fr-CH" }) { errors { code } }
      updateAddress(input: { addressId: "address/bob/a-1", label: "Flat" }) { errors { code } }
    }`);
    expect(Object.values(changed)).toEqual([{ errors: [] }, { errors: [] }, { errors: [] }]);
    const { data: after } = await ask(query);
    expect(after.product.rating.count).toBe(before.product.rating.count + 1);
    expect(after.product.rating.histogram[0]).toBe(before.product.rating.histogram[0] + 1);
    expect(after.viewer.profile).toMatchObject({ locale: 'fr-CH', addresses: [{ label: 'Flat' }] });
    await ask('mutation { deleteReview(input: { productId: "p-001" }) { errors { code } } }');
    expect((await ask(query)).data.product).toEqual(before.product);
  });

  it('is each customer’s own where it may depend on who asks', async () => {
    const picks = '{ home { recommendations { product { id } } } viewer { profile { name } } }';
    const [ada, bob] = [await house.login('ada'), await house.login('bob')];
    const first = [(await ada.ask(picks)).data, (await bob.ask(picks)).data];
    const again = [(await ada.ask(picks)).data, (await bob.ask(picks)).data];
    expect(again).toEqual(first);
    expect(first[0].viewer.profile.name).not.toBe(first[1].viewer.profile.name);
    expect(first[0].home.recommendations).not.toEqual(first[1].home.recommendations);
  });
});
