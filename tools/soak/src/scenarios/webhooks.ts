/** Webhooks: how many a second, in how much memory, and what an endpoint that hangs does to another one. */

import { createSeal } from '@frontage/sealing';
import { openSqlite } from '@frontage/sql';
import { createGuardedClient } from '@frontage/ssrf-guard';
import { createSecret, startDeliveries, toPayload, type WebhookEvent, type WebhookStore } from '@frontage/webhooks';
import { openSqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { heapInUse, megabytes, mostGrowth } from '../heap.ts';
import { pause } from '../load.ts';
import { milliseconds, type Measured } from '../measured.ts';
import { startReceiver, type Receiver } from '../webhook-receiver.ts';

/** Most events that wait at a time: a backlog, which memory must not depend on. */
const backlog = 5_000;
const atOnce = 500;

export async function webhooksAtFullSpeed({ scale }: Context): Promise<readonly Measured[]> {
  const total = 100_000 * scale;
  return delivering(async ({ store, wake, receiver, add }) => {
    await add('fast', receiver.url);
    let accepted = 0;
    /** Hands in events as they are delivered, until so many have arrived. */
    const deliver = async (count: number): Promise<void> => {
      for (;;) {
        const arrived = await receiver.count();
        if (arrived >= count) return;
        if (accepted < count && accepted - arrived < backlog) {
          await store.accept(eventsFrom(accepted, atOnce), iso());
          accepted += atOnce;
          wake();
        } else await pause(5);
      }
    };
    await deliver(total / 10);
    const before = heapInUse();
    const began = performance.now();
    await deliver(total);
    const perSecond = (total * 0.9) / ((performance.now() - began) / 1_000);
    const after = heapInUse();
    return [
      {
        claim: `${total.toLocaleString('en')} events to one receiver on this machine, SQLite`,
        measured: `${Math.round(perSecond).toLocaleString('en')} a second`,
        limit: 'at least 500 a second',
        holds: perSecond >= 500,
      },
      {
        claim: 'heap, after a tenth of them and in the end',
        measured: `${megabytes(before)} and ${megabytes(after)}`,
        limit: `+ ${mostGrowth * 100} %`,
        holds: after <= before * (1 + mostGrowth),
      },
    ];
  });
}

export async function hangingWebhook({ scale }: Context): Promise<readonly Measured[]> {
  const rounds = Math.max(8, Math.round(40 * scale));
  return delivering(async ({ store, wake, receiver, add }) => {
    await add('healthy', receiver.url);
    let number = 0;
    /** Hands in 100 events one by one. Returns the times that they took to arrive. */
    const latencies = async (): Promise<number[]> => {
      const from = number;
      for (; number < from + 100; number += 1) {
        await store.accept(eventsFrom(number, 1), iso());
        wake();
        await pause(10);
      }
      while ((await receiver.count()) < number) await pause(5);
      return receiver.takeLatencies();
    };
    /** Times beside another endpoint, which takes a delivery of each event as well. */
    const latenciesBeside = async (id: string, url: string): Promise<number[]> => {
      await add(id, url);
      const found = await latencies();
      await store.disable(id, { reason: 'by-operator', at: iso() });
      return found;
    };
    // Beside one that answers and one that does not, in turns: as many deliveries are made, and the machine's moods are in both.
    const [answering, hanging]: [number[], number[]] = [[], []];
    await latencies();
    for (let round = 0; round < rounds; round += 1) {
      answering.push(...(await latenciesBeside(`answering-${round}`, receiver.othersUrl)));
      hanging.push(...(await latenciesBeside(`hanging-${round}`, receiver.hangingUrl)));
      receiver.endHanging();
    }
    const [p95Answering, p95Hanging] = [p95(answering), p95(hanging)];
    const slowest = hanging.reduce((most, each) => Math.max(most, each), 0);
    return [
      {
        claim: 'p95 of delivery beside an endpoint that hangs, compared with that beside one that answers',
        measured: `${p95Hanging.toFixed(1)} ms, ${p95Answering.toFixed(1)} ms beside one that answers`,
        // Of the few milliseconds that a delivery takes, a tenth is less than a busy machine's noise.
        limit: '10 % or 2 ms more',
        holds: p95Hanging <= Math.max(p95Answering * 1.1, p95Answering + 2),
      },
      {
        claim: 'the slowest delivery to the healthy endpoint beside one that hangs',
        measured: milliseconds(slowest),
        limit: milliseconds(2_000),
        holds: slowest <= 2_000,
      },
    ];
  });
}

interface Delivering {
  readonly store: WebhookStore;
  readonly wake: () => void;
  readonly receiver: Receiver;
  readonly add: (id: string, url: string) => Promise<unknown>;
}

/** Runs work beside a worker as partner-bff has it, over a SQLite file, with the receiver in a thread of its own. */
async function delivering(work: (place: Delivering) => Promise<readonly Measured[]>): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'frontage-soak-'));
  const receiver = await startReceiver();
  const db = openSqlite<WebhookTables>({ file: join(folder, 'webhooks.sqlite') });
  const store = await openSqlWebhookStore(db, createSeal(['k'.repeat(32)], 'soak'));
  const sender = createGuardedClient({ userAgent: 'soak', allowLoopback: true });
  const troubles: unknown[] = [];
  const deliveries = startDeliveries({
    store,
    sender,
    hrefOf: (id) => `/webhooks/${id}`,
    onTrouble: (error) => troubles.push(error),
  });
  const add = (id: string, url: string): Promise<unknown> =>
    store.add({
      endpoint: { id, partnerId: 'acme', mode: 'live', url, events: ['order.*'], description: '', createdAt: iso() },
      secret: createSecret(),
      max: 100,
    });
  try {
    const measured = await work({ store, wake: deliveries.wake, receiver, add });
    if (troubles.length > 0) throw new AggregateError(troubles, 'The store failed.');
    return measured;
  } finally {
    receiver.endHanging();
    await deliveries.close(1_000);
    await sender.close();
    await receiver.close();
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
}

const eventsFrom = (first: number, count: number): WebhookEvent[] =>
  Array.from({ length: count }, (_, index) => {
    const [number, at] = [first + index, iso()];
    const data = { id: `order-${number}`, status: 'PAID', sentAt: performance.timeOrigin + performance.now() };
    const body = toPayload({ type: 'order.paid', at, mode: 'live', data, href: `/v2/orders/order-${number}` });
    return { id: `event-${number}`, partnerId: 'acme', mode: 'live', type: 'order.paid', at, body };
  });

const iso = (): string => new Date().toISOString();
const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;
