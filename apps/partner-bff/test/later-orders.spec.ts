/** Orders that are placed later, from the request to the webhook. */

import { startSpecMessagings } from '@frontage/messaging/fake';
import type { Messaging } from '@frontage/messaging';
import { servePlaceCommands } from '@frontage/orders-fake';
import { randomUUID } from 'node:crypto';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';
import { startReceiver } from './receiver.ts';

const places = await startSpecMessagings(process.env['AMQP_URL']);
afterAll(async () => {
  await Promise.all(places.map(({ stop }) => stop()));
});

const key = (): string => randomUUID();
const order = (product = 'p-007', quantity = 1) => ({ lines: [{ product, quantity }] });

describe.each(places)('orders that are placed later, over $name', ({ env, connect, kill, start }) => {
  let house: PartnerHouse;
  let messaging: Messaging;
  let orders: ReturnType<typeof servePlaceCommands> | undefined;
  beforeEach(async () => {
    house = await startPartnerHouse({ ...env, WEBHOOK_ALLOW_LOOPBACK: 'true' });
    messaging = connect();
  });
  afterEach(async () => {
    await orders?.close();
    orders = undefined;
    await house.close();
    await messaging.close();
  });

  const as = (who = 'acme') => ({ Authorization: house.as(who) });
  /** Starts the consumer of the orders service. */
  const startOrders = (): void => {
    orders = servePlaceCommands({ messaging, place: house.domain.placeOrder });
  };
  const place = (body: object, idempotencyKey = key()) =>
    house.api
      .post('/v2/orders')
      .set(as())
      .set({ Prefer: 'respond-async', 'Idempotency-Key': idempotencyKey })
      .send(body);
  const placeBulk = (bodies: readonly object[], idempotencyKey = key()) =>
    house.api.post('/v2/orders/bulk').set(as()).set('Idempotency-Key', idempotencyKey).send({ orders: bodies });
  const operationAt = async (href: string) => (await house.api.get(href).set(as()).expect(200)).body;
  const ended = async (href: string) => {
    for (;;) {
      const operation = await operationAt(href);
      if (operation.status !== 'pending') return operation;
    }
  };

  it('are accepted at once, placed, and told of by a webhook and by their operation', async () => {
    const receiver = await startReceiver();
    await house.api
      .post('/v2/webhooks')
      .set(as())
      .send({ url: receiver.url, events: ['operation.*'] })
      .expect(201);
    startOrders();
    const accepted = await place(order()).expect(202);
    const { self } = accepted.body._links;
    expect(accepted.headers).toMatchObject({ location: self.href, 'preference-applied': 'respond-async' });
    expect(accepted.body).toMatchObject({ status: 'pending', results: [{ number: 0, status: 'pending' }] });
    await receiver.until(({ length }) => length > 0);
    receiver.close();
    const { id } = accepted.body;
    expect(receiver.received[0]).toMatchObject({ id: `operation_${id}`, type: 'operation.completed' });
    const { data } = JSON.parse(receiver.received[0]!.body);
    expect(data).toEqual({ id, status: 'completed', placed: 1, refused: 0, _links: { self } });
    const operation = await operationAt(self.href);
    expect(operation).toMatchObject({ status: 'completed', placed: 1, refused: 0 });
    const placed = await house.api.get(operation.results[0]._links.order.href).set(as()).expect(200);
    expect(placed.body).toMatchObject({ status: 'PENDING', lines: [{ product: 'p-007', quantity: 1 }] });
  });

  it('wait while orders is away and while messaging is down, and are placed once, in order', async () => {
    await kill();
    const keys = Array.from({ length: 20 }, key);
    const hrefs: string[] = [];
    for (const [index, each] of keys.entries()) {
      const body = order('p-007', index + 1);
      const first = await place(body, each).expect(202);
      hrefs.push(first.body._links.self.href);
      // A partner who lost the answer asks again, and finds the same operation.
      expect((await place(body, each).expect(202)).body._links.self.href).toBe(hrefs.at(-1));
    }
    await start();
    startOrders();
    for (const href of hrefs) expect(await ended(href)).toMatchObject({ status: 'completed' });
    const { body } = await house.api.get('/v2/orders?limit=100').set(as()).expect(200);
    const quantities = body._embedded.orders
      .filter(({ lines }: { lines: { product: string }[] }) => lines[0]!.product === 'p-007')
      .map(({ lines }: { lines: { quantity: number }[] }) => lines[0]!.quantity);
    expect(quantities.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
    expect(quantities.filter((quantity: number) => quantity === 20)).toHaveLength(1);
  }, 90_000);

  it('in bulk have one operation, and each its own result', async () => {
    startOrders();
    const bodies = [order('p-007'), order('no-such-product'), order('p-008', 2)];
    const { body, headers } = await placeBulk(bodies).expect(202);
    expect(headers['location']).toBe(body._links.self.href);
    const operation = await ended(body._links.self.href);
    expect(operation).toMatchObject({ status: 'completed', placed: 2, refused: 1 });
    expect(operation.results.map(({ status }: { status: string }) => status)).toEqual(['placed', 'refused', 'placed']);
    expect(operation.results[1].problem).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
  });

  it('that are all refused are an operation that failed', async () => {
    startOrders();
    const { body } = await placeBulk([order('nothing'), order('nothing-else')]).expect(202);
    expect(await ended(body._links.self.href)).toMatchObject({ status: 'failed', placed: 0, refused: 2 });
  });
});

describe('a request for later', () => {
  let house: PartnerHouse;
  beforeAll(async () => (house = await startPartnerHouse({ MESSAGE_LOG_URL: 'log://127.0.0.1:9' })));
  afterAll(() => house.close());
  const as = (who = 'acme') => ({ Authorization: house.as(who) });
  const bulk = (body: object, headers: Record<string, string> = {}) =>
    house.api
      .post('/v2/orders/bulk')
      .set(as())
      .set({ 'Idempotency-Key': key(), ...headers })
      .send(body);

  it('holds up to 500 orders, whole', async () => {
    const many = Array.from({ length: 500 }, () => ({
      lines: Array.from({ length: 20 }, (_, index) => ({ product: `p-${100 + index}`, quantity: 1 })),
    }));
    const { body } = await bulk({ orders: many }).expect(202);
    expect(body.results).toHaveLength(500);
    await bulk({ orders: [...many, order()] }).expect(400);
    await bulk({ orders: [] }).expect(400);
  });

  it('under one key is one operation; another request under it is refused', async () => {
    const same = { 'Idempotency-Key': key() };
    const first = await bulk({ orders: [order()] }, same).expect(202);
    expect((await bulk({ orders: [order()] }, same).expect(202)).body.id).toBe(first.body.id);
    const refused = await bulk({ orders: [order('p-008')] }, same).expect(422);
    expect(refused.body).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
    await house.api
      .post('/v2/orders/bulk')
      .set(as())
      .send({ orders: [order()] })
      .expect(400);
  });

  it('is seen by its partner alone', async () => {
    const { body } = await bulk({ orders: [order()] }).expect(202);
    const pending = await house.api.get(body._links.self.href).set(as()).expect(200);
    expect(pending.headers['retry-after']).toBe('2');
    await house.api.get(body._links.self.href).set(as('globex')).expect(404);
    await house.api.get('/v2/operations/nothing').set(as()).expect(404);
  });

  it.each([
    ['respond-async', 202],
    ['return=minimal, Respond-Async;x=y', 202],
    ['respond-asynchronously', 201],
    ['wait=10', 201],
  ])('is recognised in Prefer: %s', async (prefer, status) => {
    const headers = { Prefer: prefer, 'Idempotency-Key': key() };
    await house.api.post('/v2/orders').set(as()).set(headers).send(order()).expect(status);
  });
});

it('without messaging, a preference is not followed, and bulk is refused', async () => {
  const house = await startPartnerHouse();
  try {
    const headers = { Authorization: house.as('acme'), Prefer: 'respond-async', 'Idempotency-Key': key() };
    const { headers: answered } = await house.api.post('/v2/orders').set(headers).send(order()).expect(201);
    expect(answered).not.toHaveProperty('preference-applied');
    const { body } = await house.api
      .post('/v2/orders/bulk')
      .set(headers)
      .send({ orders: [order()] })
      .expect(503);
    expect(body).toMatchObject({ reason: 'NO_MESSAGING' });
  } finally {
    await house.close();
  }
});
