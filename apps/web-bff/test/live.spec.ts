/** Live data: subscriptions over Server-Sent Events, through the front door. */

import { documentIdOf, readManifest } from '@frontage/graphql-server/manifest';
import { readEvents, type EventReader } from '@frontage/graphql-server/fake';
import type { Browser } from '@frontage/auth/fake';
import { startSpecMessagings } from '@frontage/messaging/fake';
import type { Messaging } from '@frontage/messaging';
import { createClient, type ClientOptions, type ExecutionResult } from 'graphql-sse';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startWebHouse, type WebHouse } from './harness.ts';

const all = await startSpecMessagings(process.env['AMQP_URL']);
afterAll(async () => {
  await Promise.all(all.map(({ stop }) => stop()));
});

const orderChanged = 'subscription O($id: ID!) { orderChanged(id: $id) { id status actions } }';
const stockChanged = 'subscription S($ids: [ID!]!) { stockChanged(ids: $ids) { id stock { available } } }';

const cookieOf = (browser: Browser): string =>
  [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
interface Asked {
  readonly browser?: Browser;
  readonly headers?: Readonly<Record<string, string>>;
}
const open = (house: WebHouse, body: object, { browser, headers }: Asked = {}): Promise<EventReader> =>
  readEvents({
    url: `${house.origin}/graphql/stream`,
    body,
    headers: { ...(browser && { cookie: cookieOf(browser) }), ...headers },
  });

/** Publishes an event until somebody has seen its effect: an instance listens soon after its start. */
async function publishUntil<T>(messaging: Messaging, topic: string, data: object, seen: Promise<T>): Promise<T> {
  let isSeen = false;
  const noted = seen.finally(() => (isSeen = true));
  noted.catch(() => undefined);
  while (!isSeen) {
    const event = { id: randomUUID(), topic, key: 'spec', at: new Date().toISOString(), data };
    await messaging.publish([event]).catch((error: unknown) => expect(error).toMatchObject({ code: 'UNAVAILABLE' }));
    await new Promise(setImmediate);
  }
  return noted;
}

/** Places an order of a customer. */
async function placed(ask: WebHouse['ask']): Promise<string> {
  await ask('mutation { putCartItem(input: { productId: "p-001", quantity: 1 }) { cart { id } } }');
  const { data } = await ask(
    'mutation ($key: String!) { checkout(input: { idempotencyKey: $key }) { order { id } } }',
    {
      key: randomUUID(),
    },
  );
  return data.checkout.order.id;
}
const pay = (ask: WebHouse['ask'], id: string) =>
  ask('mutation ($input: PayOrderInput!) { payOrder(input: $input) { order { status } } }', {
    input: { orderId: id, idempotencyKey: randomUUID() },
  });

describe.each(all)('live stock, over $name', ({ env, connect, close }) => {
  it('is shown by every instance after an event, whatever its cache had', async () => {
    const house = await startWebHouse({ CACHE_MAX_BYTES: '10000000', ...env }, { instances: 2 });
    const messaging = connect();
    try {
      const body = { query: stockChanged, variables: { ids: ['p-001', 'nothing', 'p-002'] } };
      const readers = [await open(house, body), await open(house, body)];
      const [first, same] = await Promise.all(readers.map((reader) => reader.result()));
      expect(first.data.stockChanged.map(({ id }: { id: string }) => id)).toEqual(['p-001', 'p-002']);
      expect(same).toEqual(first);
      const { available } = first.data.stockChanged[0].stock;
      await house.domain.placeOrder({
        caller: { kind: 'customer', id: 'bob' },
        body: { line_items: [{ product_ref: 'p-001', qty: 1 }], currency_code: 'EUR', price_tier: 'standard' },
        idempotencyKey: randomUUID(),
        trace: { traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '1', sampled: false },
        budgetMs: undefined,
      });
      const seen = Promise.all(readers.map((reader) => reader.result()));
      for (const { data } of await publishUntil(messaging, 'inventory.changed', { productId: 'p-001' }, seen)) {
        expect(data.stockChanged[0]).toEqual({ id: 'p-001', stock: { available: available - 1 } });
      }
      await Promise.all(readers.map((reader) => reader.close()));
    } finally {
      await close();
      await house.close();
    }
  });
});

describe('live orders', () => {
  let house: WebHouse;
  let messaging: Messaging;
  let ada: Awaited<ReturnType<WebHouse['login']>>;
  beforeAll(async () => {
    house = await startWebHouse({ ...all[0]!.env });
    messaging = all[0]!.connect();
    ada = await house.login('ada');
  });
  afterAll(async () => {
    await all[0]!.close();
    await house.close();
  });
  const paid = <T>(id: string, seen: Promise<T>) =>
    publishUntil(messaging, 'order.paid', { order: { order_id: id } }, seen);

  it('are shown to their owner and to support, and to nobody else', async () => {
    const id = await placed(ada.ask);
    const body = { query: orderChanged, variables: { id } };
    const [bob, sam] = [await house.login('bob'), await house.login('sam')];
    const readers = [await open(house, body, ada), await open(house, body, sam)];
    for (const reader of readers)
      expect(await reader.result()).toEqual({
        data: { orderChanged: { id, status: 'PENDING', actions: ['PAY', 'CANCEL'] } },
      });
    const hidden = await open(house, body, bob);
    expect(await hidden.result()).toMatchObject({
      data: { orderChanged: null },
      errors: [{ extensions: { code: 'NOT_FOUND', requestId: hidden.headers['x-request-id'] } }],
    });
    expect((await hidden.next())!.event).toBe('complete');
    for (const variables of [{ id: 'none' }, { id: 'x'.repeat(1_000) }]) {
      const none = await open(house, { query: orderChanged, variables }, ada);
      expect(await none.result()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
    const visitor = await open(house, body);
    expect(await visitor.result()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });

    const steps = 'query ($id: ID!) { order(id: $id) { payBy timeline { status reachedAt expectedAt } } }';
    const before = (await ada.ask(steps, { id })).data.order;
    expect(before.timeline.map(({ status }: { status: string }) => status)).toEqual([
      'PENDING',
      'PAID',
      'SHIPPED',
      'DELIVERED',
    ]);
    expect([before.timeline[0].reachedAt, before.timeline[1].reachedAt]).toEqual([expect.any(String), null]);
    expect(before.payBy > before.timeline[0].reachedAt).toBe(true);
    await pay(ada.ask, id);
    const seen = Promise.all(readers.map((reader) => reader.result()));
    for (const result of await paid(id, seen))
      expect(result).toEqual({ data: { orderChanged: { id, status: 'PAID', actions: ['CANCEL'] } } });
    await Promise.all(readers.map((reader) => reader.close()));
  });

  it('go on for a client that was away, from what it has seen', async () => {
    const id = await placed(ada.ask);
    const body = { query: orderChanged, variables: { id } };
    const first = await open(house, body, ada);
    const seen = await first.next();
    await first.close();
    await pay(ada.ask, id);
    const back = await open(house, body, { ...ada, headers: { 'last-event-id': seen!.id! } });
    expect((await back.result()).data.orderChanged.status).toBe('PAID');
    await back.close();
  });

  it('need X-CSRF, and an order that is asked for', async () => {
    const body = { query: orderChanged, variables: { id: 'o-1' } };
    const forged = await open(house, body, { ...ada, headers: { 'x-csrf': '0' } });
    expect(forged.status).toBe(403);
    expect(JSON.parse(await forged.rest())).toMatchObject({ reason: 'CSRF_HEADER_MISSING' });
    const many = await open(house, { query: stockChanged, variables: { ids: Array(51).fill('p-001') } });
    expect(await many.result()).toMatchObject({
      errors: [{ extensions: { code: 'INVALID_INPUT', errors: [{ pointer: '#/ids' }] } }],
    });
    const single = await ada.ask(orderChanged, { id: 'o-1' });
    expect([single.status, single.errors![0]!.extensions['code']]).toEqual([400, 'BAD_REQUEST']);
  });

  it('are refused with a status when their service is away, and costs nothing when the request is wrong', async () => {
    const body = { query: orderChanged, variables: { id: 'o-1' } };
    house.domain.services.orders.faults.set({ status: 503 });
    const reader = await open(house, body, ada);
    expect(reader.status).toBe(503);
    expect(JSON.parse(await reader.rest())).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    await house.recover();
    const wide = `subscription { ${Array.from({ length: 40 }, (_, index) => `a${index}: orderChanged(id: "1") { id }`).join(' ')} }`;
    const refused = await open(house, { query: wide }, ada);
    expect(await refused.result()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it.each([
    [
      'in another tab',
      async (browser: Browser) => {
        const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
        await browser.step(`${house.origin}${logoutUrl}`);
      },
    ],
    [
      'at the provider',
      async (browser: Browser) => {
        const { sid, sub } = house.issuer.logins.at(-1)!;
        const body = new URLSearchParams({ logout_token: house.issuer.logoutToken({ sid, sub }) }).toString();
        await browser.post('/auth/backchannel-logout', body, {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
      },
    ],
    ['by a new login in its place', async (browser: Browser) => void (await browser.login('bob'))],
  ])('end with the session: logged out %s', async (_, logOut) => {
    const { browser, ask } = await house.login('ada');
    const reader = await open(house, { query: orderChanged, variables: { id: await placed(ask) } }, { browser });
    await reader.result();
    await logOut(browser);
    expect(await reader.result()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await reader.next())!.event).toBe('complete');
    expect(await reader.next()).toBeUndefined();
  });

  it('of one session are bounded: 20 of 300 are open', async () => {
    const { browser, ask } = await house.login('ada');
    const id = await placed(ask);
    const body = { query: orderChanged, variables: { id } };
    const readers: EventReader[] = [];
    for (let round = 0; round < 3; round += 1)
      readers.push(...(await Promise.all(Array.from({ length: 100 }, () => open(house, body, { browser })))));
    const refused = readers.filter(({ status }) => status === 429);
    expect(readers.length - refused.length).toBe(20);
    expect(refused[0]!.headers['retry-after']).toBe('10');
    expect((await ask('{ viewer { id } }')).status).toBe(200);
    await Promise.all(readers.map((reader) => reader.close()));
  });

  describe('with the client of graphql-sse', () => {
    const clientOf = (browser: Browser, options: Partial<ClientOptions> = {}) =>
      createClient({
        url: `${house.origin}/graphql/stream`,
        headers: () => ({ 'x-csrf': '1', cookie: cookieOf(browser) }),
        retry: async () => undefined,
        ...options,
      });
    type Result = ExecutionResult<{ orderChanged: { status: string } | null }, unknown>;

    it('are shown, go on after a connection that was lost, and end with a logout', async () => {
      const { browser, ask } = await house.login('ada');
      const id = await placed(ask);
      let lose = (): void => undefined;
      const client = clientOf(browser, {
        fetchFn: async (url: string, init: RequestInit) => {
          const cut = new AbortController();
          lose = () => cut.abort();
          return fetch(url, { ...init, signal: AbortSignal.any([init.signal!, cut.signal]) });
        },
      });
      const results = client.iterate<{ orderChanged: { status: string } | null }>({
        query: orderChanged,
        variables: { id },
      });
      const next = async (): Promise<Result> => (await results.next()).value as Result;
      expect((await next()).data!.orderChanged!.status).toBe('PENDING');
      lose();
      expect((await next()).data!.orderChanged!.status).toBe('PENDING');
      await pay(ask, id);
      expect((await paid(id, next())).data!.orderChanged!.status).toBe('PAID');
      const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
      await browser.step(`${house.origin}${logoutUrl}`);
      expect((await next()).errors![0]!.extensions!['code']).toBe('UNAUTHENTICATED');
      expect(await results.next()).toEqual({ done: true, value: undefined });
      client.dispose();
    });

    it('tell of mistakes at once, and of what they may not see', async () => {
      const client = clientOf(ada.browser);
      const codes = [];
      for (const query of [
        'subscription {',
        'subscription { nothing }',
        'subscription { orderChanged(id: "none") { id } }',
      ]) {
        const results = client.iterate({ query });
        codes.push((await results.next()).value!.errors![0]!.extensions!['code']);
        expect((await results.next()).done).toBe(true);
      }
      expect(codes).toEqual(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'NOT_FOUND']);
      // Queries and mutations may go the same way.
      const once = client.iterate({ query: '{ viewer { id } }' });
      expect((await once.next()).value).toEqual({ data: { viewer: { id: 'ada' } } });
      client.dispose();
    });
  });
});

describe('trusted documents', () => {
  it('are all that is streamed where nothing else is run', async () => {
    const file = new URL('../trusted-documents.json', import.meta.url).pathname;
    const house = await startWebHouse({ TRUSTED_DOCUMENTS_FILE: file, TRUSTED_DOCUMENTS: 'only' });
    try {
      const shop = [...readManifest(readFileSync(file, 'utf8')).values()];
      const documentId = documentIdOf(shop.find((text) => text.includes('subscription StockChanged'))!);
      const variables = { ids: ['p-001'] };
      const reader = await open(house, { documentId, variables });
      expect((await reader.result()).data.stockChanged).toMatchObject([{ id: 'p-001' }]);
      await reader.close();
      const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
      const get = await readEvents({ url: `${house.origin}/graphql/stream?${search.toString()}` });
      expect((await get.result()).data.stockChanged).toMatchObject([{ id: 'p-001' }]);
      await get.close();
      const text = await open(house, { query: stockChanged, variables });
      expect(await text.result()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_DOCUMENT_REQUIRED' } }] });
      const told = await open(
        house,
        { documentId: documentIdOf('{ a }') },
        { headers: { accept: 'text/event-stream, application/json' } },
      );
      expect(told.status).toBe(400);
    } finally {
      await house.close();
    }
  });
});
