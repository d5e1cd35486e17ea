import { createLogger } from '@frontage/observability';
import type { Redis } from '@frontage/redis';
import { ready, startSpecRedis } from '@frontage/redis/fake';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '../../test/door.ts';
import { createRateLimits } from '../index.ts';
import { createRedisLimitStore } from './index.ts';

const own = await startSpecRedis(process.env['REDIS_URL']);
const limit = 40;
const replicas = 2;

interface Instance {
  readonly server: Server;
  readonly redis: Redis;
  readonly url: string;
  readonly warnings: string[];
}

let instances: Instance[] = [];
afterEach(async () => {
  await own?.close();
  for (const { server } of instances) {
    server.close();
    server.closeAllConnections();
  }
  instances = [];
});
afterAll(() => own?.stop());

async function start(keyPrefix: string): Promise<Instance> {
  const warnings: string[] = [];
  const log = createLogger({
    name: 'spec',
    level: 'warn',
    destination: { write: (line) => void warnings.push((JSON.parse(line) as { msg: string }).msg) },
  });
  const events = { lost: () => log.warn('lost'), back: () => log.warn('back') };
  const redis = await own!.open({ keyPrefix, events });
  const limits = createRateLimits({
    // A day's window, so that less than one unit comes back during a test.
    policies: [{ name: 'address', by: ['address'], rate: { limit, windowSeconds: 86_400 }, onOutage: 'open' }],
    config: { LIMITS_FACTOR: 1, REPLICAS: replicas },
    shared: createRedisLimitStore({ redis }),
    log,
  });
  const server = createServer(serve(limits.stage, log)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, redis, warnings, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Statuses of requests from one address, spread over the instances. */
async function ask(times: number, address: string, at: readonly Instance[] = instances): Promise<number[]> {
  return Promise.all(
    Array.from({ length: times }, async (_, index) => {
      const response = await fetch(at[index % at.length]!.url, { headers: { 'X-Forwarded-For': address } });
      await response.arrayBuffer();
      return response.status;
    }),
  );
}
const count = (statuses: readonly number[], status: number): number =>
  statuses.filter((each) => each === status).length;

(own ? describe : describe.skip)('two instances on one Redis', () => {
  beforeEach(async () => {
    const prefix = `${randomUUID()}:`;
    instances = [await start(prefix), await start(prefix)];
  });

  it('admit exactly N of 10 N requests', async () => {
    const statuses = await ask(10 * limit, '192.0.2.1');
    expect([count(statuses, 200), count(statuses, 429)]).toEqual([limit, 9 * limit]);
  });

  it('answer without an error while Redis stops and starts again under load, and the limit holds again', async () => {
    const seen: number[] = [];
    let stopped = false;
    // Load from ever new addresses: the outcome does not depend on its amount.
    const load = Array.from({ length: 8 }, async (_, worker) => {
      for (let each = 0; !stopped; each += 1) seen.push(...(await ask(1, `10.${worker}.${each >> 8}.${each & 255}`)));
    });
    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise(setImmediate);
    };
    const calm = (): Promise<void> => {
      const enough = seen.length + 50;
      return until(() => seen.length >= enough);
    };
    await calm();
    await own!.server.stop();
    await calm();
    await until(() => instances.every(({ redis }) => redis.state === 'lost'));

    // During the outage, each instance has its part.
    for (const instance of instances) {
      const statuses = await ask(limit, '192.0.2.2', [instance]);
      expect([count(statuses, 200), count(statuses, 429)]).toEqual([limit / replicas, limit - limit / replicas]);
    }
    await own!.server.start();
    for (const { redis } of instances) await ready(redis);
    await calm();
    stopped = true;
    await Promise.all(load);

    expect(new Set(seen)).toEqual(new Set([200]));
    const statuses = await ask(10 * limit, '192.0.2.3');
    expect([count(statuses, 200), count(statuses, 429)]).toEqual([limit, 9 * limit]);
    for (const { warnings } of instances) expect(warnings).toEqual(['lost', 'back']);
  });
});
