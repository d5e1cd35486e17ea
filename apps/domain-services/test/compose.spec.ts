import { newCall, type Call } from '@frontage/call';
import { createCatalogClient } from '@frontage/catalog-client';
import { createInventoryClient } from '@frontage/inventory-client';
import { createOrdersClient, type OrdersClient } from '@frontage/orders-client';
import { createPricingClient } from '@frontage/pricing-client';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import supertest from 'supertest';
import { serviceNames } from '@frontage/seed';
import type { DomainServices } from '../src/compose.ts';
import { makePlace, type Place } from './harness.ts';

let place: Place;
const opened: { close(): void | Promise<void> }[] = [];
const use = <T extends { close(): void | Promise<void> }>(client: T): T => {
  opened.push(client);
  return client;
};

beforeAll(async () => {
  place = await makePlace();
});
afterAll(async () => {
  for (const each of opened) await each.close();
  await place.close();
});

const asAda = (): Call => newCall({ caller: { kind: 'customer', id: 'ada' } });
const basket = {
  lines: [{ productId: 'p-007', quantity: 3 }],
  currency: 'GBP',
  tier: 'gold',
} as const;
const ordersOf = (process: DomainServices): OrdersClient => use(createOrdersClient(place.clientOf(process, 'orders')));

describe('all services in one process', () => {
  let process: DomainServices;
  beforeAll(async () => {
    process = await place.compose();
  });

  it('hosts each of them, and shows them on the switchboard', async () => {
    const { body } = await supertest(process.handler).get('/faults');
    expect(Object.keys((body as { faults: object }).faults).toSorted()).toEqual([...serviceNames].toSorted());
    for (const [name, { url }] of process.services) {
      if (name !== 'inventory') expect((await fetch(`${url}/readyz`)).status).toBe(200);
    }
  });

  it('takes an order at the price of pricing, out of the stock of inventory', async () => {
    const inventory = use(createInventoryClient(place.clientOf(process, 'inventory')));
    const pricing = use(createPricingClient(place.clientOf(process, 'pricing')));
    const available = async (): Promise<number> =>
      (await inventory.availability(['p-007'], newCall())).get('p-007')!.available;
    const before = await available();
    const orders = ordersOf(process);
    const order = await orders.place({ ...basket, idempotencyKey: randomUUID() }, asAda());
    expect(order.total).toEqual((await pricing.quote(basket, newCall())).total);
    expect(await available()).toBe(before - 3);
    const paid = await orders.pay({ id: order.id, idempotencyKey: randomUUID() }, asAda());
    expect(paid.status).toBe('PAID');
    await orders.cancel({ id: order.id, idempotencyKey: randomUUID() }, asAda());
    expect(await available()).toBe(before);
  });

  it('passes on what pricing and inventory refuse', async () => {
    const refusals = [
      [
        { productId: 'p-007', quantity: 999 },
        { code: 'CONFLICT', reason: 'OUT_OF_STOCK' },
      ],
      [
        { productId: 'nothing', quantity: 1 },
        { code: 'UNPROCESSABLE', reason: 'PRICE_UNKNOWN' },
      ],
    ] as const;
    for (const [line, failure] of refusals) {
      const request = { ...basket, lines: [{ ...line, quantity: line.quantity }], idempotencyKey: randomUUID() };
      await expect(ordersOf(process).place(request, asAda())).rejects.toMatchObject(failure);
    }
  });

  it('says that orders cannot be placed while inventory is away, and takes the same one later', async () => {
    const request = { ...basket, idempotencyKey: randomUUID() };
    process.services.get('inventory')!.faults.set({ status: 503 });
    await expect(ordersOf(process).place(request, asAda())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    process.services.get('inventory')!.faults.clear();
    expect((await ordersOf(process).place(request, asAda())).status).toBe('PENDING');
  });

  it('refuses calls without a token for exactly this service', async () => {
    const { issuer } = place;
    const { url } = process.services.get('orders')!;
    const good = { sub: 'mobile-bff', client_id: 'mobile-bff', aud: 'orders', scope: 'act' };
    const ask = async (token: string | undefined, caller = 'customer:ada'): Promise<number> =>
      (
        await fetch(`${url}/orders?owner_kind=customer&owner_id=ada`, {
          headers: { 'frontage-caller': caller, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
        })
      ).status;
    expect(await ask(issuer.accessToken(good))).toBe(200);
    expect(await ask(undefined)).toBe(401);
    expect(await ask('nonsense')).toBe(401);
    expect(await ask(issuer.accessToken({ ...good, aud: 'pricing' }))).toBe(401);
    expect(await ask(issuer.accessToken({ ...good, aud: 'mobile-bff', sub: 'ada', scope: 'profile' }))).toBe(401);
    expect(await ask(issuer.accessToken({ ...good, exp: 1 }))).toBe(401);
    expect(await ask(issuer.accessToken({ ...good, scope: 'read' }))).toBe(403);
    expect(await ask(issuer.accessToken(good), 'root:ada')).toBe(400);
  });

  it('refuses calls over gRPC likewise', async () => {
    const stranger = use(
      createInventoryClient({
        ...place.clientOf(process, 'inventory'),
        identity: async () => place.issuer.accessToken({ aud: 'x' }),
      }),
    );
    await expect(stranger.availability(['p-001'], newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
  });

  it('serves pictures where it says that they are', async () => {
    const elsewhere = await place.compose({ SERVICES: 'catalog', CATALOG_PUBLIC_URL: 'http://shop.example:81' });
    const catalog = use(createCatalogClient(place.clientOf(elsewhere, 'catalog')));
    const { images } = await catalog.product('p-001', newCall());
    expect(images[0]!.variants[0]!.url).toMatch(/^http:\/\/shop\.example:81\/images\/p-001\/1\?w=\d+$/);
  });
});

describe('some services in one process', () => {
  it('hosts those that SERVICES names, and reaches the others where they are', async () => {
    const others = await place.compose({ SERVICES: 'pricing,inventory' });
    expect([...others.services.keys()]).toEqual(['pricing', 'inventory']);
    const shop = await place.compose({
      SERVICES: 'orders',
      PRICING_URL: others.services.get('pricing')!.url,
      INVENTORY_URL: others.services.get('inventory')!.url,
    });
    expect([...shop.services.keys()]).toEqual(['orders']);
    const order = await ordersOf(shop).place({ ...basket, idempotencyKey: randomUUID() }, asAda());
    expect(order.status).toBe('PENDING');
    const { status } = await supertest(shop.handler).put('/faults/pricing').send({ down: true });
    expect(status).toBe(404);
    await shop.close?.();
  });
});

describe('a process that starts again', () => {
  it('knows its orders, what it answered, and what is due', async () => {
    const first = await place.compose({ SHIP_AFTER_MS: '1' });
    const request = { ...basket, idempotencyKey: randomUUID() };
    const placed = await ordersOf(first).place(request, asAda());
    await ordersOf(first).pay({ id: placed.id, idempotencyKey: 'pay' }, asAda());
    await first.close?.();

    const second = await place.compose({ SERVICES: 'orders' });
    expect(await ordersOf(second).place(request, asAda())).toEqual(placed);
    expect((await ordersOf(second).order(placed.id, asAda())).status).toBe('SHIPPED');
    expect((await ordersOf(second).order('o-0001', asAda())).owner.id).toBe('ada');
    await second.close?.();
  });
});

describe('a process that cannot start', () => {
  const listening = (port = 0): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  const closed = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

  it('names the port and the variable that moves it, and leaves nothing open', async () => {
    const [taken, free] = [await listening(), await listening()];
    const [{ port }, { port: freePort }] = [taken.address() as AddressInfo, free.address() as AddressInfo];
    await closed(free);
    try {
      const attempt = place.compose({ ORDERS_PORT: String(port), CATALOG_PORT: String(freePort) });
      await expect(attempt).rejects.toMatchObject({
        name: 'ConfigError',
        problems: [
          `ORDERS_PORT: 127.0.0.1:${port} cannot be listened on (EADDRINUSE); set ORDERS_PORT to another port, or FRONTAGE_PORT_OFFSET to move all`,
        ],
      });
      // Catalog, which had started on this port, released it.
      await closed(await listening(freePort));
    } finally {
      await closed(taken);
    }
  });

  it('names the data directory when it cannot be used', async () => {
    const file = join(place.dataDir, 'not-a-directory');
    writeFileSync(file, '');
    await expect(place.compose({ FRONTAGE_DATA_DIR: file, SERVICES: 'orders' })).rejects.toMatchObject({
      name: 'ConfigError',
      problems: [expect.stringMatching(/^FRONTAGE_DATA_DIR: .*orders\.sqlite cannot be used: /)],
    });
  });
});
