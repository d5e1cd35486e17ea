/** `kill -9` of the process in the middle of its deliveries. */

import { bareEnv } from '@frontage/http-server/fake';
import { createSeal } from '@frontage/sealing';
import { openDatabase } from '@frontage/sql';
import { openPostgresSchema } from '@frontage/sql/fake';
import { createSecret, toPayload, type WebhookEvent } from '@frontage/webhooks';
import { openSqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startReceiver } from './receiver.ts';

const entry = resolve(import.meta.dirname, '../src/main.ts');
const webhookKey = 'k'.repeat(32);
const total = 2_000;

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

/** Databases: a file of SQLite, and a schema of PostgreSQL. */
const databases = {
  SQLite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontage-crash-'));
    return { url: `sqlite:${join(folder, 'partner.sqlite')}`, close: async () => rmSync(folder, { recursive: true }) };
  },
  ...(postgresUrl !== undefined && { PostgreSQL: () => openPostgresSchema(postgresUrl) }),
};

/** Starts the process as an operator does. It reaches no service and no provider, which deliveries do without. */
function start(databaseUrl: string): ChildProcess {
  return spawn(process.execPath, [entry], {
    env: {
      ...bareEnv(process.env),
      LOG_LEVEL: 'error',
      PORT: '0',
      ADMIN_PORT: '0',
      DATABASE_URL: databaseUrl,
      WEBHOOK_KEYS: webhookKey,
      WEBHOOK_ALLOW_LOOPBACK: 'true',
      // Deliveries that a dead process held are due again after this and ten seconds.
      WEBHOOK_TIMEOUT_MS: '1000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** Keeps events for one endpoint, as a process that was stopped would leave them. */
async function leave(databaseUrl: string, url: string): Promise<string[]> {
  const db = openDatabase<WebhookTables>(databaseUrl);
  try {
    const store = await openSqlWebhookStore(db, createSeal([webhookKey], 'webhook secrets'));
    const createdAt = new Date().toISOString();
    const partner = { partnerId: 'acme', mode: 'live' } as const;
    const endpoint = { ...partner, id: 'target', url, events: ['order.*'], description: '', createdAt };
    await store.add({ endpoint, secret: createSecret(), max: 20 });
    const events = Array.from({ length: total }, (_, number): WebhookEvent => {
      const href = `/v2/orders/${number}`;
      const body = toPayload({ type: 'order.paid', at: createdAt, mode: 'live', data: { number }, href });
      return { ...partner, id: `event-${number}`, type: 'order.paid', at: createdAt, body };
    });
    await store.accept(events, createdAt);
    return events.map(({ id }) => id);
  } finally {
    await db.destroy();
  }
}

// Side by side: most of the time, both wait for what the dead process held to be due again.
it.concurrent.each(Object.entries(databases))(
  'webhooks on %s are all delivered, each under one id, when the process is killed on the way',
  async (_name, open) => {
    const database = await open();
    const receiver = await startReceiver(undefined, { areInvented: true });
    let child: ChildProcess | undefined;
    try {
      const ids = await leave(database.url, receiver.url);
      child = start(database.url);
      await receiver.until(({ length }) => length >= total / 2);
      await stop(child, 'SIGKILL');
      const before = receiver.received.length;
      expect(before).toBeLessThan(total);
      child = start(database.url);
      await receiver.until((received) => new Set(received.map(({ id }) => id)).size === total);
      expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set(ids));
      // Only what was under way is repeated, and what was answered since results were last written.
      expect(receiver.received.length - total).toBeLessThan(500);
    } finally {
      if (child) await stop(child, 'SIGTERM');
      receiver.close();
      await database.close();
    }
  },
  90_000,
);
