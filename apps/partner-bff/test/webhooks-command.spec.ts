/** The operator's view of webhooks. */

import { openDatabase } from '@frontage/sql';
import { createSecret, toPayload, type WebhookStore } from '@frontage/webhooks';
import { openSqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import type { AuditLog } from '../src/audit/audit-log.ts';
import type { InTransaction } from '../src/audit/audit.ts';
import { openSqlAuditLog, type AuditTables } from '../src/audit/sql-audit-log.ts';
import { loadWebhooksConfig } from '../src/config.ts';
import { webhookTransactions } from '../src/transactions.ts';
import { runWebhooksCommand } from '../src/webhooks/webhooks-command.ts';
import { sealOfWebhooks } from '../src/webhooks/webhooks.ts';

const now = Date.parse('2026-05-01T10:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const hour = 3_600_000;

let store: WebhookStore;
let auditLog: AuditLog;
let inTransaction: InTransaction<WebhookStore>;
let close: () => Promise<void>;
beforeEach(async () => {
  const db = openDatabase<WebhookTables & AuditTables>('sqlite::memory:');
  close = () => db.destroy();
  const seal = sealOfWebhooks(loadWebhooksConfig({}));
  store = await openSqlWebhookStore(db.$pickTables<keyof WebhookTables>(), seal);
  auditLog = await openSqlAuditLog(db.$pickTables<keyof AuditTables>());
  inTransaction = webhookTransactions(db, seal);
  for (const [id, partnerId] of [
    ['hook-a', 'acme'],
    ['hook-b', 'acme'],
    ['hook-c', 'globex'],
  ] as const) {
    const url = `https://${id}.example.test/hooks?token=hidden`;
    const mode = id === 'hook-c' ? 'test' : 'live';
    const endpoint = {
      id,
      partnerId,
      mode,
      url,
      events: ['order.*'],
      description: '',
      createdAt: iso(now - 2 * hour),
    } as const;
    await store.add({ endpoint, secret: createSecret(), max: 20 });
  }
  for (const [id, age] of [
    ['event-old', 2 * hour],
    ['event-new', 60_000],
  ] as const) {
    const at = iso(now - age);
    const body = toPayload({ type: 'order.paid', at, mode: 'live', data: {}, href: '/' });
    await store.accept([{ id, partnerId: 'acme', mode: 'live', type: 'order.paid', at, body }], at);
  }
});
afterEach(() => close());

async function run(line: string) {
  const [said, given]: [string[], string[]] = [[], []];
  const code = await runWebhooksCommand(line.split(' '), {
    store,
    inTransaction,
    now: () => now,
    out: (text) => given.push(text),
    say: (text) => said.push(text),
  });
  return { code, out: given.join(''), said: said.join('') };
}
/** Lets the endpoint receive everything that is due. */
async function deliver(endpointId: string, status = 200): Promise<void> {
  const due = [{ endpointId, failures: 0, limit: 100 }];
  const { claims } = await store.claim({ due, now: iso(now), leaseUntil: iso(now + hour) });
  await store.settle(
    claims.map((claim) => ({
      claim,
      status: status === 200 ? ('delivered' as const) : ('failed' as const),
      attempt: {
        at: iso(now),
        durationMs: 12,
        outcome: status === 200 ? ('success' as const) : ('rejected' as const),
        status,
        answer: '',
      },
    })),
  );
}

it('lists endpoints, of all or of one partner, without the secrets in their addresses', async () => {
  const all = await run('list');
  expect(all.out).toMatch(/hook-a +acme +live +enabled +- +0 +order\.\* +hook-a\.example\.test/);
  expect(all.out).toMatch(/hook-c +globex +test /);
  expect(all.said).toBe(`4 deliveries wait, the oldest since ${iso(now - 2 * hour)}.\n`);
  const some = await run('list globex');
  expect(some.out).not.toContain('acme');
  expect(all.out + some.out).not.toContain('hidden');
  expect((await run('list nobody')).said).toBe('There are no webhook endpoints of nobody.\n');
});

it('shows an endpoint with its deliveries and attempts', async () => {
  await deliver('hook-a', 500);
  const { code, out } = await run('show hook-a');
  expect(code).toBe(0);
  expect(out).toMatch(/event-new +order\.paid +failed +- +2026-05-01T10:00:00\.000Z +rejected 500 +12 ms/);
});

it('sends again what came since a time, or one delivery', async () => {
  await deliver('hook-a');
  expect((await run('replay hook-a --since 1h')).said).toBe('1 deliveries are due again.\n');
  expect((await run('replay hook-a --since 3h')).said).toBe('2 deliveries are due again.\n');
  const { id } = (await store.deliveries('hook-a', { limit: 1 }))[0]!;
  expect((await run(`replay hook-a --delivery ${id}`)).said).toBe('1 deliveries are due again.\n');
});

it('disables an endpoint and tells its owner; enabled, it catches up', async () => {
  await deliver('hook-b');
  expect((await run('disable hook-a')).said).toBe('hook-a is disabled. Its events wait.\n');
  expect((await run('disable hook-a')).said).toBe('hook-a was disabled already.\n');
  expect((await run('list acme')).out).toContain('disabled (by-operator)');
  const [notice] = await store.deliveries('hook-b', { limit: 1 });
  expect(notice).toMatchObject({ type: 'webhook.disabled', status: 'pending' });
  expect(await store.due(iso(now))).toEqual([{ endpointId: 'hook-b', failures: 0 }]);
  expect((await run('enable hook-a')).said).toBe('hook-a is enabled, and catches up.\n');
  expect((await store.due(iso(now))).map(({ endpointId }) => endpointId).toSorted()).toEqual(['hook-a', 'hook-b']);
});

it('is in the audit log of the partner, unless nothing was changed', async () => {
  await deliver('hook-a');
  for (const line of ['disable hook-a', 'disable hook-a', 'enable hook-a', 'replay hook-a --since 24h', 'show hook-a'])
    await run(line);
  const entries = await auditLog.read({ partnerId: 'acme', since: iso(0), limit: 10 });
  const told = entries.map(({ version, operation, resource }) => [version, operation, resource].join(' '));
  expect(told.toSorted()).toEqual([
    'operator disableWebhook /webhooks/hook-a',
    'operator enableWebhook /webhooks/hook-a',
    'operator replayDeliveries /webhooks/hook-a',
  ]);
});

it('seals every secret anew', async () => {
  expect((await run('reseal')).said).toBe('The secrets of 3 endpoints are sealed with the first key.\n');
});

it('says how it is used, and what there is not', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run webhooks -- <command>') });
  for (const line of [
    '',
    'dance',
    'replay hook-a',
    'show',
    'replay hook-a --since soon',
    'list --since 1h',
    'list a b',
  ]) {
    expect(await run(line)).toMatchObject({ code: 2, out: '' });
  }
  expect(await run('show hook-z')).toMatchObject({ code: 1, said: "There is no webhook endpoint 'hook-z'.\n" });
});
