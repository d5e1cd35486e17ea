import { createSeal } from '@frontage/sealing';
import { migrate, openSqlite } from '@frontage/sql';
import { openPostgresSchema, type PostgresSchema } from '@frontage/sql/fake';
import { sql, type Kysely } from 'kysely';
import { describeWebhookStore } from '../../test/webhook-store-suite.ts';
import { createSecret } from '../signing.ts';
import { openSqlWebhookStore, type WebhookTables } from './index.ts';
import { migrations } from './webhook-tables.ts';

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

const open: { destroy(): Promise<void> }[] = [];
const places: PostgresSchema[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.destroy()));
  await Promise.all(places.splice(0).map((place) => place.close()));
});

const [key, newKey] = ['k'.repeat(32), 'n'.repeat(32)];
const seal = createSeal([key], 'webhook secrets');

function sqlite(): Kysely<WebhookTables> {
  const db = openSqlite<WebhookTables>({ file: ':memory:' });
  open.push(db);
  return db;
}

it('a database of before there were modes has endpoints of live mode', async () => {
  const db = sqlite();
  await migrate(db, migrations.slice(0, 1), { history: 'webhook_migrations' });
  await sql`insert into webhook_owners values ('acme')`.execute(db);
  await sql`
    insert into webhook_endpoints (id, partner_id, url, events, description, failures, secrets, created_at)
    values ('one', 'acme', 'https://one.example.test/', '["*"]', '', 0, '', '')`.execute(db);
  const store = await openSqlWebhookStore(db, seal);
  expect(await store.list('acme', 'live')).toMatchObject([{ id: 'one', mode: 'live' }]);
  expect(await store.list('acme', 'test')).toEqual([]);
});

describeWebhookStore('SQLite', async () => {
  const store = await openSqlWebhookStore(sqlite(), seal);
  return { store, other: store };
});
if (postgresUrl !== undefined) {
  describeWebhookStore('PostgreSQL', async () => {
    const place = await openPostgresSchema(postgresUrl);
    places.push(place);
    const store = await openSqlWebhookStore(place.open<WebhookTables>(), seal);
    return { store, other: await openSqlWebhookStore(place.open<WebhookTables>(), seal) };
  });
}

it('secrets are sealed at rest, and move to a new key', async () => {
  const db = sqlite();
  const store = await openSqlWebhookStore(db, seal);
  const secret = createSecret();
  const endpoint = {
    id: 'a',
    partnerId: 'acme',
    mode: 'live' as const,
    url: 'https://a.example.test/',
    events: ['*'],
    description: '',
  };
  await store.add({ endpoint: { ...endpoint, createdAt: '2026-05-01T10:00:00.000Z' }, secret, max: 1 });
  const rows = await db.selectFrom('webhook_endpoints').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
  await (await openSqlWebhookStore(db, createSeal([newKey, key], 'webhook secrets'))).reseal();
  const { secrets } = await db.selectFrom('webhook_endpoints').select('secrets').executeTakeFirstOrThrow();
  expect(createSeal([newKey], 'webhook secrets').open(secrets, 'a')).toContain(secret);
  expect(seal.open(secrets, 'a')).toBeUndefined();
});
