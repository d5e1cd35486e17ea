import { CompiledQuery, sql, type Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { books, shelves, type Library } from '../test/library.ts';
import { migrate, openSqlite, type NamedMigration } from './index.ts';
import { MigrationError } from './migrate.ts';

let folder: string;
let open: Kysely<Library>[] = [];
const file = (): string => join(folder, 'deep', 'library.sqlite');
function library(at = ':memory:'): Kysely<Library> {
  const db = openSqlite<Library>({ file: at });
  open.push(db);
  return db;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontage-sql-'));
});
afterEach(async () => {
  await Promise.all(open.map((db) => db.destroy()));
  open = [];
  rmSync(folder, { recursive: true });
});

describe('openSqlite', () => {
  it('makes the folder, keeps what was written, and closes', async () => {
    const first = library(file());
    await migrate(first, [shelves]);
    await first.insertInto('shelf').values({ id: 's-1', label: 'Poetry' }).execute();
    await first.destroy();
    await expect(first.selectFrom('shelf').selectAll().execute()).rejects.toThrow('destroyed');

    const second = library(file());
    await migrate(second, [shelves]);
    expect(await second.selectFrom('shelf').selectAll().execute()).toEqual([{ id: 's-1', label: 'Poetry' }]);
  });

  it('writes ahead, waits for locks, and checks references', async () => {
    const db = library(file());
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await db.executeQuery<object>(CompiledQuery.raw(`pragma ${name}`))).rows[0]!)[0];
    expect([await pragma('journal_mode'), await pragma('busy_timeout'), await pragma('foreign_keys')]).toEqual([
      'wal',
      1_000,
      1,
    ]);
    await migrate(db, [shelves, books]);
    await expect(db.insertInto('book').values({ id: 'b-1', shelf_id: 'nowhere' }).execute()).rejects.toThrow(
      'FOREIGN KEY',
    );
  });

  it('tells a file that cannot be used from a mistake in a statement', async () => {
    const owner = library(file());
    await migrate(owner, [shelves]);
    const other = openSqlite<Library>({ file: file(), busyTimeoutMs: 1 });
    open.push(other);
    const add = (db: Kysely<Library>, label: string) =>
      db.insertInto('shelf').values({ id: randomUUID(), label }).execute();
    await owner.transaction().execute(async (transaction) => {
      await add(transaction, 'Poetry');
      await expect(add(other, 'Drama')).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'database' });
    });
    await add(other, 'Drama');
    await sql`pragma max_page_count = 1`.execute(other);
    await expect(add(other, 'x'.repeat(100_000))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: { code: 'SQLITE_FULL' },
    });
    await expect(sql`select * from nowhere`.execute(other)).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
  });

  it('waits for the disk, and keeps other processes out, where it is told to', async () => {
    const db = openSqlite<Library>({ file: file(), synchronous: 'full', exclusive: true });
    open.push(db);
    await migrate(db, [shelves]);
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
    expect(rows).toEqual([{ synchronous: 2 }]);
    const other = openSqlite<Library>({ file: file(), busyTimeoutMs: 1 });
    open.push(other);
    await expect(migrate(other, [shelves])).rejects.toThrow('locked');
  });

  it('leaves nothing of a transaction that failed', async () => {
    const db = library();
    await migrate(db, [shelves]);
    const half = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('shelf').values({ id: 's-1', label: 'Poetry' }).execute();
      throw new Error('the roof fell in');
    });
    await expect(half).rejects.toThrow('the roof fell in');
    expect(await db.selectFrom('shelf').selectAll().execute()).toEqual([]);
  });

  it('says what is wrong with a path that cannot be opened', async () => {
    await expect(migrate(library(folder), [shelves])).rejects.toThrow(/unable to open database/);
  });
});

describe('migrate', () => {
  const ran = async (db: Kysely<Library>, history = 'migrations'): Promise<unknown[]> => {
    const { rows } = await sql<{ name: string }>`select name from ${sql.table(history)} order by name`.execute(db);
    return rows.map(({ name }) => name);
  };

  it('runs each step once, in order, and remembers it', async () => {
    const db = library();
    let times = 0;
    const counted: NamedMigration = {
      name: '0003-count',
      up: async () => {
        times += 1;
      },
    };
    await migrate(db, [shelves]);
    await migrate(db, [shelves, books, counted]);
    await migrate(db, [shelves, books, counted]);
    expect(times).toBe(1);
    expect(await ran(db)).toEqual(['0001-shelves', '0002-books', '0003-count']);
  });

  it('leaves the database as it was when a step fails, and says which', async () => {
    const db = library();
    const broken: NamedMigration = {
      name: '0003-broken',
      up: async (trial) => {
        await trial.schema.createTable('leftover').addColumn('id', 'text').execute();
        throw new Error('no such thing');
      },
    };
    await expect(migrate(db, [shelves, books, broken])).rejects.toThrow(
      "The migration '0003-broken' failed: no such thing",
    );
    expect((await db.introspection.getTables()).map(({ name }) => name)).not.toContain('shelf');
    await migrate(db, [shelves, books]);
    expect(await ran(db)).toEqual(['0001-shelves', '0002-books']);
  });

  it.each([
    ['knows less than the database', [shelves], /0002-books.*missing/],
    ['has a step in the middle that never ran', [shelves, { ...books, name: '0001-z' }, books], /expected.*0002-books/],
    ['is not in order', [books, shelves], "'0001-shelves' comes after '0002-books'"],
    ['has a name twice', [shelves, shelves], "'0001-shelves' comes after '0001-shelves'"],
  ])('refuses a list that %s', async (_, list, message) => {
    const db = library();
    await migrate(db, [shelves, books]);
    const attempt = migrate(db, list);
    await expect(attempt).rejects.toThrow(MigrationError);
    await expect(attempt).rejects.toThrow(message);
    expect(await ran(db)).toEqual(['0001-shelves', '0002-books']);
  });

  it('keeps a history for each of those who share a database', async () => {
    const db = library();
    await migrate(db, [shelves], { history: 'shelf_migrations' });
    await migrate(db, [books], { history: 'book_migrations' });
    expect(await ran(db, 'book_migrations')).toEqual(['0002-books']);
  });
});
