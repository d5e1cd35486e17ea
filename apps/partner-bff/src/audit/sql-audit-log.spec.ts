import { migrate, openSqlite } from '@frontage/sql';
import { openPostgresSchema } from '@frontage/sql/fake';
import { sql } from 'kysely';
import type { AuditEntry, AuditLog } from './audit-log.ts';
import { migrations, openSqlAuditLog, type AuditTables } from './sql-audit-log.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 4, 1, 10, 0, second)).toISOString();
const entry = (id: string, second: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: at(second),
  partnerId: 'acme',
  keyId: 'k-1',
  mode: 'live',
  version: 'v2',
  operation: 'createWebhook',
  resource: '/v2/webhooks/a',
  address: undefined,
  status: 201,
  before: undefined,
  after: undefined,
  requestId: 'r-1',
  ...more,
});

interface Opened {
  readonly log: AuditLog;
  readonly close: () => Promise<void>;
}

function describeAuditLog(name: string, open: () => Promise<Opened>): void {
  describe(`audit log: ${name}`, () => {
    let opened: Opened;
    let log: AuditLog;
    beforeEach(async () => {
      opened = await open();
      ({ log } = opened);
    });
    afterEach(() => opened.close());

    const ids = async (query = {}) =>
      (await log.read({ partnerId: 'acme', since: at(0), limit: 100, ...query })).map(({ id }) => id);

    it('gives back what it was given, newest first, of one partner', async () => {
      const full = entry('b', 2, {
        mode: 'test',
        address: '192.0.2.1',
        before: '{"a":1}',
        after: '{"a":2}',
        status: 200,
      });
      await log.append([entry('a', 1), full, entry('c', 3, { partnerId: 'globex' })]);
      expect(await log.read({ partnerId: 'acme', since: at(0), limit: 100 })).toEqual([full, entry('a', 1)]);
      expect(await ids({ since: at(2) })).toEqual(['b']);
      expect(await ids({ limit: 1 })).toEqual(['b']);
      expect(await ids({ partnerId: 'nobody' })).toEqual([]);
    });

    it('keeps an entry once, however often it is appended, and many at once', async () => {
      await log.append([entry('a', 1)]);
      await log.append([entry('a', 1, { status: 500 }), ...Array.from({ length: 450 }, (_, n) => entry(`b-${n}`, 2))]);
      await log.append([]);
      const read = await log.read({ partnerId: 'acme', since: at(0), limit: 1_000 });
      expect(read).toHaveLength(451);
      expect(read.at(-1)).toEqual(entry('a', 1));
    });

    it('forgets what is old', async () => {
      await log.append([...Array.from({ length: 300 }, (_, n) => entry(`a-${n}`, 1)), entry('b', 2)]);
      while ((await log.forget(at(2))) > 0);
      expect(await ids()).toEqual(['b']);
    });
  });
}

it('a database of before there were modes has entries of live mode', async () => {
  const db = openSqlite<AuditTables>({ file: ':memory:' });
  try {
    await migrate(db, migrations.slice(0, 1), { history: 'audit_migrations' });
    await sql`
      insert into audit_log (id, at, partner_id, key_id, version, operation, resource, status, request_id)
      values ('a', ${at(1)}, 'acme', 'k-1', 'v2', 'createWebhook', '/v2/webhooks/a', 201, 'r-1')`.execute(db);
    const store = await openSqlAuditLog(db);
    expect(await store.read({ partnerId: 'acme', since: at(0), limit: 9 })).toEqual([entry('a', 1)]);
  } finally {
    await db.destroy();
  }
});

describeAuditLog('SQLite', async () => {
  const db = openSqlite<AuditTables>({ file: ':memory:' });
  return { log: await openSqlAuditLog(db), close: () => db.destroy() };
});

const url = process.env['DATABASE_URL'];
if (url === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');
else {
  describeAuditLog('PostgreSQL', async () => {
    const place = await openPostgresSchema(url);
    return { log: await openSqlAuditLog(place.open<AuditTables>()), close: () => place.close() };
  });
}
