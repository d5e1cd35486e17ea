import type { Cache } from '@frontage/cache';
import { newCall, type Call } from '@frontage/call';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeOrdersContract } from './contract-suite.ts';
import { createOrdersTestControl, fakeOrders, ordersDocument } from './index.ts';
import type { OrdersTestControl } from './test-control.ts';
import { cacheOrders, createOrdersClient, type Order, type OrdersClient } from '@frontage/orders-client';
import { orderInvalidations } from '@frontage/orders-client/events';

let hosted: Hosted;
let client: OrdersClient;
let control: OrdersTestControl;
const asAda = (): Call => newCall({ caller: { kind: 'customer', id: 'ada' } });

beforeAll(async () => {
  hosted = await host(fakeOrders({ shipAfterMs: 0, deliverAfterMs: 0 }));
  const options = { location: parseServiceLocation(hosted.url), identity: testIdentity, ...unprotected };
  client = createOrdersClient(options);
  control = createOrdersTestControl(options);
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  await client.close();
  await control.close();
  await hosted.close();
});

describeOrdersContract(
  'the fake',
  () => client,
  () => control,
);

describe('orders client', () => {
  it.each([
    [{ status: 500 }, 'UPSTREAM_FAILED'],
    [{ status: 503 }, 'UNAVAILABLE'],
    [{ hangUp: true }, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
    [{ oversizeBytes: 50_000_000 }, 'UPSTREAM_INVALID'],
    [{ down: true }, 'UPSTREAM_FAILED'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    hosted.faults.set(faults);
    await expect(client.order('o-0001', asAda())).rejects.toMatchObject({
      code,
      service: 'orders',
      operation: 'orders.getOrder',
    });
  });

  it('gives up when the deadline says so', async () => {
    hosted.faults.set({ latencyMs: 60_000 });
    await expect(client.order('o-0001', newCall({ budgetMs: 60 }))).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      service: 'orders',
    });
  });

  it('is refused without a token for orders', async () => {
    const stranger = createOrdersClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.order('o-0001', asAda())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    await stranger.close();
  });

  it('finds the order that an answer got lost of, with the same key', async () => {
    const caller = { kind: 'customer', id: `buyer-${randomUUID()}` } as const;
    const lines = [{ productId: 'p-003', quantity: 1 }];
    const request = { lines, currency: 'EUR', tier: 'standard', idempotencyKey: 'lost' } as const;
    hosted.faults.set({ hangUp: true });
    await expect(client.place(request, newCall({ caller }))).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    hosted.faults.clear();
    const placed = await client.place(request, newCall({ caller }));
    const { orders } = await client.list({ owner: caller, limit: 5 }, newCall({ caller }));
    expect(orders).toEqual([placed]);
  });
});

describe('orders fake', () => {
  const send = (path: string, init: { method?: string; key?: string; body?: unknown } = {}): Promise<Response> =>
    fetch(`${hosted.url}${path}`, {
      method: init.method ?? 'POST',
      headers: {
        authorization: 'Bearer test-token-for-orders',
        'frontage-caller': 'customer:ada',
        ...(init.key !== undefined && { 'idempotency-key': init.key }),
      },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
    });
  const basket = { line_items: [{ product_ref: 'p-003', qty: 1 }], currency_code: 'EUR', price_tier: 'gold' };

  it.each(['/orders', '/orders/o-0401/pay', '/orders/o-0001/pay', '/orders/o-0001/cancel'])(
    'wants an Idempotency-Key for %s',
    async (path) => {
      const response = await send(path, { body: basket });
      const known = path !== '/orders/o-0401/pay';
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual(
        known ? [400, 'IDEMPOTENCY_KEY_REQUIRED'] : [404, 'NOT_FOUND'],
      );
    },
  );

  it.each([
    ['no lines', { ...basket, line_items: [] }],
    ['a quantity of none', { ...basket, line_items: [{ product_ref: 'p-003', qty: 0 }] }],
    ['half a piece', { ...basket, line_items: [{ product_ref: 'p-003', qty: 0.5 }] }],
    [
      'more than a thousand of one product',
      { ...basket, line_items: Array(2).fill({ product_ref: 'p-003', qty: 600 }) },
    ],
    ['too many lines', { ...basket, line_items: Array(51).fill({ product_ref: 'p-003', qty: 1 }) }],
    ['an unknown currency', { ...basket, currency_code: 'XXX' }],
    ['an unknown tier', { ...basket, price_tier: 'free' }],
    ['a price of its own', { ...basket, grand_total: { amount_minor: 1, currency_code: 'EUR' } }],
    ['nothing', undefined],
  ])('refuses an order with %s, and forgets that it was asked', async (_, body) => {
    const key = randomUUID();
    const refused = await send('/orders', { key, body });
    expect(refused.status).toBe(400);
    const { order } = (await (await send('/orders', { key, body: basket })).json()) as { order: { order_id: string } };
    expect((await send(`/orders/${order.order_id}/cancel`, { key })).status).toBe(200);
  });

  it('takes a key with quotes and without for the same', async () => {
    const key = randomUUID();
    const ids = [];
    for (const each of [key, `"${key}"`]) {
      const response = await send('/orders', { key: each, body: basket });
      ids.push(((await response.json()) as { order: { order_id: string } }).order.order_id);
    }
    expect(ids[0]).toBe(ids[1]);
    expect((await send(`/orders/${ids[0]}/cancel`, { key })).status).toBe(200);
  });

  it.each(['nothing', 'o-0002'])('refuses to go on after %s, which is not in the list', async (after) => {
    const path = `/orders?owner_kind=customer&owner_id=ada&after=${after}`;
    expect((await send(path, { method: 'GET' })).status).toBe(400);
  });

  it('has 400 orders of the past: in every state, for those whom README and tests know by name', async () => {
    const owners = [
      { kind: 'customer', id: 'ada' },
      { kind: 'customer', id: 'bob' },
      { kind: 'partner', id: 'acme' },
      { kind: 'partner', id: 'globex' },
    ] as const;
    for (const owner of owners) {
      const { orders } = await client.list({ owner, limit: 100 }, newCall({ caller: owner }));
      const past = orders.filter(({ id }) => /^o-\d{4}$/.test(id));
      expect(past.length).toBeGreaterThanOrEqual(20);
      expect(new Set(past.map(({ status }) => status)).size).toBe(5);
      for (const { lines, total, placedAt } of past) {
        expect(lines.reduce((sum, line) => sum + line.total.amount, 0)).toBe(total.amount);
        expect(placedAt < '2026-03-01').toBe(true);
      }
    }
    const ids = Array.from({ length: 400 }, (_, index) => `o-${String(index + 1).padStart(4, '0')}`);
    const support = newCall({ caller: { kind: 'support', id: 'sam' } });
    expect((await client.orders(ids, support)).size).toBe(400);
  });

  it('lets orders of the past be paid, cancelled and sent like any other', async () => {
    const owner = { kind: 'customer', id: 'bob' } as const;
    const asBob = (): Call => newCall({ caller: owner });
    const { orders } = await client.list({ owner, limit: 100 }, asBob());
    const first = (status: Order['status']): Order => orders.find((order) => order.status === status)!;
    const key = (): string => randomUUID();
    expect((await client.pay({ id: first('PENDING').id, idempotencyKey: key() }, asBob())).status).toBe('PAID');
    expect((await client.cancel({ id: first('PAID').id, idempotencyKey: key() }, asBob())).status).toBe('CANCELLED');
    expect((await control.advance(first('SHIPPED').id, asBob())).status).toBe('DELIVERED');
  });

  it('invalidates the stock of what was sold, by the client and by events, but not of what was tried', async () => {
    const soldTag = (id: string): string => `stock of ${id}`;
    const caller = { kind: 'partner', id: 'acme' } as const;
    const invalidated: (readonly string[])[] = [];
    const change: Cache['change'] = (tags, method) => (input, call) => {
      invalidated.push(tags(input, call));
      return method(input, call);
    };
    const cached = cacheOrders(client, { change } as Cache, { soldTag });
    const request = { lines: [{ productId: 'p-006', quantity: 1 }], currency: 'EUR', tier: 'standard' } as const;
    const place = (mode?: 'test') =>
      cached.place({ ...request, idempotencyKey: randomUUID() }, newCall({ caller: { ...caller, mode } }));
    await place();
    await place('test');
    expect(invalidated).toEqual([['stock of p-006'], []]);
    const event = (owner?: object) => ({ order: { ...(owner && { owner }), line_items: [{ product_ref: 'p-006' }] } });
    for (const tagsOf of Object.values(orderInvalidations({ soldTag }))) {
      expect(tagsOf(event())).toEqual(['stock of p-006']);
      expect(tagsOf(event({ owner_mode: 'live' }))).toEqual(['stock of p-006']);
      expect(tagsOf(event({ owner_mode: 'test' }))).toEqual([]);
    }
  });

  it('is described by the checked-in OpenAPI document', () => {
    const checkedIn: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(ordersDocument()))).toEqual(checkedIn);
  });
});
