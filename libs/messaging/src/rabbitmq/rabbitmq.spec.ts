import { randomUUID } from 'node:crypto';
import { Connection } from 'rabbitmq-client';
import { startSpecBroker } from '../fake/spec-broker.ts';
import type { Message, Messaging } from '../index.ts';
import { messagingSuite } from '../../test/messaging-suite.ts';
import { collect, event, immediate, until, type Collected } from '../../test/observing.ts';
import { amqpUrl } from './broker-url.ts';
import { connectToBroker, type BrokerOptions } from './connect.ts';
import { partitionOf, partitions, toNames } from './topology.ts';

const broker = await startSpecBroker(process.env['AMQP_URL'], 'own');
const suite = broker ? describe : describe.skip;

let raw: Connection | undefined;
afterEach(async () => {
  await broker?.close();
  await raw?.close();
  raw = undefined;
});
afterAll(() => broker?.stop());

/** Connection as another program would have it. */
const openRaw = (): Connection => (raw ??= new Connection(broker!.server.url));

/** Connection with a prefix of its own, and what it tells. */
function connect(options: Partial<BrokerOptions> = {}): {
  messaging: Messaging;
  prefix: string;
  troubles: Collected<string>;
} {
  const prefix = options.prefix ?? `${randomUUID()}.`;
  const troubles = collect<string>();
  const messaging = broker!.connect({ prefix, onTrouble: (error) => troubles.add(String(error)), ...options });
  return { messaging, prefix, troubles };
}

describe('amqpUrl', () => {
  it.each([
    ['rabbit', 'is not a URL'],
    ['http://user:secret@host', 'unknown scheme'],
    ['amqp://user:secret@host/a/b', 'only a virtual host'],
    ['amqp://user:%E0%A4%A@host', 'percent-encoding'],
  ])('refuses %s without repeating it', (url, fault) => {
    expect(amqpUrl.safeParse(url).error?.issues[0]?.message).toContain(fault);
    expect(() => connectToBroker({ url })).toThrow(fault);
    expect(() => connectToBroker({ url })).not.toThrow('secret');
  });

  it('accepts user, password and virtual host', () => {
    expect(amqpUrl.safeParse('amqps://user:p%40ss@host:5671/%2Fshop').success).toBe(true);
  });
});

describe('partitions', () => {
  it('are the same for a key in every process and version', () => {
    expect(['order-1', 'order-2', 'ключ'].map(partitionOf)).toEqual([7, 5, 2]);
    const hit = new Set(Array.from({ length: 200 }, (_, index) => partitionOf(`key-${index}`)));
    expect(hit.size).toBe(partitions);
  });
});

messagingSuite(
  'RabbitMQ',
  broker &&
    (async () => {
      const prefix = `${randomUUID()}.`;
      const { server, close } = broker;
      return {
        open: (options) => broker.connect({ prefix, ...options }),
        cut: async () => {
          const connections = 'rabbit_networking:connections()';
          await server.evaluate(`rabbit_networking:close_connections(${connections}, "spec").`);
        },
        kill: server.kill,
        start: server.start,
        close,
      };
    }),
);

suite('RabbitMQ', () => {
  it('buries at once what is no message, keeps its bytes, and blocks nobody', async () => {
    const { messaging, prefix } = connect();
    const got = collect<Message>();
    const group = { group: 'garbage', topics: ['#'] };
    await messaging.declare(group);
    const good = event();
    const exchange = toNames(prefix).exchange(partitionOf(good.key));
    const channel = await openRaw().acquire();
    await channel.confirmSelect();
    const send = (body: Buffer, properties: object): Promise<void> =>
      channel.basicPublish({ exchange, routingKey: 'order.paid', ...properties }, body);
    await send(Buffer.from('{"broken'), { contentType: 'application/json', messageId: 'broken', type: 'order.paid' });
    await send(Buffer.from([0xff, 0, 1]), {});
    await send(Buffer.from('{}'), { contentType: 'application/json', messageId: 'no-key', type: 'order.paid' });
    await channel.close();
    await messaging.publish([good]);
    messaging.subscribe(group, (message) => Promise.resolve(got.add(message)));
    expect(await got.until((all) => all.length === 1)).toEqual([good]);
    let letters = await messaging.deadLetters('garbage', 10);
    while (letters.length < 3) letters = await messaging.deadLetters('garbage', 10);
    expect(letters.map(({ reason }) => reason)).toEqual([
      'Unreadable: the body is no JSON',
      'Unreadable: the body is no JSON',
      expect.stringContaining('key'),
    ]);
    expect(letters[0]!.message).toMatchObject({ id: 'broken', topic: 'order.paid' });
    expect(letters[1]!.message.data).toEqual({ unreadable: Buffer.from([0xff, 0, 1]).toString('base64') });
    expect(letters[1]!.message.id).toMatch(/^unreadable-[0-9a-f]{32}$/);
  });

  it('makes publishers wait while it is blocked, refuses them after their time, and takes all afterwards', async () => {
    const { messaging } = connect({ publishTimeoutMs: 1_000 });
    const got = collect<string>();
    const group = { group: 'blocked', topics: ['order.paid'] };
    messaging.subscribe(group, (message) => Promise.resolve(got.add(message.id)));
    await messaging.declare(group);
    await messaging.publish([event({ id: 'before' })]);
    const alarm = '{{resource_limit, memory, node()}, []}';
    await broker!.server.evaluate(`rabbit_alarm:set_alarm(${alarm}).`);
    const refused = await messaging.publish([event({ id: 'during' })]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'UNAVAILABLE' });
    await expect(messaging.publish([event({ id: 'during' })])).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: expect.objectContaining({ message: expect.stringContaining('blocks') as string }) as Error,
    });
    await broker!.server.evaluate(`rabbit_alarm:clear_alarm({resource_limit, memory, node()}).`);
    await until(() => messaging.publish([event({ id: 'after' })]));
    await got.until((all) => all.includes('after'));
  }, 60_000);

  it('closes while it is blocked', async () => {
    const { messaging } = connect({ publishTimeoutMs: 3_000 });
    await messaging.publish([event()]);
    await broker!.server.evaluate('rabbit_alarm:set_alarm({{resource_limit, memory, node()}, []}).');
    const publishing = messaging.publish([event()]).catch((error: unknown) => error);
    await messaging.close();
    expect(await publishing).toMatchObject({ code: 'UNAVAILABLE' });
    await broker!.server.evaluate('rabbit_alarm:clear_alarm({resource_limit, memory, node()}).');
  });

  it('tells that the broker refused a message', async () => {
    const { messaging, prefix } = connect();
    const group = { group: 'full', topics: ['#'] };
    const limits = '[{<<"max-length">>, 1}, {<<"overflow">>, <<"reject-publish">>}]';
    await messaging.declare(group);
    await broker!.server.evaluate(
      `rabbit_policy:set(<<"/">>, <<"full">>, <<"^${prefix}full">>, ${limits}, 0, <<"queues">>, <<"spec">>).`,
    );
    const many = Array.from({ length: 2_000 }, () => event());
    await expect(messaging.publish(many)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { code: 'NACK' } });
  });

  it('says which queue exists with other arguments, and goes on when it is gone', async () => {
    const { messaging, prefix, troubles } = connect();
    const group = { group: 'taken', topics: ['order.paid'] };
    const queue = toNames(prefix).queue('taken', 3);
    await openRaw().queueDeclare({ queue, durable: true });
    await expect(messaging.declare(group)).rejects.toThrow(`'${queue}'`);
    await expect(messaging.declare(group)).rejects.toThrow('It exists with other arguments');
    const got = collect<string>();
    messaging.subscribe(group, (message) => Promise.resolve(got.add(message.id)));
    await troubles.until((all) => all.some((text) => text.includes(queue) && text.includes('other arguments')));
    await openRaw().queueDelete(queue);
    await until(() => messaging.declare(group));
    await messaging.publish([event({ id: 'late' })]);
    expect(await got.until((all) => all.length > 0)).toEqual(['late']);
  });

  it('starts again when a queue is deleted under its member', async () => {
    const { messaging, prefix, troubles } = connect();
    const group = { group: 'deleted', topics: ['order.paid'] };
    const got = collect<string>();
    messaging.subscribe(group, (message) => Promise.resolve(got.add(message.id)));
    await messaging.declare(group);
    await messaging.publish([event({ id: 'first' })]);
    await got.until((all) => all.includes('first'));
    await openRaw().queueDelete(toNames(prefix).queue('deleted', partitionOf('order-1')));
    await troubles.until((all) => all.length > 0);
    await messaging.declare(group);
    await messaging.publish([event({ id: 'second' })]);
    await got.until((all) => all.includes('second'));
  });

  it('says that a password is wrong, and never what it is', async () => {
    const { messaging, troubles } = connect({
      url: broker!.server.url.replace('guest:guest', 'guest:wrong-secret'),
    });
    const [told] = await troubles.until((all) => all.length > 0);
    expect(told).toContain('Check user name and password of AMQP_URL');
    expect(told).not.toContain('wrong-secret');
    expect(messaging.state()).toBe('unreachable');
    await expect(messaging.publish([event()])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(messaging.declare({ group: 'x', topics: ['#'] })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('needs no more permissions than those of its prefix', async () => {
    const { server } = broker!;
    const user = '<<"shop">>';
    await server.evaluate(`rabbit_auth_backend_internal:add_user(${user}, <<"pass">>, <<"spec">>).`);
    const rights =
      '<<"^(shop\\\\.|amq\\\\.gen)">>, <<"^(shop\\\\.|amq\\\\.(gen|default))">>, <<"^(shop\\\\.|amq\\\\.gen)">>';
    await server.evaluate(`rabbit_auth_backend_internal:set_permissions(${user}, <<"/">>, ${rights}, <<"spec">>).`);
    const url = server.url.replace('guest:guest', 'shop:pass');
    const { messaging, troubles } = connect({ url, prefix: 'shop.' });
    const heard = collect<string>();
    messaging.listen(['#'], { onMessage: ({ id }) => heard.add(id), onGap: () => undefined });
    const dead = collect<string>();
    const group = { group: 'orders', topics: ['#'], retry: { attempts: 1 } };
    messaging.subscribe(group, ({ id }) => {
      dead.add(id);
      return Promise.reject(new Error('always'));
    });
    await messaging.declare(group);
    await until(async () => {
      await messaging.publish([event({ id: 'm' })]);
      await immediate();
      expect(heard.has('m')).toBe(true);
    });
    while ((await messaging.deadLetters('orders', 1)).length === 0);
    await messaging.replay('orders');
    expect(await troubles.until(() => true)).toEqual([]);

    const other = connect({ url, prefix: 'other.' });
    await expect(other.messaging.declare(group)).rejects.toThrow('Check the permissions of the user');
  });

  it('says that a virtual host is missing', async () => {
    const { troubles } = connect({ url: `${broker!.server.url}/absent` });
    const [told] = await troubles.until((all) => all.length > 0);
    expect(told).toContain('Check the virtual host');
  });

  it('keeps installations with different prefixes apart', async () => {
    const one = connect();
    const two = connect();
    const got = collect<string>();
    const group = { group: 'same', topics: ['#'] };
    await one.messaging.declare(group);
    await two.messaging.declare(group);
    two.messaging.subscribe(group, (message) => Promise.resolve(got.add(message.id)));
    await one.messaging.publish([event({ id: 'of-one' })]);
    await two.messaging.publish([event({ id: 'of-two' })]);
    expect(await got.until((all) => all.length > 0)).toEqual(['of-two']);
    expect(await one.messaging.groups()).toEqual([{ group: 'same', depth: 1, dead: 0 }]);
  });
});
