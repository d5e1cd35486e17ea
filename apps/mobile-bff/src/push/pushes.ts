/** Pushes of a process: customers are told of the events of their orders, on each of their devices, and not in their quiet hours. */

import { inCall, type Call } from '@frontage/call';
import type { CustomersClient, Device } from '@frontage/customers-client';
import { commandPublisher, startRelay, type Messaging } from '@frontage/messaging';
import type { Logger } from '@frontage/observability';
import { startRetention } from '@frontage/sql/retention';
import { eventTopics, heldTopic, noticeOfEvent, noticeOfHeld, type Notice } from './notice.ts';
import type { PushSender } from './push-sender.ts';
import type { PushStore } from './push-store.ts';
import { textsOf } from './push-texts.ts';
import { quietUntil } from './quiet-hours.ts';

export interface PushOptions {
  /** Customers and their devices, as they are now: a cache would know neither the last token nor the last quiet hours. */
  readonly customers: Pick<CustomersClient, 'customer' | 'devices' | 'removeDevice'>;
  readonly messaging: Messaging;
  readonly sender: PushSender;
  /** Opens the store. Until it succeeds, events wait in their group. */
  readonly openStore: () => Promise<PushStore>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Retries of what failed for some device; afterwards the message is dead. Default: 12 attempts in about 10 minutes. */
  readonly retry?: Parameters<Messaging['subscribe']>[0]['retry'];
  /** Time between looks for what is due, and for a store that could not be opened, in milliseconds. Default 5,000. */
  readonly pollMs?: number;
}

export interface Pushes {
  /** State of the store. */
  state(): 'up' | 'unreachable';
  /** Ends them, after the messaging. Notices that are held stay in the store. */
  close(): Promise<void>;
}

const hourMs = 3_600_000;
/** Age at which nobody wants to be told any more, in milliseconds: longer than any quiet hours. */
const maxAgeMs = 72 * hourMs;
/** Time for which the told are remembered, in milliseconds: a repetition of what is forgotten is too old to be told. */
const rememberMs = 2 * maxAgeMs;
/** Time for one notice and all devices, in milliseconds. */
const budgetMs = 20_000;

const defaultRetry = { attempts: 12, minDelayMs: 1_000, maxDelayMs: 120_000 };

/** Starts pushes. All instances are one group, so that each event is handled by one of them. */
export function startPushes(options: PushOptions): Pushes {
  const { messaging, openStore, log, now = () => new Date(), retry = defaultRetry, pollMs = 5_000 } = options;
  const ends: (() => unknown)[] = [];
  let isUp = false;
  let closing = false;
  let later: NodeJS.Timeout | undefined;

  const begin = (store: PushStore): void => {
    const { pending, markPublished } = store.due(() => now().toISOString());
    const watched = async (limit: number) => {
      isUp = false;
      const messages = await pending(limit);
      isUp = true;
      return messages;
    };
    const handle = async (notice: Notice | undefined): Promise<void> => {
      if (notice) await tellOf(notice, { ...options, now, store });
    };
    const held = { group: heldTopic, topics: [heldTopic] };
    messaging.subscribe({ group: 'mobile-pushes', topics: [...eventTopics], retry }, async (message) =>
      handle(noticeOfEvent(message)),
    );
    messaging.subscribe({ ...held, retry }, async (message) => handle(noticeOfHeld(message)));
    const relay = startRelay({
      outbox: { pending: watched, markPublished },
      messaging: commandPublisher(messaging, [held]),
      pollMs,
      onFailed: (err) => log.warn({ err }, 'notices that were held wait on: they cannot be read or published'),
    });
    const endRetention = startRetention({
      stores: [{ forget: store.forget, keptMs: rememberMs }],
      onFailed: (err) => log.warn({ err }, 'events that were told long ago could not be forgotten'),
      now,
    });
    ends.push(
      endRetention,
      () => relay.close(),
      () => store.close(),
    );
  };
  const open = async (isFirst: boolean): Promise<void> => {
    try {
      const store = await openStore();
      if (closing) return await store.close();
      isUp = true;
      begin(store);
    } catch (err) {
      if (isFirst) log.warn({ err }, 'events wait: the database of notifications cannot be opened');
      if (!closing) later = setTimeout(() => void (opening = open(false)), pollMs).unref();
    }
  };
  let opening = open(true);

  return {
    state: () => (isUp ? 'up' : 'unreachable'),
    close: async () => {
      closing = true;
      clearTimeout(later);
      await opening;
      for (const end of ends) await end();
    },
  };
}

interface Telling extends Pick<PushOptions, 'customers' | 'sender' | 'log'> {
  readonly store: PushStore;
  readonly now: () => Date;
}

/** Tells a customer of an event, or holds it. Rejects when some device could not be told: a repetition tells those that are left. */
async function tellOf(notice: Notice, telling: Telling): Promise<void> {
  const { customers, store, log, now } = telling;
  const { id, customerId } = notice;
  if (now().getTime() - Date.parse(notice.at) > maxAgeMs) {
    log.info({ id, type: notice.type }, 'an event is too old to tell of');
    return;
  }
  const told = await store.told(id);
  if (told === 'all') return;
  await inCall({ caller: { kind: 'customer', id: customerId }, budgetMs }, async (call) => {
    const [{ quietHours, locale }, devices] = await Promise.all([
      customers.customer(customerId, call),
      customers.devices(customerId, call),
    ]);
    const until = quietHours && devices.length > 0 ? quietUntil(quietHours, now()) : undefined;
    if (until) {
      const dropped = await store.hold(notice, until.toISOString());
      if (dropped > 0) log.warn({ dropped }, 'a customer is not told of the oldest of many events in quiet hours');
      return;
    }
    const left = devices.filter((device) => !told.has(device.id));
    const results = await Promise.allSettled(
      left.map((device) => tellOn(device, { ...telling, notice, locale, call })),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    await store.finish(id, now().toISOString());
  });
}

interface TellingOfNotice extends Telling {
  readonly notice: Notice;
  readonly locale: string;
  readonly call: Call;
}

/** Tells on one device. A device that is gone is taken off, unless it has registered anew meanwhile. */
async function tellOn(device: Device, telling: TellingOfNotice): Promise<void> {
  const { notice, locale, call, customers, sender, store, log, now } = telling;
  const { id, type, orderId, customerId } = notice;
  const notification = { id, type, orderId, ...textsOf(notice, locale) };
  const sent = await call.deadline.within(sender.send(notification, device, call.deadline.signal));
  if (sent === 'gone') {
    const { id: deviceId, registeredAt } = device;
    await customers.removeDevice({ customerId, deviceId, registeredAt }, call);
    log.info({ deviceId }, 'a device is gone, and taken off notifications');
  }
  await store.tell(id, device.id, now().toISOString());
}
