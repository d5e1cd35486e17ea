import { createSeal } from '@frontage/sealing';
import { openSqlite } from '@frontage/sql';
import { jest } from '@jest/globals';
import type { Kysely } from 'kysely';
import { startDeliveries, type Deliveries } from './deliveries.ts';
import type { WebhookEvent } from './event.ts';
import type { SendFailure, WebhookAnswer, WebhookRequest } from './outcome.ts';
import { createSecret } from './signing.ts';
import { openSqlWebhookStore, type WebhookTables } from './sql/index.ts';
import type { WebhookStore } from './store.ts';

const [minute, hour] = [60_000, 3_600_000];
const begin = Date.parse('2026-05-01T10:00:00.000Z');
const ok: WebhookAnswer = { status: 200, body: 'thanks' };

interface Sent {
  readonly to: string;
  readonly id: string;
  readonly second: number;
  readonly headers: WebhookRequest['headers'];
}

type Receiver = (request: WebhookRequest) => Promise<WebhookAnswer | SendFailure>;

let db: Kysely<WebhookTables>;
let store: WebhookStore;
let sent: Sent[];
let receivers: Record<string, Receiver>;
let workers: Deliveries[];

beforeEach(async () => {
  jest.useFakeTimers({ now: begin, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  db = openSqlite<WebhookTables>({ file: ':memory:' });
  store = await openSqlWebhookStore(db, createSeal(['k'.repeat(32)], 'webhooks'));
  sent = [];
  receivers = {};
  workers = [];
});
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(workers.map((worker) => worker.close(0)));
  await db.destroy();
});

const sender = {
  post: (request: WebhookRequest) => {
    const to = new URL(request.url).hostname.split('.')[0]!;
    const second = Math.floor((Date.now() - begin) / 1000);
    sent.push({ to, id: request.headers['webhook-id']!, second, headers: request.headers });
    return (receivers[to] ?? (async () => ok))(request);
  },
};
const start = (pollMs = 500): Deliveries => {
  const worker = startDeliveries({ store, sender, hrefOf: (id) => `/v2/webhooks/${id}`, random: () => 0, pollMs });
  workers.push(worker);
  return worker;
};
const add = (id: string, events: readonly string[] = ['order.*']) =>
  store.add({
    endpoint: {
      id,
      partnerId: 'acme',
      mode: 'live',
      url: `https://${id}.example.test/`,
      events,
      description: '',
      createdAt: new Date().toISOString(),
    },
    secret: createSecret(),
    max: 20,
  });
const event = (id: string): WebhookEvent => {
  const at = new Date().toISOString();
  return { id, partnerId: 'acme', mode: 'live', type: 'order.paid', at, body: JSON.stringify({ id }) };
};
const accept = (...ids: string[]) => store.accept(ids.map(event), new Date().toISOString());
const pass = async (ms: number, stepMs = ms): Promise<void> => {
  for (let passed = 0; passed < ms; passed += stepMs) await jest.advanceTimersByTimeAsync(stepMs);
};
const to = (name: string): Sent[] => sent.filter((each) => each.to === name);
const status =
  (code: number, retryAfter?: string): Receiver =>
  async () => ({ status: code, retryAfter, body: 'no' });
const hanging: Receiver = ({ timeoutMs, signal }) =>
  new Promise((resolve) => {
    setTimeout(() => resolve('timeout'), timeoutMs);
    signal.addEventListener('abort', () => resolve('connection'));
  });

it('an event reaches every endpoint that wants it, once', async () => {
  await Promise.all([add('a'), add('b'), add('c', ['inventory.low'])]);
  start();
  await accept('e-1', 'e-2');
  await pass(2_000, 500);
  expect(to('a').map(({ id }) => id)).toEqual(['e-1', 'e-2']);
  expect(to('b').map(({ id }) => id)).toEqual(['e-1', 'e-2']);
  expect(to('c')).toEqual([]);
});

it('a receiver that recovers gets an event once more under the same id, by the schedule, with the time of the attempt', async () => {
  await add('a');
  receivers['a'] = async () => (to('a').length < 4 ? { status: 500, body: '' } : ok);
  start();
  await accept('e-1');
  await pass(40 * minute, 500);
  expect(new Set(to('a').map(({ id }) => id))).toEqual(new Set(['e-1']));
  expect(to('a').map(({ second }) => second)).toEqual([0, 5, 306, 2_107].map((about) => expect.closeTo(about, -1)));
  const timestamps = to('a').map(({ headers }) => Number(headers['webhook-timestamp']));
  expect(timestamps).toEqual(to('a').map(({ second }) => begin / 1000 + second));
  const [delivery] = await store.deliveries('a', { limit: 1 });
  expect(delivery).toMatchObject({ status: 'delivered' });
  expect(delivery!.attempts).toHaveLength(4);
});

it('an endpoint that hangs changes nothing for another', async () => {
  const timesOf = async (receiver: Receiver): Promise<number[]> => {
    sent = [];
    receivers['slow'] = receiver;
    const from = Math.floor((Date.now() - begin) / 1000);
    const worker = start();
    // Less than the 20 s after which the first attempt is given up.
    for (let n = 0; n < 39; n += 1) {
      await accept(`e-${from}-${n}`);
      await pass(500);
    }
    const closed = worker.close(0);
    await pass(1);
    await closed;
    return to('quick').map(({ second }) => second - from);
  };
  await Promise.all([add('slow'), add('quick')]);
  const without = await timesOf(async () => ok);
  const beside = await timesOf(hanging);
  expect(without).toHaveLength(39);
  expect(beside).toEqual(without);
  expect(to('slow').length).toBeLessThanOrEqual(16);
});

it.each([
  ['an answer', status(503), 5],
  ['a redirect', status(302), 5],
  ['no connection', async () => 'connection' as const, 5],
  ['a throttle that names a time', status(429, '120'), 120],
] as const)('after %s the next attempt is not early', async (_, receiver, seconds) => {
  await add('a');
  receivers['a'] = receiver;
  start();
  await accept('e-1');
  await pass(seconds * 1000 - 500, 500);
  expect(to('a')).toHaveLength(1);
  await pass(1_500, 500);
  expect(to('a')).toHaveLength(2);
});

it('a receiver that throttles is left alone with its other events too', async () => {
  await add('a');
  receivers['a'] = status(429, '60');
  start();
  await accept('e-1');
  await pass(1_000, 500);
  await accept('e-2', 'e-3');
  await pass(58_000, 500);
  expect(to('a')).toHaveLength(1);
  receivers['a'] = async () => ok;
  await pass(3_000, 500);
  expect(
    to('a')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['e-1', 'e-1', 'e-2', 'e-3']);
});

it('an endpoint that keeps failing has one attempt at a time', async () => {
  await add('a');
  receivers['a'] = status(500);
  start();
  await accept(...Array.from({ length: 100 }, (_, n) => `e-${n}`));
  await pass(10_000, 500);
  // The first claim, before anything was known.
  expect(to('a').length).toBeLessThanOrEqual(16 + 2);
});

it('410 disables, tells the owner elsewhere, and what waits is delivered once when enabled', async () => {
  await add('a');
  await add('b', ['inventory.low']);
  receivers['a'] = status(410);
  start();
  await accept('e-1');
  await pass(1_000, 500);
  await accept('e-2');
  await pass(10 * minute, 5_000);
  expect(to('a')).toHaveLength(1);
  expect(to('b').map(({ id }) => id)).toEqual([expect.stringMatching(/^disabled_a_/)]);
  expect(await store.find('a')).toMatchObject({ disabled: { reason: 'gone' } });
  receivers['a'] = async () => ok;
  await store.enable('a', new Date().toISOString());
  await pass(hour, 5_000);
  expect(to('a').map(({ id }) => id)).toEqual(['e-1', 'e-1', 'e-2']);
});

it('three days of failure disable, with all ten attempts made', async () => {
  await add('a');
  receivers['a'] = status(500);
  start(minute);
  await accept('e-1');
  await pass(76 * hour, minute);
  expect(to('a')).toHaveLength(10);
  expect(await store.find('a')).toMatchObject({ disabled: { reason: 'failing' }, failures: 10 });
});

it('a test is sent once, and says nothing of health', async () => {
  await add('a');
  receivers['a'] = status(500);
  start();
  await store.test('a', { ...event('t-1'), type: 'webhook.test' }, new Date().toISOString());
  await pass(hour, 5_000);
  expect(to('a')).toHaveLength(1);
  expect(await store.find('a')).toMatchObject({ failures: 0 });
});

it('what is under way at the stop is finished, and the rest given back at once', async () => {
  await Promise.all([add('a'), add('slow')]);
  receivers['a'] = () => new Promise((resolve) => setTimeout(() => resolve(ok), 900));
  receivers['slow'] = hanging;
  const worker = start();
  await accept('e-1');
  await pass(500);
  const closed = worker.close(1_000);
  await pass(1_500, 500);
  await closed;
  expect((await store.deliveries('a', { limit: 1 }))[0]).toMatchObject({ status: 'delivered' });
  expect((await store.deliveries('slow', { limit: 1 }))[0]).toMatchObject({ status: 'pending', attempts: [] });
  receivers['slow'] = async () => ok;
  start();
  await pass(500);
  expect(to('slow').map(({ id }) => id)).toEqual(['e-1', 'e-1']);
});

it('what a dead instance held goes out when its leases end, under the same ids', async () => {
  await add('a');
  await accept('e-1', 'e-2', 'e-3');
  const now = new Date().toISOString();
  const due = (await store.due(now)).map((each) => ({ ...each, limit: 2 }));
  await store.claim({ due, now, leaseUntil: new Date(begin + minute).toISOString() });
  start();
  await pass(50_000, 500);
  expect(to('a').map(({ id }) => id)).toHaveLength(1);
  await pass(15_000, 500);
  expect(
    to('a')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['e-1', 'e-2', 'e-3']);
});

it('a store that fails is asked again', async () => {
  await add('a');
  const troubles: unknown[] = [];
  let broken = true;
  const due: WebhookStore['due'] = async (now) => {
    if (broken) throw new Error('no connection');
    return store.due(now);
  };
  workers.push(
    startDeliveries({ store: { ...store, due }, sender, hrefOf: String, onTrouble: (error) => troubles.push(error) }),
  );
  await accept('e-1');
  await pass(1_000, 500);
  expect(troubles.length).toBeGreaterThan(0);
  broken = false;
  await pass(1_000, 500);
  expect(to('a')).toHaveLength(1);
});

it('results that the store does not take are written when it is back, and nothing is sent meanwhile', async () => {
  await add('a');
  const troubles: unknown[] = [];
  let isDown = false;
  const flaky: WebhookStore = {
    ...store,
    settle: (results) => (isDown ? Promise.reject(new Error('down')) : store.settle(results)),
  };
  receivers['a'] = async () => {
    isDown = true;
    return ok;
  };
  const options = { store: flaky, sender, hrefOf: (id: string) => id, perEndpoint: 1 };
  workers.push(startDeliveries({ ...options, onTrouble: (error) => troubles.push(error) }));
  await accept('e-1', 'e-2');
  await pass(3_000, 500);
  expect(to('a').map(({ id }) => id)).toEqual(['e-1']);
  expect(troubles.length).toBeGreaterThan(1);
  receivers['a'] = async () => ok;
  isDown = false;
  await pass(2_000, 500);
  expect(to('a').map(({ id }) => id)).toEqual(['e-1', 'e-2']);
  const deliveries = await store.deliveries('a', { limit: 5 });
  expect(deliveries.map(({ status, attempts }) => [status, attempts.length])).toEqual([
    ['delivered', 1],
    ['delivered', 1],
  ]);
});

it('an endpoint whose secrets cannot be opened is told of once, and holds up no other', async () => {
  await add('a');
  await db.updateTable('webhook_endpoints').set({ secrets: 'sealed with a key that is gone' }).execute();
  await add('b');
  const troubles: Error[] = [];
  const options = { store, sender, hrefOf: (id: string) => id };
  workers.push(startDeliveries({ ...options, onTrouble: (error) => troubles.push(error as Error) }));
  await accept('e-1');
  await pass(2_000, 500);
  await accept('e-2');
  await pass(2_000, 500);
  expect(to('b').map(({ id }) => id)).toEqual(['e-1', 'e-2']);
  expect(to('a')).toEqual([]);
  expect(troubles.map(({ message }) => message)).toEqual(['No key in use opens the secrets of a.']);
});

it('many endpoints that hang leave slots for a healthy one', async () => {
  const names = Array.from({ length: 19 }, (_, index) => `slow-${index}`);
  for (const name of names) receivers[name] = hanging;
  for (const name of names) await add(name);
  const options = { store, sender, hrefOf: (id: string) => id, concurrency: 128 };
  workers.push(startDeliveries(options));
  await accept(...Array.from({ length: 40 }, (_, index) => `e-${index}`));
  await pass(2_000, 500);
  await add('quick');
  await accept('late');
  await pass(2_000, 500);
  expect(to('quick').map(({ id }) => id)).toEqual(['late']);
});
