import { sql, type Kysely } from 'kysely';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { shelves, type Library } from '../test/library.ts';
import { databaseUrl } from './database-url.ts';
import { openPostgresSchema, type PostgresSchema } from './fake/index.ts';
import { migrate } from './index.ts';
import { openPostgres } from './postgres.ts';

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

const poetry = { id: 's-1', label: 'Poetry' };
const shelvesOf = (db: Kysely<Library>) => db.selectFrom('shelf').selectAll().execute();

describe('databaseUrl', () => {
  it.each([
    'postgres://me@db:5432/shop',
    'postgresql://me:s3cret@db/shop?sslmode=verify-full',
    'sqlite:.data/shop.sqlite',
    'sqlite::memory:',
  ])('takes %s', (url) => {
    expect(databaseUrl.parse(url)).toBe(url);
  });

  it.each([
    '',
    'db',
    'sqlite:',
    'mysql://me@db/shop',
    'postgres://me:s3cret@db',
    'postgres:///shop',
    'postgres://me:s3cret@db/a/b',
  ])('refuses %j without repeating it', (url) => {
    const { success, error } = databaseUrl.safeParse(url);
    expect(success).toBe(false);
    expect(error!.message).not.toContain('s3cret');
  });
});

describe('a PostgreSQL server that is not there', () => {
  it('is an error of the query, in time, not of the start', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const db = openPostgres<Library>({ url: `postgres://me:s3cret@127.0.0.1:${port}/shop` });
    await expect(shelvesOf(db)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { code: 'ECONNREFUSED' } });
    await db.destroy();
  });

  it('is given up when it takes the connection and says nothing', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const db = openPostgres<Library>({ url: `postgres://me@127.0.0.1:${port}/shop`, connectTimeoutMs: 50 });
    await expect(shelvesOf(db)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: { message: expect.stringContaining('timeout') as unknown },
    });
    await db.destroy();
    silent.close();
  });
});

(postgresUrl === undefined ? describe.skip : describe)('openPostgres', () => {
  let place: PostgresSchema;
  beforeEach(async () => {
    place = await openPostgresSchema(postgresUrl!);
  });
  afterEach(() => place.close());

  it('makes tables where it was told to, and finds them again', async () => {
    const db = place.open<Library>();
    await migrate(db, [shelves]);
    await db.insertInto('shelf').values(poetry).execute();
    expect(await shelvesOf(place.open())).toEqual([poetry]);
  });

  it('leaves nothing of a transaction that failed', async () => {
    const db = place.open<Library>();
    await migrate(db, [shelves]);
    const half = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('shelf').values(poetry).execute();
      throw new Error('the roof fell in');
    });
    await expect(half).rejects.toThrow('the roof fell in');
    expect(await shelvesOf(db)).toEqual([]);
  });

  it('leaves the schema as it was when a migration fails', async () => {
    const db = place.open<Library>();
    const broken = { name: '0002-broken', up: () => Promise.reject(new Error('no such thing')) };
    await expect(migrate(db, [shelves, broken])).rejects.toThrow("The migration '0002-broken' failed: no such thing");
    await expect(shelvesOf(db)).rejects.toThrow('does not exist');
    await migrate(db, [shelves]);
    expect(await shelvesOf(db)).toEqual([]);
  });

  it('lets instances that start together migrate once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => migrate(place.open<Library>(), [shelves])));
    const { rows } = await sql`select name from migrations`.execute(place.open());
    expect(rows).toEqual([{ name: '0001-shelves' }]);
  });

  it('does not take the history of another schema for its own', async () => {
    await migrate(place.open<Library>(), [shelves]);
    const other = await openPostgresSchema(postgresUrl!);
    try {
      const db = other.open<Library>();
      await migrate(db, [shelves]);
      expect(await shelvesOf(db)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('is not disturbed by schemas of others that come and go', async () => {
    let isDone = false;
    const churn = async (): Promise<void> => {
      while (!isDone) {
        const other = await openPostgresSchema(postgresUrl!);
        await sql`create table passing (id serial)`.execute(other.open());
        await other.close();
      }
    };
    const coming = [churn(), churn()];
    try {
      const db = place.open<Library>();
      for (let round = 0; round < 100; round += 1) await migrate(db, [shelves]);
    } finally {
      isDone = true;
      await Promise.all(coming);
    }
  });

  it('survives connections that the server ends', async () => {
    let noticed = (): void => undefined;
    const broken = new Promise<void>((resolve) => (noticed = resolve));
    const db = place.open<Library>({ maxConnections: 1, onBroken: () => noticed() });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(place.open());
    await broken;
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it('survives a connection that breaks between two statements of a transaction', async () => {
    const db = place.open<Library>();
    await migrate(db, [shelves]);
    const half = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('shelf').values(poetry).execute();
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(place.open());
      for (;;) await sql`select 1`.execute(transaction);
    });
    await expect(half).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'database' });
    expect(await shelvesOf(db)).toEqual([]);
  });

  it('ends a statement that takes too long', async () => {
    const db = place.open({ statementTimeoutMs: 50 });
    const sleeping = sql`select pg_sleep(10)`.execute(db);
    await expect(sleeping).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { code: '57014' } });
  });
});
