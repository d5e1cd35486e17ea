import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ready, startSpecRedis } from './fake/index.ts';
import { isWrongType, redisUrl } from './index.ts';
import { createRedis, type Redis, type RedisOptions } from './connection.ts';

const configured = process.env['REDIS_URL'];
const own = await startSpecRedis(configured);
const url = configured ?? '';

let open: Redis[] = [];
let sockets: Server[] = [];
afterEach(async () => {
  await Promise.all(open.map((redis) => redis.close()));
  for (const socket of sockets) socket.close();
  open = [];
  sockets = [];
});
afterAll(() => own?.stop());

/** Handle that records its events, and lets a spec wait for them. */
function connect(options: RedisOptions): { redis: Redis; events: string[]; sees: (event: string) => Promise<void> } {
  const events: string[] = [];
  const awaited = new Map<string, () => void>();
  const note = (event: string): void => {
    events.push(event);
    awaited.get(event)?.();
  };
  const redis = createRedis({
    maxReconnectDelayMs: 20,
    ...options,
    events: { lost: () => note('lost'), back: () => note('back') },
  });
  open.push(redis);
  const sees = (event: string): Promise<void> =>
    events.includes(event) ? Promise.resolve() : new Promise((done) => awaited.set(event, done));
  return { redis, events, sees };
}

/** Port of the loopback with a listener that is no Redis. */
async function listen(onSocket: (socket: Socket) => void): Promise<string> {
  const listening = createServer(onSocket).listen(0, '127.0.0.1');
  sockets.push(listening);
  await once(listening, 'listening');
  return `redis://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const ping = (redis: Redis): Promise<string> => redis.run((commands) => commands.ping());

describe('without a server', () => {
  it('keeps nobody waiting, says so once, and refuses at once', async () => {
    const attempts: Socket[] = [];
    let third: () => void;
    const thrice = new Promise<void>((done) => (third = done));
    const nobody = await listen((socket) => {
      socket.on('error', () => undefined).resetAndDestroy();
      if (attempts.push(socket) === 3) third();
    });
    const { redis, events } = connect({ url: nobody });
    expect(redis.state).toBe('connecting');
    await expect(ping(redis)).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'redis' });
    await thrice;
    expect([redis.state, events]).toEqual(['lost', ['lost']]);
    await expect(ping(redis)).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'redis' });
  });

  it('keeps its password to itself', async () => {
    const address = new URL(await listen((socket) => socket.destroy()));
    address.password = 'hunter2';
    let cause: Error | undefined;
    const lost = new Promise<void>((done) => {
      open.push(
        createRedis({
          url: address.href,
          maxReconnectDelayMs: 20,
          events: { lost: (why) => done(void (cause = why)) },
        }),
      );
    });
    await lost;
    const failure: unknown = await ping(open[0]!).catch((error: unknown) => error);
    expect(cause).toBeInstanceOf(Error);
    for (const error of [cause, failure, (failure as Error).cause]) {
      expect(String(error) + String((error as Error).stack) + JSON.stringify(error)).not.toContain('hunter2');
    }
  });

  it('closes, and stays closed', async () => {
    const { redis, events } = connect({ url: await listen((socket) => socket.destroy()) });
    await redis.close();
    await redis.close();
    expect([redis.state, events]).toEqual(['closed', []]);
    await expect(ping(redis)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('redisUrl', () => {
  it.each([
    'redis://127.0.0.1:6379',
    'redis://cache',
    'rediss://user:secret@cache:6380/2',
    'redis://[::1]:6379/',
    'unix:///run/redis/redis.sock',
  ])('may be %s', (text) => expect(redisUrl.parse(text)).toBe(text));

  it.each([
    ['', 'is not a URL'],
    ['cache:6379', 'is not a URL'],
    ['http://cache', 'unknown scheme'],
    ['redis://', 'names no host'],
    ['redis://cache/sessions', 'number of a database'],
    ['redis://cache/1/2', 'number of a database'],
    ['unix://', 'names no socket'],
  ])('may not be %j', (text, message) => {
    expect(redisUrl.safeParse(text).error?.issues).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) as string }),
    ]);
  });

  it('is not repeated when it holds a password', () => {
    expect(redisUrl.safeParse('http://user:hunter2@cache').error!.message).not.toContain('hunter2');
  });
});

(own ? describe : describe.skip)('with a server', () => {
  it('does what it is asked, under its own prefix', async () => {
    const prefix = `${randomUUID()}:`;
    const redis = await ready(connect({ url, keyPrefix: prefix }).redis);
    const bare = await ready(connect({ url }).redis);
    await redis.run((commands) => commands.set('a', '1', { expiration: { type: 'EX', value: 60 } }));
    expect(await redis.run((commands) => commands.get('a'))).toBe('1');
    expect(await bare.run((commands) => commands.get(`${prefix}a`))).toBe('1');
    const script = "return redis.call('GET', KEYS[1])";
    expect(await redis.run((commands) => commands.eval(script, { keys: ['a'] }))).toBe('1');
    expect(await redis.run((commands) => commands.del('a'))).toBe(1);
  });

  it('leaves the mistake of a command what it is', async () => {
    const { redis, events } = connect({ url, keyPrefix: `${randomUUID()}:` });
    await ready(redis);
    await redis.run((commands) => commands.set('text', 'x', { expiration: { type: 'EX', value: 60 } }));
    await expect(redis.run((commands) => commands.lPush('text', 'y'))).rejects.toThrow('WRONGTYPE');
    await expect(redis.run((commands) => commands.set('n', {} as string))).rejects.toBeInstanceOf(TypeError);
    await expect(
      redis.run(() => {
        throw new RangeError('mine');
      }),
    ).rejects.toBeInstanceOf(RangeError);
    expect([redis.state, events]).toEqual(['ready', []]);
  });

  it('tells a key that holds something else, in a command, a transaction and a script alike', async () => {
    const redis = await ready(connect({ url, keyPrefix: `${randomUUID()}:` }).redis);
    await redis.run((commands) => commands.set('text', 'x', { expiration: { type: 'EX', value: 60 } }));
    const why = (work: Parameters<Redis['run']>[0]) => redis.run(work).catch((error: unknown) => isWrongType(error));
    expect(await why((commands) => commands.hGet('text', 'a'))).toBe(true);
    expect(await why((commands) => commands.multi().get('text').zCard('text').exec())).toBe(true);
    const script = "return redis.call('HGET', KEYS[1], 'a')";
    expect(await why((commands) => commands.eval(script, { keys: ['text'] }))).toBe(true);
    expect(await why((commands) => commands.incr('text'))).toBe(false);
    expect(await why((commands) => commands.get('text'))).toBe('x');
  });

  it('has one warning when the server goes and one when it is back, and works again', async () => {
    const { redis, events, sees } = connect({ url: own!.server.url });
    await ready(redis);
    for (let outage = 1; outage <= 2; outage += 1) {
      await own!.server.stop();
      await sees('lost');
      await expect(ping(redis)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await own!.server.start();
      await sees('back');
      await expect(ping(redis)).resolves.toBe('PONG');
      expect(events.splice(0)).toEqual(['lost', 'back']);
    }
  });

  it('rejects what was under way when the server goes, and answers none of it later', async () => {
    const { redis } = connect({ url: own!.server.url, commandTimeoutMs: 10_000 });
    await ready(redis);
    own!.server.freeze();
    const asked = [ping(redis), redis.run((commands) => commands.multi().incr('counter').exec())];
    await own!.server.stop();
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await own!.server.start();
    await ready(redis);
    expect(await redis.run((commands) => commands.get('counter'))).toBeNull();
  });

  it('takes a server that says nothing for gone, and finds it again when it speaks', async () => {
    const { redis, events, sees } = connect({ url: own!.server.url, commandTimeoutMs: 30 });
    await ready(redis);
    own!.server.freeze();
    await expect(ping(redis)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: { message: 'Redis did not answer within 30 ms' },
    });
    expect([redis.state, events]).toEqual(['lost', ['lost']]);
    await expect(ping(redis)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { message: 'Redis is lost' } });
    own!.server.thaw();
    await sees('back');
    await expect(ping(redis)).resolves.toBe('PONG');
  });

  it('does not take itself for a silent server when it was busy', async () => {
    const { redis, events } = connect({ url: own!.server.url, commandTimeoutMs: 100 });
    await ready(redis);
    const asked = ping(redis);
    await new Promise((done) => setImmediate(done));
    for (const until = Date.now() + 300; Date.now() < until;);
    await expect(asked).resolves.toBe('PONG');
    expect(events).toEqual([]);
  });

  it('refuses what would pile up', async () => {
    const { redis } = connect({ url: own!.server.url, commandTimeoutMs: 10_000, maxPending: 3 });
    await ready(redis);
    own!.server.freeze();
    const asked = Array.from({ length: 4 }, () => ping(redis));
    await expect(asked[3]).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { message: 'The queue is full' } });
    own!.server.thaw();
    await expect(Promise.all(asked.slice(0, 3))).resolves.toEqual(['PONG', 'PONG', 'PONG']);
  });

  it('finishes what is under way before it closes, and waits no longer than a command may take', async () => {
    const { redis } = connect({ url: own!.server.url, commandTimeoutMs: 10_000 });
    await ready(redis);
    const asked = ping(redis);
    await redis.close();
    await expect(asked).resolves.toBe('PONG');

    const stuck = connect({ url: own!.server.url, commandTimeoutMs: 50 }).redis;
    await ready(stuck);
    own!.server.freeze();
    const lost = expect(ping(stuck)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await stuck.close();
    await lost;
    own!.server.thaw();
  });

  it('says that a server which is there but does not know us is lost', async () => {
    const address = new URL(own!.server.url);
    address.username = 'nobody';
    address.password = 'wrong';
    const { redis, events, sees } = connect({ url: address.href });
    await sees('lost');
    expect([redis.state, events]).toEqual(['lost', ['lost']]);
  });
});
