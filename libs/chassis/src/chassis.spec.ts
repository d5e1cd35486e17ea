import { specPolicy } from '@frontage/upstream';
import { createRuntime } from '@frontage/http-server';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { z } from 'zod';
import { openChassis } from './chassis.ts';
import { bffConfig, parseBffConfig } from './config.ts';

/** Server that accepts connections and never answers. */
async function startMuteRedis() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const config = (env: Readonly<Record<string, string>> = {}) =>
  parseBffConfig(z.object(bffConfig({ port: 0, adminPort: 0 })), { NODE_ENV: 'test', ...env });
const identity = {
  name: 'some-bff',
  client: { clientId: 'some-bff', clientSecret: 'secret' },
  rateLimits: [],
  upstreamPolicy: specPolicy,
  invalidations: {},
};
const runtime = createRuntime('some-bff');

/** A client whose `close` is reported at once, and resolves when released. */
function slowClient() {
  const asked = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  return {
    asked: asked.promise,
    finish: ended.resolve,
    state: () => 'ready' as const,
    close: () => {
      asked.resolve();
      return ended.promise;
    },
  };
}

describe('the budget factor', () => {
  it('gives time to calls as well as to operations: with a breakpoint in a service, neither runs out', async () => {
    const chassis = await openChassis({ ...identity, config: config({ BUDGET_FACTOR: '10' }), runtime });
    expect(chassis.edge.budgetFactor).toBe(10);
    expect(chassis.outbound.attemptTimeoutMs).toBe(10 * specPolicy.attemptTimeoutMs);
    await chassis.close({});
  });
});

describe('closing', () => {
  it('ends the clients side by side, and what all of them use when the last has ended', async () => {
    const server = await startMuteRedis();
    const chassis = await openChassis({ ...identity, config: config({ REDIS_URL: server.url }), runtime });
    const [one, other] = [slowClient(), slowClient()];
    let isClosed = false;
    const closing = chassis.close({ one, other }).then(() => (isClosed = true));
    await Promise.all([one.asked, other.asked]);
    one.finish();
    await new Promise(setImmediate);
    expect(isClosed).toBe(false);
    expect(chassis.redis?.state).not.toBe('closed');
    other.finish();
    await closing;
    expect(chassis.redis?.state).toBe('closed');
    server.close();
  });

  it('ends Redis after every client, even when one cannot be closed, and tells of that', async () => {
    const server = await startMuteRedis();
    const chassis = await openChassis({ ...identity, config: config({ REDIS_URL: server.url }), runtime });
    const slow = slowClient();
    const broken = { state: () => 'ready' as const, close: () => Promise.reject(new Error('stuck')) };
    const closing = chassis.close({ broken, slow }).catch((error: unknown) => error);
    await slow.asked;
    await new Promise(setImmediate);
    expect(chassis.redis?.state).not.toBe('closed');
    slow.finish();
    expect(await closing).toMatchObject({ errors: [{ message: 'stuck' }] });
    expect(chassis.redis?.state).toBe('closed');
    server.close();
  });

  it('keeps the cache from asking a client that is being closed', async () => {
    const chassis = await openChassis({ ...identity, config: config(), runtime });
    const order: string[] = [];
    const { close } = chassis.cache;
    chassis.cache.close = () => {
      order.push('cache');
      close();
    };
    await chassis.close({ one: { state: () => 'ready', close: () => void order.push('client') } });
    expect(order).toEqual(['cache', 'client']);
  });
});

describe('/readyz', () => {
  it('tells of every client, the identity provider, and Redis where there is one', async () => {
    const server = await startMuteRedis();
    const client = { state: () => 'ready' as const, close: () => undefined };
    const alone = await openChassis({ ...identity, config: config(), runtime });
    const shared = await openChassis({ ...identity, config: config({ REDIS_URL: server.url }), runtime });
    expect(Object.keys(alone.dependencies({ catalog: client }))).toEqual(['catalog', 'identity-provider']);
    expect(Object.keys(shared.dependencies({ catalog: client }))).toEqual(['catalog', 'identity-provider', 'redis']);
    await Promise.all([alone.close({}), shared.close({})]);
    server.close();
  });
});

describe('trouble with a service', () => {
  it('shows in the metrics which circuits are open', async () => {
    const { metrics } = runtime;
    const chassis = await openChassis({ ...identity, config: config(), runtime });
    const trouble = { service: 'reviews', operation: 'reviews.summaries' };
    const exposed = async () => (await metrics.expose()).text.match(/^upstream_circuit_state\{.*$/gm);
    const series = 'upstream_circuit_state{service="reviews",operation="reviews.summaries"}';
    chassis.outbound.onTrouble?.({ ...trouble, kind: 'circuit-open' });
    expect(await exposed()).toEqual([`${series} 2`]);
    chassis.outbound.onTrouble?.({ ...trouble, kind: 'circuit-half-open' });
    chassis.outbound.onTrouble?.({ service: 'reviews', kind: 'bulkhead-full' });
    expect(await exposed()).toEqual([`${series} 1`]);
    chassis.outbound.onTrouble?.({ ...trouble, kind: 'circuit-closed' });
    expect(await exposed()).toEqual([`${series} 0`]);
    await chassis.close({});
  });
});
