import { startSpecMessagings } from '@frontage/messaging/fake';
import { randomUUID } from 'node:crypto';
import { startMobileHouse, type MobileHouse } from './harness.ts';

const all = await startSpecMessagings(process.env['AMQP_URL']);
afterAll(async () => {
  await Promise.all(all.map(({ stop }) => stop()));
});

/** Whether the product itself comes from the cache. Prices and stock beside it live for seconds, whatever the events say. */
const isCached = async (path: string, { phone }: MobileHouse): Promise<boolean> => {
  const { headers } = await phone.get(path).set('Frontage-Debug', '1').expect(200);
  return /catalog\.product; hit/.test(headers['cache-status'] ?? '');
};

describe.each(all)('events of the domain, over $name', ({ env: addresses, connect, close }) => {
  it('make a change seen by the next request, on every instance, and leave the rest in the cache', async () => {
    const env = { CACHE_MAX_BYTES: '10000000', ...addresses };
    const houses = [await startMobileHouse(env), await startMobileHouse(env)];
    const messaging = connect();
    const publish = (): Promise<void> =>
      messaging.publish([
        {
          id: randomUUID(),
          topic: 'product.updated',
          key: 'p-001',
          at: new Date().toISOString(),
          data: { product_id: 'p-001' },
        },
      ]);
    try {
      for (const house of houses) {
        // An instance listens soon after its start: an event before that is not for it, and a connection that was lost empties its cache.
        await isCached('/products/p-001', house);
        while (await isCached('/products/p-001', house)) {
          await publish().catch((error: unknown) => expect(error).toMatchObject({ code: 'UNAVAILABLE' }));
        }
        // Events that were published while it began to listen may still come.
        for (const path of ['/products/p-002', '/products/p-001']) while (!(await isCached(path, house)));
        await publish();
        while (await isCached('/products/p-001', house));
        expect(await isCached('/products/p-002', house)).toBe(true);
      }
      const { body } = await houses[0]!.phone.get('/readyz');
      expect(body.dependencies).toMatchObject({ broker: 'up' });
    } finally {
      await close();
      for (const house of houses) await house.close();
    }
  });
});
