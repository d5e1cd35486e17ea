import { newCall, type Call } from '@frontage/call';
import { customers } from '@frontage/seed';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { readFileSync } from 'node:fs';
import { describeCustomersContract } from './contract-suite.ts';
import { createCustomersClient, type CustomersClient } from '@frontage/customers-client';
import { customersDocument, fakeCustomers } from './index.ts';

const asAda = (): Call => newCall({ caller: { kind: 'customer', id: 'ada' } });

const quiet = { from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' };

let hosted: Hosted;
let client: CustomersClient;
let now = new Date('2026-05-01T10:00:00.000Z');

beforeAll(async () => {
  hosted = await host(fakeCustomers({ now: () => now }));
  client = createCustomersClient({
    location: parseServiceLocation(hosted.url),
    identity: testIdentity,
    ...unprotected,
  });
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  await client.close();
  await hosted.close();
});

describeCustomersContract('the fake', () => client);

describe('customers client', () => {
  it.each([
    [{ status: 500 }, 'UPSTREAM_FAILED'],
    [{ status: 503 }, 'UNAVAILABLE'],
    [{ hangUp: true }, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
    [{ oversizeBytes: 50_000_000 }, 'UPSTREAM_INVALID'],
    [{ down: true }, 'UPSTREAM_FAILED'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    hosted.faults.set(faults);
    await expect(client.cart('ada', asAda())).rejects.toMatchObject({
      code,
      service: 'customers',
      operation: 'customers.getCart',
    });
  });

  it('gives up when the deadline says so', async () => {
    hosted.faults.set({ latencyMs: 60_000 });
    const call = newCall({ budgetMs: 60, caller: { kind: 'customer', id: 'ada' } });
    await expect(client.customer('ada', call)).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      service: 'customers',
    });
  });

  it('is refused without a token for customers', async () => {
    const stranger = createCustomersClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.customer('ada', asAda())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    await stranger.close();
  });

  it('asks for any number of customers in few calls', async () => {
    const call = newCall({ caller: { kind: 'support', id: 'sam' } });
    const ids = [...customers.map(({ id }) => id), ...Array.from({ length: 150 }, (_, index) => `x-${index}`)];
    expect((await client.customers(ids, call)).size).toBe(60);
    expect(call.ledger.calls).toBe(3);
  });
});

describe('customers fake', () => {
  it('begins with the seeded wish lists and carts', async () => {
    const wished = (await client.wishlist('ada', asAda())).map(({ productId }) => productId);
    expect(wished).toEqual(['p-007', 'p-042', 'p-101']);
    expect((await client.cart('ada', asAda())).items).toEqual([]);
    const asBob = newCall({ caller: { kind: 'customer', id: 'bob' } });
    expect((await client.cart('bob', asBob)).items).toMatchObject([
      { productId: 'p-002', quantity: 1 },
      { productId: 'p-019', quantity: 2 },
    ]);
  });

  it('dates a cart by its own last change, and a line by its first', async () => {
    const item = { customerId: 'customer-050', productId: 'p-001' };
    const call = (): Call => newCall({ caller: { kind: 'customer', id: item.customerId } });
    await client.putCartItem({ ...item, quantity: 1 }, call());
    now = new Date('2026-05-01T11:00:00.000Z');
    const cart = await client.putCartItem({ ...item, quantity: 2 }, call());
    now = new Date('2026-05-01T12:00:00.000Z');
    await client.addToWishlist(item, call());
    expect(await client.cart(item.customerId, call())).toEqual(cart);
    expect(cart.updatedAt).toBe('2026-05-01T11:00:00.000Z');
    expect(cart.items.find(({ productId }) => productId === 'p-001')!.addedAt).toBe('2026-05-01T10:00:00.000Z');
  });

  it('bounds a wish list', async () => {
    const customerId = 'customer-051';
    const call = (): Call => newCall({ caller: { kind: 'customer', id: customerId } });
    const held = (await client.wishlist(customerId, call())).length;
    for (let wish = held; wish < 200; wish += 1) {
      await client.addToWishlist({ customerId, productId: `w-${wish}` }, call());
    }
    const onceMore = client.addToWishlist({ customerId, productId: 'w-200' }, call());
    await expect(onceMore).rejects.toMatchObject({ code: 'UNPROCESSABLE', reason: 'WISHLIST_FULL' });
    expect(await client.addToWishlist({ customerId, productId: 'w-199' }, call())).toHaveLength(200);
  });

  it.each([
    ['a tier of one’s own choice', 'PATCH', '/customers/ada', { loyaltyTier: 'GOLD' }],
    ['another address for e-mail', 'PATCH', '/customers/ada', { emailAddress: 'eve@example.test' }],
    ['a name of nothing', 'PATCH', '/customers/ada', { fullName: '   ' }],
    ['a locale that is markup', 'PATCH', '/customers/ada', { preferences: { locale: '<b>' } }],
    ['a currency without price list', 'PATCH', '/customers/ada', { preferences: { currency: 'BTC' } }],
    [
      'an hour that no clock has',
      'PATCH',
      '/customers/ada',
      { preferences: { quietHours: { ...quiet, to: '24:00' } } },
    ],
    ['quiet hours of no length', 'PATCH', '/customers/ada', { preferences: { quietHours: { ...quiet, to: '22:00' } } }],
    ['a place without time', 'PATCH', '/customers/ada', { preferences: { quietHours: { ...quiet, timeZone: 'X/Y' } } }],
    ['an offset', 'PATCH', '/customers/ada', { preferences: { quietHours: { ...quiet, timeZone: '+02:00' } } }],
    ['a name with a line break', 'PATCH', '/customers/ada', { fullName: 'Ada\nLovelace' }],
    ['half an address', 'POST', '/customers/ada/addresses', { label: 'Home' }],
    ['a country that is none', 'PATCH', '/customers/ada/addresses/a-1', { postal: { countryCode: 'XX' } }],
    ['a postcode that is markup', 'PATCH', '/customers/ada/addresses/a-1', { postal: { postalCode: '<b>' } }],
    ['an address that is the default by its own word', 'PATCH', '/customers/ada/addresses/a-1', { isPrimary: true }],
    ['nothing to merge', 'POST', '/customers/ada/cart/merge', { items: [] }],
    ['a device of an unknown platform', 'PUT', '/customers/ada/devices/d', { platform: 'beeper', pushToken: 't' }],
    ['half a product', 'PUT', '/customers/ada/cart/items/p-001', { quantity: 1.5 }],
    ['a quantity in words', 'PUT', '/customers/ada/cart/items/p-001', { quantity: '1' }],
    ['no quantity', 'PUT', '/customers/ada/cart/items/p-001', undefined],
    ['a batch of none', 'POST', '/customers/batch', { customerIds: [] }],
    ['a batch of too many', 'POST', '/customers/batch', { customerIds: Array.from({ length: 101 }, () => 'ada') }],
  ])('answers %s with 400', async (_, method, path, body) => {
    const response = await fetch(hosted.url + path, {
      method,
      headers: { authorization: `Bearer ${await testIdentity('customers')}`, 'frontage-caller': 'customer:ada' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'INVALID_INPUT' }]);
  });

  it('is described by the checked-in OpenAPI document', () => {
    const checkedIn: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(customersDocument()))).toEqual(checkedIn);
  });
});

describe('seeded customers', () => {
  it('are 60 different people, each with one default address, and the first can log in', () => {
    expect(customers.slice(0, 2).map(({ id }) => id)).toEqual(['ada', 'bob']);
    expect(customers[2]!.id).toBe('customer-003');
    expect(new Set(customers.map(({ id }) => id)).size).toBe(60);
    for (const { addresses } of customers) {
      expect(addresses.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    }
    expect(customers.some(({ cart }) => cart.length > 0)).toBe(true);
  });
});
