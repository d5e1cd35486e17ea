import { jest } from '@jest/globals';
import { createMetrics } from './index.ts';

afterEach(() => jest.useRealTimers());

const exposed = async (metrics: ReturnType<typeof createMetrics>): Promise<string> => (await metrics.expose()).text;

it('what waits is read once for each scrape, and shown by every gauge', async () => {
  const metrics = createMetrics();
  let readings = 0;
  metrics.watchGroups(async () => {
    readings += 1;
    return [{ group: 'orders', depth: readings, oldestAt: new Date(Date.now() - 60_000).toISOString(), dead: 2 }];
  });
  const text = await exposed(metrics);
  expect(text).toContain('messaging_group_depth{group="orders"} 1');
  expect(text).toContain('messaging_group_dead_letters{group="orders"} 2');
  expect(text).toMatch(/messaging_group_oldest_seconds\{group="orders"\} 60/);
  expect(await exposed(metrics)).toContain('messaging_group_depth{group="orders"} 2');
  expect(readings).toBe(2);
});

it('nothing waits: 0, and not the last number', async () => {
  const metrics = createMetrics();
  let state = { depth: 3, oldestAt: new Date().toISOString() as string | undefined, disabled: 1 };
  metrics.watchWebhooks(async () => state);
  expect(await exposed(metrics)).toContain('webhook_deliveries_pending 3');
  state = { depth: 0, oldestAt: undefined, disabled: 0 };
  const text = await exposed(metrics);
  for (const name of ['webhook_deliveries_pending', 'webhook_oldest_pending_seconds', 'webhook_endpoints_disabled'])
    expect(text).toContain(`${name} 0`);
});

it('a store that is down or silent shows no number, and takes no other metric along', async () => {
  const metrics = createMetrics();
  metrics.requestLimited('burst');
  metrics.watchGroups(() => Promise.reject(new Error('down')));
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  metrics.watchWebhooks(() => new Promise(() => undefined));
  const scrape = exposed(metrics);
  await jest.advanceTimersByTimeAsync(1_000);
  const text = await scrape;
  expect(text).toContain('requests_limited_total{limit="burst"} 1');
  expect(text).not.toMatch(/^(messaging_group_depth|webhook_deliveries_pending)[{ ]/m);
});

it('a second watch takes the place of the first, and a process without a backlog shows none', async () => {
  const metrics = createMetrics();
  expect(await exposed(metrics)).not.toContain('webhook_deliveries');
  for (const depth of [1, 2]) metrics.watchWebhooks(async () => ({ depth, disabled: 0 }));
  expect(await exposed(metrics)).toContain('webhook_deliveries_pending 2');
});
