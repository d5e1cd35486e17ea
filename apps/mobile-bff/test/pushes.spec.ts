/** Notifications: events of orders reach the devices of their customer, once each, in their language, and not in their quiet hours. */

import type { Device } from '@frontage/customers-client';
import { Failure } from '@frontage/errors';
import { createRuntime, type Runtime } from '@frontage/http-server';
import { startSpecMessagings, type SpecMessaging } from '@frontage/messaging/fake';
import { createLogger } from '@frontage/observability';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises';
import { openPostgresSchema } from '@frontage/sql/fake';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notification, PushSender, Sent } from '../src/push/push-sender.ts';
import { startMobileHouse, type MobileHouse } from './harness.ts';

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

const all = await startSpecMessagings(process.env['AMQP_URL']);
afterAll(async () => {
  await Promise.all(all.map(({ stop }) => stop()));
});

interface Sending extends Pick<Notification, 'id' | 'title'> {
  readonly deviceId: string;
}

/** Sender that remembers what it was given, and answers by token. */
function spySender() {
  const sendings: Sending[] = [];
  const answers = new Map<string, (device: Device) => Promise<Sent>>();
  const sender: PushSender = {
    send: async ({ id, title }, device) => {
      sendings.push({ id, title, deviceId: device.id });
      return (await answers.get(device.token)?.(device)) ?? 'delivered';
    },
  };
  return { sender, sendings, answers };
}

/** Waits until something is so. The time limit of the test ends it. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };

describe.each(all)('notifications, over $name', (place: SpecMessaging) => {
  /** Phones, and the services and the provider behind them. Notifications are those of other instances. */
  let world: MobileHouse;
  /** Instances that send notifications. */
  const instances: MobileHouse[] = [];
  let spy: ReturnType<typeof spySender>;
  let folder: string;
  let now: Date;
  let messaging: ReturnType<SpecMessaging['connect']>;
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };

  /** Starts an instance, and waits until it has its database. */
  const start = async ({ logs = false, database = '' } = {}): Promise<void> => {
    const runtime: Runtime = { ...createRuntime('mobile-bff'), log: createLogger({ name: 'spec', destination }) };
    const rhythm = { now: () => now, pollMs: 20, retry: { attempts: 3, minDelayMs: 5 } };
    const env = {
      ...place.env,
      OIDC_ISSUER: world.issuer.url,
      CUSTOMERS_URL: world.domain.services.customers.url,
      DATABASE_URL: database || `sqlite:${join(folder, 'pushes.sqlite')}`,
    };
    const instance = await startMobileHouse(env, { runtime, ...rhythm, ...(!logs && { sender: spy.sender }) });
    instances.push(instance);
    await until(async () => (await instance.phone.get('/readyz')).body.dependencies.database === 'up');
  };
  const end = async (): Promise<void> => {
    for (const instance of instances.splice(0)) await instance.close();
  };
  /** Waits until every message is handled. */
  const idle = () => until(async () => (await messaging.groups()).every(({ depth }) => depth === 0));
  const declared = (group: string, topic: string) =>
    until(() =>
      messaging.declare({ group, topics: [topic] }).then(
        () => true,
        () => false,
      ),
    );

  beforeEach(async () => {
    spy = spySender();
    now = new Date();
    lines.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'pushes-'));
    messaging = place.connect();
    world = await startMobileHouse();
    await declared('mobile-pushes', 'order.*');
    await declared('mobile.push', 'mobile.push');
  });
  afterEach(async () => {
    await end();
    await world.close();
    await place.close();
    await rm(folder, { recursive: true, force: true });
  });

  const put = (who: string, id: string, token = id, platform = 'android') =>
    world.phone.put(`/devices/${id}`).set('Authorization', world.as(who)).send({ platform, token }).expect(200);
  const removed = async (who: string, id: string): Promise<{ total: number }> =>
    (await world.phone.delete(`/devices/${id}`).set('Authorization', world.as(who)).expect(200)).body;
  const change = (who: string, profile: object) =>
    world.phone
      .patch('/me')
      .set({ Authorization: world.as(who), 'If-Match': '*' })
      .send(profile)
      .expect(200);
  const newcomer = (): string => `reader-${randomUUID()}`;

  /** Event of an order of somebody: its message, and the id of it. */
  function eventOf(who: string, topic = 'order.paid', { owner_kind = 'customer', at = now.toISOString() } = {}) {
    const orderId = `o-${randomUUID()}`;
    const money = { amount_minor: 100, currency_code: 'EUR' };
    const data = {
      order: {
        order_id: orderId,
        owner: { owner_kind, owner_id: who, owner_mode: 'live' },
        status: 'PAID',
        line_items: [],
        grand_total: money,
        timeline: { placed_at: at, updated_at: at, steps: [{ status: 'PENDING', reached_at: at }] },
        allowed_moves: [],
      },
    };
    return { id: `event-${randomUUID()}`, topic, key: orderId, at, data };
  }
  const sentOf = ({ id }: { readonly id: string }) => spy.sendings.filter((sending) => sending.id === id);
  const dead = async (group: string) => (await messaging.deadLetters(group, 100)).map(({ message }) => message.id);

  it('tell every device of the customer, in their language, and nobody else', async () => {
    await start();
    const [reader, other] = [newcomer(), newcomer()];
    for (const id of ['phone', 'tablet']) await put(reader, id);
    await put(other, 'elsewhere');
    await change(reader, { locale: 'de-DE' });
    const paid = eventOf(reader);
    const ofPartner = eventOf(reader, 'order.paid', { owner_kind: 'partner' });
    const unknown = eventOf(reader, 'order.renamed');
    const last = eventOf(other, 'order.shipped');
    await messaging.publish([paid, ofPartner, unknown, last]);
    await until(() => sentOf(paid).length === 2 && sentOf(last).length === 1);
    expect(
      sentOf(paid)
        .map(({ deviceId }) => deviceId)
        .toSorted(),
    ).toEqual(['phone', 'tablet']);
    expect(sentOf(paid)[0]!.title).toBe('Deine Bestellung ist bezahlt');
    expect(sentOf(last)).toMatchObject([{ deviceId: 'elsewhere', title: 'Your order is on its way' }]);
    await idle();
    expect([sentOf(ofPartner), sentOf(unknown)]).toEqual([[], []]);
  });

  it('tell once of an event, however often it comes, also where nobody had a device', async () => {
    await start();
    const reader = newcomer();
    const [early, event, end] = [eventOf(reader), eventOf(reader), eventOf(reader)];
    await messaging.publish([early]);
    await idle();
    await put(reader, 'phone');
    for (const each of [event, early, event, event, end]) await messaging.publish([each]);
    await until(() => sentOf(end).length === 1);
    await idle();
    expect([sentOf(event).length, sentOf(early).length]).toEqual([1, 0]);
  });

  it('are tried again for the devices that failed, and then are dead letters', async () => {
    await start();
    const reader = newcomer();
    for (const id of ['well', 'flaky', 'broken']) await put(reader, id);
    let tries = 0;
    spy.answers.set('flaky', async () => {
      tries += 1;
      if (tries < 3) throw new Failure('UNAVAILABLE', 'The push service is away.');
      return 'delivered';
    });
    spy.answers.set('broken', async () => {
      throw new Failure('UNAVAILABLE', 'The push service is away.');
    });
    const event = eventOf(reader);
    await messaging.publish([event]);
    await until(async () => (await dead('mobile-pushes')).includes(event.id));
    const timesOf = (id: string) => sentOf(event).filter(({ deviceId }) => deviceId === id).length;
    expect(['well', 'flaky', 'broken'].map(timesOf)).toEqual([1, 3, 3]);
    expect(lines.filter(({ msg }) => msg === 'a message is dead')).toMatchObject([{ id: event.id }]);
  });

  it('take off a device whose token is gone, unless it has registered anew', async () => {
    await start();
    const reader = newcomer();
    for (const id of ['stays', 'gone', 'renewed']) await put(reader, id);
    spy.answers.set('gone', async () => 'gone');
    spy.answers.set('renewed', async () => {
      await put(reader, 'renewed', 'a-new-token');
      return 'gone';
    });
    const event = eventOf(reader);
    await messaging.publish([event]);
    await until(() => sentOf(event).length === 3);
    await idle();
    expect(await removed(reader, 'none')).toEqual({ total: 2 });
    const next = eventOf(reader);
    await messaging.publish([next]);
    await until(() => sentOf(next).length === 2);
    expect(
      sentOf(next)
        .map(({ deviceId }) => deviceId)
        .toSorted(),
    ).toEqual(['renewed', 'stays']);
  });

  it('wait for the end of quiet hours, through a restart, and are told once then', async () => {
    await start();
    const reader = newcomer();
    await put(reader, 'phone');
    await change(reader, { quietHours: night });
    now = new Date('2030-05-04T21:00:00.000Z');
    const events = [eventOf(reader, 'order.paid'), eventOf(reader, 'order.shipped')];
    await messaging.publish(events);
    await idle();
    expect(spy.sendings).toEqual([]);
    now = new Date('2030-05-05T04:59:59.000Z');
    await end();
    await start();
    expect(spy.sendings).toEqual([]);
    now = new Date('2030-05-05T05:00:00.000Z');
    await until(() => events.every((event) => sentOf(event).length === 1));
    await messaging.publish(events);
    await idle();
    expect(spy.sendings).toHaveLength(2);
  });

  it('are of no use days later', async () => {
    await start();
    const reader = newcomer();
    await put(reader, 'phone');
    const old = eventOf(reader, 'order.paid', { at: new Date(now.getTime() - 73 * 3_600_000).toISOString() });
    const fresh = eventOf(reader);
    await messaging.publish([old, fresh]);
    await until(() => sentOf(fresh).length === 1);
    await idle();
    expect(sentOf(old)).toEqual([]);
  });

  it('of which the body cannot be read are dead at once', async () => {
    await start();
    const [event, held] = [eventOf('x'), eventOf('x')];
    await messaging.publish([
      { ...event, data: { order: {} } },
      { ...held, topic: 'mobile.push', data: { type: 'order.eaten' } },
    ]);
    await until(async () => (await dead('mobile-pushes')).includes(event.id));
    await until(async () => (await dead('mobile.push')).includes(held.id));
  });

  it('are logged where no sender is, by device and type, and never with the token', async () => {
    await start({ logs: true });
    const reader = newcomer();
    await put(reader, 'phone', 'a-secret-token');
    const event = eventOf(reader);
    await messaging.publish([event]);
    const sent = () => lines.filter(({ msg }) => msg === 'a notification is logged, and not sent');
    await until(() => sent().length > 0);
    expect(sent()).toMatchObject([{ id: event.id, type: 'order.paid', deviceId: 'phone', platform: 'android' }]);
    expect(JSON.stringify(lines)).not.toContain('a-secret-token');
  });

  it('wait in their group while there is no database', async () => {
    const reader = newcomer();
    await put(reader, 'phone');
    // No database is opened where a folder is in its place.
    const file = join(folder, 'later.sqlite');
    await mkdir(file);
    const starting = start({ database: `sqlite:${file}` });
    const event = eventOf(reader);
    await messaging.publish([event]);
    await until(() => lines.some(({ msg }) => /database of notifications cannot be opened/.test(String(msg))));
    await rmdir(file);
    await starting;
    await until(() => sentOf(event).length === 1);
  });

  (postgresUrl === undefined ? it.skip : it)('are sent by one of several instances each', async () => {
    const schema = await openPostgresSchema(postgresUrl!);
    try {
      for (let count = 0; count < 2; count += 1) await start({ database: schema.url });
      const reader = newcomer();
      for (const id of ['phone', 'tablet']) await put(reader, id);
      await change(reader, { quietHours: night });
      now = new Date('2030-05-04T12:00:00.000Z');
      const byDay = Array.from({ length: 20 }, () => eventOf(reader));
      await messaging.publish([...byDay, ...byDay]);
      await until(() => byDay.every((event) => sentOf(event).length === 2));
      now = new Date('2030-05-04T22:00:00.000Z');
      const byNight = Array.from({ length: 20 }, () => eventOf(reader));
      await messaging.publish(byNight);
      await idle();
      now = new Date('2030-05-05T06:00:00.000Z');
      await until(() => byNight.every((event) => sentOf(event).length === 2));
      await idle();
      expect(spy.sendings).toHaveLength(80);
    } finally {
      await end();
      await schema.close();
    }
  });
});
