import { migrate, openSqlite } from '@frontage/sql';
import { openPostgresSchema, type PostgresSchema } from '@frontage/sql/fake';
import { sql, type Kysely } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeKeyStore } from '../../test/key-store-suite.ts';
import { memoryKeyStore } from '../api-key/memory-key-store.ts';
import type { ApiKeyRecord, Partner } from '../api-key.exports.ts';
import { importKeys, openSqlKeyStore, type KeyTables } from './index.ts';
import { migrations } from './key-tables.ts';

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

const open: { destroy(): Promise<void> }[] = [];
const places: PostgresSchema[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.destroy()));
  await Promise.all(places.splice(0).map((place) => place.close()));
});

function sqlite(file = ':memory:'): Kysely<KeyTables> {
  const db = openSqlite<KeyTables>({ file });
  open.push(db);
  return db;
}

async function postgres(): Promise<PostgresSchema> {
  const place = await openPostgresSchema(postgresUrl!);
  places.push(place);
  return place;
}

describeKeyStore('memory', async () => memoryKeyStore());
describeKeyStore('SQLite', () => openSqlKeyStore(sqlite()));
if (postgresUrl !== undefined) {
  describeKeyStore('PostgreSQL', async () => openSqlKeyStore((await postgres()).open<KeyTables>()));
}

/** The query of a look-up that is not cached. */
const lookUp = sql`select * from api_keys join partners on partners.id = api_keys.partner_id where api_keys.id = 'k'`;

const partners = Array.from({ length: 700 }, (_, n): Partner => ({
  id: `partner-${n}`,
  status: 'active',
  tier: 'gold',
  regions: ['EU'],
}));
const keys = partners.map(({ id }, n): ApiKeyRecord => ({
  id: `k-${n}`,
  partnerId: id,
  mode: 'live',
  hint: 'x9Zq',
  scopes: ['orders:read'],
  addresses: [],
  hash: Buffer.alloc(32, n),
  pepper: 'p',
  createdAt: '2026-05-01T10:00:00.000Z',
  expiresAt: undefined,
  revokedAt: undefined,
  replacedBy: undefined,
  lastUsedAt: undefined,
  exposedAt: undefined,
}));

describe.each([
  ['SQLite', sqlite],
  ...(postgresUrl === undefined ? [] : [['PostgreSQL', async () => (await postgres()).open<KeyTables>()] as const]),
] as const)('an import of keys into %s', (_, open) => {
  it('takes over partners and keys, more than one statement can', async () => {
    const db = await open();
    const store = await openSqlKeyStore(db);
    await importKeys(db, { partners, keys });
    expect(await store.partners()).toHaveLength(partners.length);
    expect(await store.find('k-699')).toEqual({ key: keys[699], partner: partners[699] });
  });

  it('changes nothing that is here already', async () => {
    const db = await open();
    const store = await openSqlKeyStore(db);
    await store.putPartner({ ...partners[0]!, status: 'suspended' });
    await store.add({ key: { ...keys[0]!, hint: 'mine' }, maxLive: 2 });
    await importKeys(db, { partners, keys });
    expect(await store.find('k-0')).toMatchObject({ key: { hint: 'mine' }, partner: { status: 'suspended' } });
  });

  it('is all or nothing', async () => {
    const db = await open();
    const store = await openSqlKeyStore(db);
    await expect(importKeys(db, { partners: partners.slice(1), keys })).rejects.toThrow(/foreign key/i);
    expect(await store.partners()).toEqual([]);
  });
});

describe.each([
  ['SQLite', sqlite],
  ...(postgresUrl === undefined ? [] : [['PostgreSQL', async () => (await postgres()).open<KeyTables>()] as const]),
] as const)('a database of before there were modes, in %s', (_, open) => {
  it('has keys of live mode', async () => {
    const db = await open();
    await migrate(db, migrations.slice(0, 2), { history: 'key_migrations' });
    await sql`insert into partners values ('acme', 'active', 'gold', '[]')`.execute(db);
    await sql`
      insert into api_keys (id, partner_id, hint, scopes, addresses, hash, pepper, created_at)
      values ('k', 'acme', '', '[]', '[]', '', '', '')`.execute(db);
    const store = await openSqlKeyStore(db);
    expect(await store.find('k')).toMatchObject({ key: { id: 'k', mode: 'live' } });
  });
});

describe('SQLite key store', () => {
  it('is found again as it was left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontage-keys-'));
    try {
      const file = join(folder, 'keys.sqlite');
      const first = await openSqlKeyStore(sqlite(file));
      await first.putPartner({ id: 'acme', status: 'active', tier: 'gold', regions: ['EU'] });
      const second = await openSqlKeyStore(sqlite(file));
      expect(await second.partners()).toHaveLength(1);
    } finally {
      await Promise.all(open.splice(0).map((db) => db.destroy()));
      rmSync(folder, { recursive: true });
    }
  });

  it('looks a key up in indexes alone', async () => {
    const db = sqlite();
    await openSqlKeyStore(db);
    const { rows } = await sql<{ detail: string }>`explain query plan ${lookUp}`.execute(db);
    expect(rows).toHaveLength(2);
    for (const { detail } of rows) expect(detail).toMatch(/^SEARCH \w+ USING INDEX/);
  });
});

(postgresUrl === undefined ? describe.skip : describe)('PostgreSQL key store', () => {
  it('looks a key up in indexes alone, once there are many', async () => {
    const db = (await postgres()).open<KeyTables>();
    await openSqlKeyStore(db);
    await sql`insert into partners select 'p-' || n, 'active', 'gold', '[]' from generate_series(1, 2000) n`.execute(
      db,
    );
    await sql`
      insert into api_keys (id, partner_id, hint, scopes, addresses, hash, pepper, created_at)
      select 'k-' || n, 'p-' || n, '', '[]', '[]', '', '', '' from generate_series(1, 2000) n`.execute(db);
    await sql`analyze`.execute(db);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${lookUp}`.execute(db);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toContain('Seq Scan');
    expect(plan.match(/Index Scan/g)).toHaveLength(2);
  });

  it('is one for all instances', async () => {
    const place = await postgres();
    const instances = await Promise.all(Array.from({ length: 3 }, () => openSqlKeyStore(place.open<KeyTables>())));
    await instances[0]!.putPartner({ id: 'acme', status: 'active', tier: 'gold', regions: ['EU'] });
    for (const instance of instances) expect(await instance.partners()).toHaveLength(1);
  });
});
