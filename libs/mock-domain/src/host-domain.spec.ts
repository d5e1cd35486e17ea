import { jest } from '@jest/globals';
import { inCall } from '@frontage/call';
import { createCatalogClient } from '@frontage/catalog-client';
import { createInventoryClient } from '@frontage/inventory-client';
import { createOrdersClient } from '@frontage/orders-client';
import { serviceNames } from '@frontage/seed';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import { hostDomain, type HostedDomain } from './host-domain.ts';

let domain: HostedDomain;
let calls: string[];
beforeEach(async () => {
  calls = [];
  domain = await hostDomain({ onCall: (from, { operation }) => calls.push(`${from} → ${operation}`) });
});
afterEach(() => domain.close());

const at = (service: 'catalog' | 'orders' | 'inventory') => ({
  location: parseServiceLocation(domain.services[service].url),
  ...specPolicy,
  identity: testIdentity,
});

/** Pieces of the product that can be sold. */
async function available(): Promise<number> {
  const client = createInventoryClient(at('inventory'));
  try {
    return (await inCall({}, (call) => client.availability(['p-001'], call))).get('p-001')!.available;
  } finally {
    await client.close();
  }
}

const order = async (quantity: number): Promise<void> => {
  const client = createOrdersClient(at('orders'));
  const lines = [{ productId: 'p-001', quantity }];
  const placing = { lines, currency: 'EUR', tier: 'standard', idempotencyKey: 'once' } as const;
  try {
    await inCall({ caller: { kind: 'customer', id: 'ada' } }, (call) => client.place(placing, call));
  } finally {
    await client.close();
  }
};

it('tells an environment where every service is, each at an address of its own', () => {
  expect(Object.keys(domain.env).sort()).toEqual(serviceNames.map((name) => `${name.toUpperCase()}_URL`).sort());
  expect(new Set(Object.values(domain.env)).size).toBe(serviceNames.length);
});

it('lets orders ask pricing and inventory, and tells of it', async () => {
  const before = await available();
  await order(2);
  expect(before - (await available())).toBe(2);
  expect(calls).toEqual(['orders → pricing.quoteLines', 'orders → inventory.reserve']);
});

it('lets the search of the catalog hear what has sold out', async () => {
  const client = createCatalogClient(at('catalog'));
  const inStock = { currency: 'EUR', limit: 100, filter: { category: 'desk-lamps', inStock: true } } as const;
  const found = async (): Promise<string[]> =>
    inCall({}, async (call) => (await client.search(inStock, call)).products.map(({ id }) => id));
  try {
    expect(await found()).toContain('p-001');
    await order(await available());
    expect(await found()).not.toContain('p-001');
  } finally {
    await client.close();
  }
});

it('heals every service', async () => {
  for (const name of serviceNames) domain.services[name].faults.set({ status: 503 });
  await expect(order(1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  domain.heal();
  expect(serviceNames.filter((name) => domain.services[name].faults.current.errorRate > 0)).toEqual([]);
  await order(1);
});

it('says so when its client does not recover', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    const recovering = domain.recover(async () => {
      jest.advanceTimersByTime(1_000);
      return false;
    });
    await expect(recovering).rejects.toThrow('the domain is well, but its client is not');
  } finally {
    jest.useRealTimers();
  }
});

it('shares nothing with another one', async () => {
  const other = await hostDomain();
  const before = await available();
  const client = createOrdersClient({
    ...specPolicy,
    location: parseServiceLocation(other.services.orders.url),
    identity: testIdentity,
  });
  const lines = [{ productId: 'p-001', quantity: 2 }];
  await inCall({ caller: { kind: 'customer', id: 'ada' } }, (call) =>
    client.place({ lines, currency: 'EUR', tier: 'standard', idempotencyKey: 'once' }, call),
  );
  expect(await available()).toBe(before);
  await client.close();
  await other.close();
});
