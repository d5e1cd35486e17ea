/** Endpoints in SQL: the part of the store that their owner uses. Secrets are sealed to their endpoint. */

import type { Seal } from '@frontage/sealing';
import { transact } from '@frontage/sql';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { matchesFilters, type WebhookEvent } from '../event.ts';
import type { Expected, WebhookEndpoint, WebhookSecret, WebhookStore, Written } from '../store.ts';
import type { WebhookTables } from './webhook-tables.ts';

export type EndpointRow = Selectable<WebhookTables['webhook_endpoints']>;

type EndpointStore = Pick<
  WebhookStore,
  'add' | 'find' | 'list' | 'subscribers' | 'change' | 'remove' | 'roll' | 'reseal' | 'disable' | 'enable'
>;

type SealedRow = Pick<EndpointRow, 'id' | 'secrets'>;

/** Secrets of a row; undefined when no key in use opens them. */
export function openSecrets({ id, secrets }: SealedRow, seal: Seal): readonly WebhookSecret[] | undefined {
  const text = seal.open(secrets, id);
  return text === undefined ? undefined : (JSON.parse(text) as readonly WebhookSecret[]);
}

/** Secrets of a row, to be written again. Throws when no key in use opens them: overwriting them would be worse. */
function secretsOf(row: SealedRow, seal: Seal): readonly WebhookSecret[] {
  const secrets = openSecrets(row, seal);
  if (!secrets) throw new Error(`The secrets of the webhook endpoint ${row.id} open with no key in use.`);
  return secrets;
}

/** Writes an event of the store's own within a transaction. */
export type Notify = (transaction: Transaction<WebhookTables>, event: WebhookEvent, now: string) => Promise<void>;

export function sqlEndpoints(db: Kysely<WebhookTables>, seal: Seal, notify: Notify): EndpointStore {
  const sealed = (id: string, secrets: readonly WebhookSecret[]): string => seal.seal(JSON.stringify(secrets), id);
  return {
    add: async ({ endpoint, secret, max }) =>
      transact(db, async (transaction) => {
        const { partnerId, mode } = endpoint;
        await transaction
          .insertInto('webhook_owners')
          .values({ partner_id: partnerId })
          .onConflict((conflict) => conflict.column('partner_id').doNothing())
          .execute();
        // Row lock: changes nothing, and serialises additions of one partner. Without it, two would each count one endpoint too few.
        await transaction
          .updateTable('webhook_owners')
          .set(({ ref }) => ({ partner_id: ref('partner_id') }))
          .where('partner_id', '=', partnerId)
          .execute();
        const { count } = await transaction
          .selectFrom('webhook_endpoints')
          .select(({ fn }) => fn.countAll().as('count'))
          .where('partner_id', '=', partnerId)
          .where('mode', '=', mode)
          .executeTakeFirstOrThrow();
        if (Number(count) >= max) return 'too-many';
        await transaction
          .insertInto('webhook_endpoints')
          .values({
            id: endpoint.id,
            partner_id: partnerId,
            mode,
            url: endpoint.url,
            events: JSON.stringify(endpoint.events),
            description: endpoint.description,
            disabled_reason: null,
            disabled_at: null,
            failing_since: null,
            failures: 0,
            paused_until: null,
            secrets: sealed(endpoint.id, [{ secret }]),
            created_at: endpoint.createdAt,
          })
          // Ids are random, but for those seeded in development, by several instances at once.
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        return 'added';
      }),
    subscribers: async (type, mode) => {
      const all = db.selectFrom('webhook_endpoints').select(['partner_id', 'events']);
      const rows = await all.where('mode', '=', mode).execute();
      const wanting = rows.filter(({ events }) => matchesFilters(JSON.parse(events) as readonly string[], type));
      return [...new Set(wanting.map((row) => row.partner_id))].toSorted();
    },
    find: async (id) => {
      const row = await db.selectFrom('webhook_endpoints').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toEndpoint(row);
    },
    list: async (partnerId, mode) => {
      const rows = await db
        .selectFrom('webhook_endpoints')
        .selectAll()
        .$if(partnerId !== undefined, (some) => some.where('partner_id', '=', partnerId!))
        .$if(mode !== undefined, (some) => some.where('mode', '=', mode!))
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toEndpoint);
    },
    change: async (id, { url, events, description }, expected) => {
      const { numUpdatedRows } = await db
        .updateTable('webhook_endpoints')
        .set(({ eb }) => ({
          ...(url !== undefined && { url }),
          ...(events !== undefined && { events: JSON.stringify(events) }),
          ...(description !== undefined && { description }),
          revision: eb('revision', '+', 1),
        }))
        .where('id', '=', id)
        .$if(expected !== undefined, (query) => query.where('revision', 'in', listOf(expected)))
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n ? 'done' : refusalOf(db, id);
    },
    remove: async (id, expected) => {
      const { numDeletedRows } = await db
        .deleteFrom('webhook_endpoints')
        .where('id', '=', id)
        .$if(expected !== undefined, (query) => query.where('revision', 'in', listOf(expected)))
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n ? 'done' : refusalOf(db, id);
    },
    roll: async (id, secret, { now, oldEndsAt }) =>
      changeSecrets(db, id, (row) => {
        const old = secretsOf(row, seal)
          .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now)
          .map((each) => ({ ...each, expiresAt: earlier(each.expiresAt, oldEndsAt) }));
        // Bound of a row and of a header: rolled often within the overlap, only the latest secrets stay.
        return sealed(id, [{ secret }, ...old].slice(0, maxActiveSecrets));
      }),
    reseal: async () => {
      const ids = await db.selectFrom('webhook_endpoints').select('id').execute();
      for (const { id } of ids) await changeSecrets(db, id, (row) => sealed(id, secretsOf(row, seal)));
      return ids.length;
    },
    disable: async (id, { reason, at }, notice) =>
      transact(db, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('webhook_endpoints')
          .set(({ eb }) => ({ disabled_reason: reason, disabled_at: at, revision: eb('revision', '+', 1) }))
          .where('id', '=', id)
          .where('disabled_at', 'is', null)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        if (notice) await notify(transaction, notice, at);
        return true;
      }),
    enable: async (id, now) =>
      transact(db, async (transaction) => {
        const row = await transaction
          .selectFrom('webhook_endpoints')
          .select(['disabled_at', 'failing_since'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (!row || row.disabled_at === null) return false;
        const { numUpdatedRows } = await transaction
          .updateTable('webhook_endpoints')
          .set(({ eb }) => ({
            ...{ disabled_reason: null, disabled_at: null, failing_since: null, failures: 0, paused_until: null },
            revision: eb('revision', '+', 1),
          }))
          .where('id', '=', id)
          .where('disabled_at', '=', row.disabled_at)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        const since = row.failing_since ?? row.disabled_at;
        await transaction
          .updateTable('webhook_deliveries')
          .set({ status: 'pending', made: 0, next_at: now, lease: null, finished_at: null })
          .where('endpoint_id', '=', id)
          .where('test', '=', 0)
          .where(({ eb, or, and }) =>
            or([eb('status', '=', 'pending'), and([eb('status', '=', 'failed'), eb('finished_at', '>=', since)])]),
          )
          .execute();
        return true;
      }),
  };
}

const maxActiveSecrets = 5;

/** Revisions for SQL, which has no empty list. No endpoint has revision 0. */
const listOf = (expected: Expected): readonly number[] => [0, ...(expected ?? [])];

/** Reason why a write found no row. */
async function refusalOf(db: Kysely<WebhookTables>, id: string): Promise<Written> {
  const row = await db.selectFrom('webhook_endpoints').select('id').where('id', '=', id).executeTakeFirst();
  return row ? 'stale' : 'none';
}

const earlier = (expiresAt: string | undefined, end: string): string =>
  expiresAt !== undefined && expiresAt < end ? expiresAt : end;

/** Changes secrets by compare and swap, so that of two rolls at once neither is lost. */
async function changeSecrets(
  db: Kysely<WebhookTables>,
  id: string,
  next: (row: SealedRow) => string,
): Promise<boolean> {
  for (;;) {
    const row = await db
      .selectFrom('webhook_endpoints')
      .select(['id', 'secrets'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return false;
    const { numUpdatedRows } = await db
      .updateTable('webhook_endpoints')
      .set({ secrets: next(row) })
      .where('id', '=', id)
      .where('secrets', '=', row.secrets)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 1n) return true;
  }
}

const toEndpoint = (row: EndpointRow): WebhookEndpoint => ({
  id: row.id,
  partnerId: row.partner_id,
  mode: row.mode,
  url: row.url,
  events: JSON.parse(row.events) as readonly string[],
  description: row.description,
  disabled:
    row.disabled_reason === null || row.disabled_at === null
      ? undefined
      : { reason: row.disabled_reason, at: row.disabled_at },
  failingSince: row.failing_since ?? undefined,
  failures: row.failures,
  createdAt: row.created_at,
  revision: row.revision,
});
