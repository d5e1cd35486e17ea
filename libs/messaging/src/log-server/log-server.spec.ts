import { WebSocket } from 'ws';
import { collect, event, immediate, until } from '../../test/observing.ts';
import { startSpecLog, type SpecLog } from '../fake/spec-log.ts';
import { maxFrameBytes, protocol } from '../log/frames.ts';
import { connectToLog } from '../log/connect-to-log.ts';
import { openLogServer } from './log-server.ts';
import { openLogStore } from './log-store.ts';
import { UnprocessableMessage } from '../message.ts';

const token = 'a-token-of-the-machine';
const open: SpecLog[] = [];
const start = async (options?: Parameters<typeof startSpecLog>[0]): Promise<SpecLog> => {
  const log = await startSpecLog(options);
  open.push(log);
  return log;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((log) => log.stop()));
});

/** Connection as another program would have it. Resolves with the status of a refusal, or undefined. */
function knock({ url }: SpecLog, { subprotocol = protocol, path = '/', ...headers }: Record<string, string> = {}) {
  const socket = new WebSocket(`${url.replace(/^log:/, 'ws:')}${path}`, subprotocol, { headers });
  const refused = new Promise<number | undefined>((resolve) => {
    socket.on('unexpected-response', (request, { statusCode }) => {
      request.destroy();
      resolve(statusCode);
    });
    socket.on('open', () => resolve(undefined));
    socket.on('error', () => undefined);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  return { socket, refused, closed };
}

describe('the door of the log', () => {
  it.each<[number, Record<string, string>]>([
    [403, { Origin: 'http://localhost:4000' }],
    [403, { Origin: 'null' }],
    [404, { path: '/other' }],
    [400, { subprotocol: 'frontage-log.0' }],
  ])('answers %i to %j', async (status, how) => {
    expect(await knock(await start(), how).refused).toBe(status);
  });

  it('wants its token, where it has one', async () => {
    const log = await start({ token });
    const bare = { ...log, url: log.url.replace(`:${token}@`, '') };
    expect(await knock(bare).refused).toBe(401);
    expect(await knock(bare, { Authorization: 'Bearer another-token' }).refused).toBe(401);
    await log.connect().declare({ group: 'orders', topics: ['#'] });
    const troubles = collect<string>();
    const wrong = connectToLog({
      url: log.url.replace(token, 'a-wrong-token'),
      onTrouble: (error) => troubles.add(String(error)),
    });
    const [told] = await troubles.until((all) => all.length > 0);
    expect(told).toContain('401');
    expect(told).not.toContain('a-wrong-token');
    await wrong.close();
  });
});

describe('a connection that sends what is no frame', () => {
  it.each<[string, string | Buffer, number]>([
    ['no JSON', '{"type":', 1008],
    ['no frame', '{"type":"drop-everything"}', 1008],
    ['an array', '[]', 1008],
    ['bytes', Buffer.from([0xff, 0, 1]), 1008],
    ['text that is no UTF-8', Buffer.from([0xff]), 1008],
    ['a malformed message', '{"type":"publish","call":1,"messages":[{"id":"a b"}]}', 1008],
    ['a group that is none', '{"type":"declare","call":1,"group":"A","topics":["#"]}', 1008],
    ['a pattern that is none', '{"type":"listen","call":1,"listener":1,"topics":["*"]}', 1008],
    ['a frame that is too long', `"${'x'.repeat(maxFrameBytes)}"`, 1009],
  ])('is ended for %s, and no other suffers', async (_, frame, code) => {
    const log = await start();
    const messaging = log.connect();
    await messaging.declare({ group: 'orders', topics: ['#'] });
    const { socket, refused, closed } = knock(log);
    await refused;
    socket.send(frame);
    expect(await closed).toBe(code);
    await messaging.publish([event()]);
    expect(await messaging.groups()).toMatchObject([{ group: 'orders', depth: 1 }]);
  });

  it('may end entries of others as often as it likes', async () => {
    const log = await start();
    const messaging = log.connect();
    await messaging.declare({ group: 'orders', topics: ['#'] });
    await messaging.publish([event()]);
    const { socket, refused } = knock(log);
    await refused;
    const answered = new Promise((resolve) => socket.on('message', resolve));
    for (const entry of [1, 2]) socket.send(JSON.stringify({ type: 'done', member: 1, entry }));
    socket.send(JSON.stringify({ type: 'groups', call: 1 }));
    await answered;
    expect(await messaging.groups()).toMatchObject([{ depth: 1 }]);
    socket.close();
  });
});

describe('the bound of the log', () => {
  const big = { data: 'x'.repeat(100_000) };

  it('refuses what does not fit while a group lags, takes it again afterwards, and drops what no group wants', async () => {
    const log = await start({ maxBytes: 350_000 });
    const messaging = log.connect();
    const group = { group: 'slow', topics: ['order.*'] };
    await messaging.declare(group);
    for (let count = 0; count < 3; count += 1) await messaging.publish([event(big)]);
    await expect(messaging.publish([event(big)])).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: { message: expect.stringContaining('full') as string },
    });
    await messaging.publish([event({ ...big, topic: 'stock.low' })]);
    const got = collect<string>();
    messaging.subscribe(group, ({ id }) => Promise.resolve(got.add(id)));
    await got.until((all) => all.length === 3);
    await until(() => messaging.publish([event({ ...big, id: 'fits' })]));
    await got.until((all) => all.includes('fits'));
  });

  it('counts a message of several groups once, until the last of them has handled it', async () => {
    const log = await start({ maxBytes: 250_000 });
    const messaging = log.connect();
    await messaging.declare({ group: 'quick', topics: ['#'] });
    await messaging.declare({ group: 'slow', topics: ['#'] });
    await messaging.publish([event(big), event(big)]);
    const quick = collect<string>();
    messaging.subscribe({ group: 'quick', topics: ['#'] }, ({ id }) => Promise.resolve(quick.add(id)));
    await quick.until((all) => all.length === 2);
    await expect(messaging.publish([event(big)])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('a log that starts again', () => {
  it('knows what was handled, what waits and what is dead, and how much that is', async () => {
    const log = await start({ maxBytes: 10_000 });
    const messaging = log.connect();
    const group = { group: 'orders', topics: ['#'] };
    await messaging.declare(group);
    await messaging.publish([
      event({ id: 'done' }),
      event({ id: 'dead', key: 'order-2', at: '2026-11-29T01:00:00.000Z' }),
    ]);
    const handled = collect<string>();
    const subscription = messaging.subscribe(group, ({ id }) => {
      handled.add(id);
      return id === 'dead' ? Promise.reject(new UnprocessableMessage('never')) : Promise.resolve();
    });
    await handled.until((all) => all.length === 2);
    await subscription.close();
    await messaging.publish([
      event({ id: 'waits', at: '2026-11-29T02:00:00.000Z' }),
      event({ id: 'waits-too', key: 'order-3', at: '2026-11-29T03:00:00.000Z' }),
    ]);
    await log.kill();
    await log.start();
    const again = log.connect();
    await again.declare(group);
    expect(await again.groups()).toEqual([
      { group: 'orders', depth: 2, dead: 1, oldestAt: '2026-11-29T02:00:00.000Z' },
    ]);
    expect(await again.deadLetters('orders', 10)).toMatchObject([{ message: { id: 'dead' }, attempts: 1 }]);
    await expect(again.publish([event({ data: 'x'.repeat(9_000) })])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await again.replay('orders')).toBe(1);
    const rest = collect<string>();
    again.subscribe({ ...group, concurrency: 1 }, ({ id }) => Promise.resolve(rest.add(id)));
    expect(await rest.until((all) => all.length === 3)).toEqual(['waits', 'waits-too', 'dead']);
    await until(async () => expect(await again.groups()).toEqual([{ group: 'orders', depth: 0, dead: 0 }]));
    // Messages that every group has handled leave no row behind.
    await again.close();
    await log.kill();
    const store = await openLogStore(log.file);
    expect((await store.load()).entries).toEqual([]);
    expect(await store.read([1, 2, 3, 4])).toEqual(new Map());
    await store.close();
  });

  it('leaves a file that has one owner', async () => {
    const log = await start();
    const other = openLogServer({ file: log.file, maxBytes: 1, onTrouble: () => undefined });
    await expect(other).rejects.toThrow('locked');
  });
});

describe('members of the log', () => {
  it('hold what they are handed, and no more, while others take the rest', async () => {
    const log = await start();
    const [first, second] = [log.connect(), log.connect()];
    const group = { group: 'shared', topics: ['#'], concurrency: 400 };
    await first.declare(group);
    const end = Promise.withResolvers<void>();
    const begun = collect<string>();
    first.subscribe(group, ({ id }) => {
      begun.add(id);
      return end.promise;
    });
    await first.publish(Array.from({ length: 600 }, (_, index) => event({ id: `m-${index}`, key: `key-${index}` })));
    await begun.until((all) => all.length === 400);
    const rest = collect<string>();
    second.subscribe(group, ({ id }) => Promise.resolve(rest.add(id)));
    const others = await rest.until((all) => all.length === 200);
    expect(others.filter((id) => begun.has(id))).toEqual([]);
    end.resolve();
  });

  it('learn how many were lost with a message', async () => {
    const log = await start();
    const messaging = log.connect();
    const attempts = collect<number>();
    const group = { group: 'crashing', topics: ['#'] };
    messaging.subscribe(group, (_, { attempt, signal }) => {
      attempts.add(attempt);
      if (attempt === 3) return Promise.resolve();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    await messaging.declare(group);
    await messaging.publish([event()]);
    for (let count = 1; count < 3; count += 1) {
      await attempts.until((all) => all.length === count);
      log.cut();
    }
    expect(await attempts.until((all) => all.length === 3)).toEqual([1, 2, 3]);
    await immediate();
  });
});
