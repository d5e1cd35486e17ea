/** Partners and keys in a SQL database. */

import { migrate, transact } from '@frontage/sql';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { Addition, ApiKeyRecord, ApiKeyStore, KeyUse, Partner } from '../api-key/key-store.ts';
import type { KeyHash } from '../api-key/peppers.ts';
import { migrations, type KeyTables } from './key-tables.ts';

export type { KeyTables } from './key-tables.ts';

/** Opens the store, and migrates the database. The caller closes it. */
export async function openSqlKeyStore(db: Kysely<KeyTables>): Promise<ApiKeyStore> {
  await migrate(db, migrations, { history: 'key_migrations' });
  return sqlKeyStore(db);
}

/** Partners and keys of another store. */
export interface KeptKeys {
  readonly partners: readonly Partner[];
  readonly keys: readonly ApiKeyRecord[];
}

/** Most rows of one statement. Databases allow some ten thousand parameters. */
const maxRowsAtOnce = 500;

/**
 * Imports partners and keys of another store unchanged, all or nothing. Existing ones stay. For moving to another database; new keys come
 * from `add`.
 */
export async function importKeys(db: Kysely<KeyTables>, { partners, keys }: KeptKeys): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const some of inSlices(partners.map(toPartnerRow), maxRowsAtOnce)) {
      await transaction
        .insertInto('partners')
        .values(some)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
    for (const some of inSlices(keys.map(toRow), maxRowsAtOnce)) {
      await transaction
        .insertInto('api_keys')
        .values(some)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
  });
}

function* inSlices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Most uses of one statement. SQLite blocks the event loop while it runs. */
const maxUsesAtOnce = 200;

/**
 * Store in a database that was migrated, or in a transaction on it. The owner of the transaction undoes it when `add` has not added: a key
 * that was to be replaced has been changed then.
 */
export function sqlKeyStore(db: Kysely<KeyTables>): ApiKeyStore {
  return {
    find: async (id) => {
      const row = await db
        .selectFrom('api_keys')
        .innerJoin('partners', 'partners.id', 'api_keys.partner_id')
        .selectAll('api_keys')
        .select(['partners.status', 'partners.tier', 'partners.regions'])
        .where('api_keys.id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { status, tier, regions } = row;
      return { key: toRecord(row), partner: toPartner({ id: row.partner_id, status, tier, regions }) };
    },
    partners: async () => (await db.selectFrom('partners').selectAll().orderBy('id').execute()).map(toPartner),
    keysOf: async (partnerId, { mode, limit, after } = {}) => {
      const all = db
        .selectFrom('api_keys as k')
        .selectAll('k')
        .where('k.partner_id', '=', partnerId)
        .$if(mode !== undefined, (some) => some.where('k.mode', '=', mode!))
        .orderBy('k.created_at', 'desc')
        .orderBy('k.id', 'desc');
      const rest =
        after === undefined
          ? all
          : all
              .innerJoin('api_keys as last', (join) => join.on('last.id', '=', after))
              .where(({ eb, or, and, ref }) =>
                or([
                  eb('k.created_at', '<', ref('last.created_at')),
                  and([eb('k.created_at', '=', ref('last.created_at')), eb('k.id', '<', ref('last.id'))]),
                ]),
              );
      const rows = await (limit === undefined ? rest : rest.limit(limit)).execute();
      return rows.map(toRecord);
    },
    putPartner: async (partner) => {
      const { id, ...row } = toPartnerRow(partner);
      await db
        .insertInto('partners')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    add: async (addition) => {
      try {
        await transact(db, (transaction) => addKey(transaction, addition));
        return 'added';
      } catch (error) {
        if (error instanceof NotAdded) return error.why;
        throw error;
      }
    },
    revoke: async (id, at) => {
      const { numUpdatedRows } = await db
        .updateTable('api_keys')
        .set(({ fn, val }) => ({ revoked_at: fn.coalesce('revoked_at', val(at)) }))
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    expose: async (id, at) => {
      await db
        .updateTable('api_keys')
        .set(({ fn, val }) => ({ exposed_at: fn.coalesce('exposed_at', val(at)) }))
        .where('id', '=', id)
        .execute();
    },
    noteUses: async (uses) => {
      for (const some of inSlices(uses, maxUsesAtOnce)) {
        await noteTimes(db, some);
        for (const { id, rehashed } of some) if (rehashed) await putHash(db, id, rehashed);
      }
    },
  };
}

/** Rolls the transaction back. */
class NotAdded extends Error {
  readonly why: Exclude<Addition, 'added'>;

  constructor(why: Exclude<Addition, 'added'>) {
    super(why);
    this.why = why;
  }
}

async function addKey(
  transaction: Transaction<KeyTables>,
  { key, maxLive, replaces }: Parameters<ApiKeyStore['add']>[0],
): Promise<void> {
  // Row lock: changes nothing, and serialises additions for one partner. Without it, two transactions would each count one key too few.
  const { numUpdatedRows } = await transaction
    .updateTable('partners')
    .set(({ ref }) => ({ id: ref('id') }))
    .where('id', '=', key.partnerId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new NotAdded('no-partner');
  if (replaces) {
    await transaction
      .updateTable('api_keys')
      .set(({ eb }) => ({
        replaced_by: key.id,
        expires_at: eb
          .case()
          .when('expires_at', '<', replaces.endsAt)
          .then(eb.ref('expires_at'))
          .else(replaces.endsAt)
          .end(),
      }))
      .where('id', '=', replaces.id)
      .execute();
  }
  const { live } = await transaction
    .selectFrom('api_keys')
    .select(({ fn }) => fn.countAll().as('live'))
    .where('partner_id', '=', key.partnerId)
    .where('mode', '=', key.mode)
    .where('revoked_at', 'is', null)
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', key.createdAt)]))
    .executeTakeFirstOrThrow();
  if (Number(live) >= maxLive) throw new NotAdded('too-many');
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('api_keys')
    .values(toRow(key))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw new NotAdded('exists');
}

/** Writes all uses in one statement. Both databases name the columns of a list of values `column1` and `column2`. */
async function noteTimes(db: Kysely<KeyTables>, uses: readonly KeyUse[]): Promise<void> {
  const values = sql.join(uses.map(({ id, at }) => sql`(${id}, ${at})`));
  await sql`
    update api_keys set last_used_at = used.column2 from (values ${values}) as used
    where api_keys.id = used.column1 and (last_used_at is null or last_used_at < used.column2)`.execute(db);
}

async function putHash(db: Kysely<KeyTables>, id: string, { hash, pepper }: KeyHash): Promise<void> {
  const row = { hash: hash.toString('hex'), pepper };
  await db.updateTable('api_keys').set(row).where('id', '=', id).execute();
}

const toPartner = ({ id, status, tier, regions }: Selectable<KeyTables['partners']>): Partner => ({
  id,
  status,
  tier,
  regions: JSON.parse(regions) as Partner['regions'],
});

const toPartnerRow = ({ id, status, tier, regions }: Partner): Selectable<KeyTables['partners']> => ({
  id,
  status,
  tier,
  regions: JSON.stringify(regions),
});

const toRow = (key: ApiKeyRecord): Selectable<KeyTables['api_keys']> => ({
  id: key.id,
  partner_id: key.partnerId,
  mode: key.mode,
  hint: key.hint,
  scopes: JSON.stringify(key.scopes),
  addresses: JSON.stringify(key.addresses),
  hash: key.hash.toString('hex'),
  pepper: key.pepper,
  created_at: key.createdAt,
  expires_at: key.expiresAt ?? null,
  revoked_at: key.revokedAt ?? null,
  replaced_by: key.replacedBy ?? null,
  last_used_at: key.lastUsedAt ?? null,
  exposed_at: key.exposedAt ?? null,
});

const toRecord = (row: Selectable<KeyTables['api_keys']>): ApiKeyRecord => ({
  id: row.id,
  partnerId: row.partner_id,
  mode: row.mode,
  hint: row.hint,
  scopes: JSON.parse(row.scopes) as ApiKeyRecord['scopes'],
  addresses: JSON.parse(row.addresses) as ApiKeyRecord['addresses'],
  hash: Buffer.from(row.hash, 'hex'),
  pepper: row.pepper,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
  replacedBy: row.replaced_by ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
  exposedAt: row.exposed_at ?? undefined,
});
