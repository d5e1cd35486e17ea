/** Events and deliveries in SQL: what comes in, what is shown, what is sent again. */

import { transact } from '@frontage/sql';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import { matchesFilters, type WebhookEvent } from '../event.ts';
import type { Attempt, Delivery, WebhookStore } from '../store.ts';
import type { WebhookTables } from './webhook-tables.ts';

type Db = Kysely<WebhookTables> | Transaction<WebhookTables>;
type DeliveryStore = Pick<WebhookStore, 'accept' | 'test' | 'replay' | 'deliveries' | 'forget' | 'state'>;

/** Most rows of one statement. Databases allow some ten thousand parameters, and SQLite blocks the event loop. */
const maxRowsAtOnce = 200;
/** Most attempts that are shown of one delivery. */
const maxAttemptsShown = 20;

export function sqlDeliveries(db: Kysely<WebhookTables>): DeliveryStore {
  return {
    accept: async (events, now) => {
      for (let from = 0; from < events.length; from += maxRowsAtOnce) {
        const some = events.slice(from, from + maxRowsAtOnce);
        await transact(db, (transaction) => acceptEvents(transaction, some, now));
      }
    },
    test: async (endpointId, event, now) =>
      transact(db, async (transaction) => {
        await insertEvents(transaction, [event], now);
        const row = { ...newDelivery(endpointId, event.id, now), urgent: 1, test: 1 };
        await transaction.insertInto('webhook_deliveries').values(row).execute();
      }),
    replay: async (endpointId, which, now) => {
      const again = { status: 'pending', made: 0, next_at: now, lease: null, finished_at: null } as const;
      const all = db.updateTable('webhook_deliveries').where('endpoint_id', '=', endpointId).where('test', '=', 0);
      const chosen =
        'deliveryId' in which
          ? all.set({ ...again, urgent: 1 }).where('id', '=', which.deliveryId)
          : 'eventId' in which
            ? all.set({ ...again, urgent: 1 }).where('event_id', '=', which.eventId)
            : all
                .set(again)
                .where('created_at', '>=', which.from)
                .$if(which.until !== undefined, (query) => query.where('created_at', '<=', which.until!));
      return Number((await chosen.executeTakeFirstOrThrow()).numUpdatedRows);
    },
    deliveries: async (endpointId, { limit, after }) => {
      const last = after === undefined ? undefined : await createdAtOf(db, endpointId, after);
      if (after !== undefined && last === undefined) return [];
      const rows = await db
        .selectFrom('webhook_deliveries as d')
        .innerJoin('webhook_events as e', 'e.id', 'd.event_id')
        .selectAll('d')
        .select('e.type')
        .where('d.endpoint_id', '=', endpointId)
        .$if(last !== undefined, (query) =>
          query.where(({ eb, or, and }) =>
            or([eb('d.created_at', '<', last!), and([eb('d.created_at', '=', last!), eb('d.id', '<', after!)])]),
          ),
        )
        .orderBy('d.created_at', 'desc')
        .orderBy('d.id', 'desc')
        .limit(limit)
        .execute();
      const attempts = await attemptsOf(
        db,
        rows.map(({ id }) => id),
      );
      return rows.map((row) => toDelivery(row, attempts.get(row.id) ?? []));
    },
    forget: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('webhook_events')
        .where('id', 'in', (query) =>
          query.selectFrom('webhook_events').select('id').where('accepted_at', '<', before).limit(maxRowsAtOnce),
        )
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    state: async () => {
      const pending = await db
        .selectFrom('webhook_deliveries as d')
        .innerJoin('webhook_endpoints as e', 'e.id', 'd.endpoint_id')
        .select(({ fn }) => [fn.countAll().as('depth'), fn.min('d.created_at').as('oldest')])
        .where('d.status', '=', 'pending')
        .where('e.disabled_at', 'is', null)
        .executeTakeFirstOrThrow();
      const { disabled } = await db
        .selectFrom('webhook_endpoints')
        .select(({ fn }) => fn.countAll().as('disabled'))
        .where('disabled_at', 'is not', null)
        .executeTakeFirstOrThrow();
      return { depth: Number(pending.depth), oldestAt: pending.oldest ?? undefined, disabled: Number(disabled) };
    },
  };
}

/** Keeps events and makes their deliveries. An event that is here already makes none. */
async function acceptEvents(db: Db, events: readonly WebhookEvent[], now: string): Promise<void> {
  const fresh = new Set(await insertEvents(db, events, now));
  if (fresh.size === 0) return;
  const rows = await db
    .selectFrom('webhook_endpoints')
    .select(['id', 'partner_id', 'mode', 'events'])
    .where('partner_id', 'in', [...new Set(events.map(({ partnerId }) => partnerId))])
    .execute();
  const endpoints = rows.map((row) => ({ ...row, events: JSON.parse(row.events) as readonly string[] }));
  const deliveries = events
    .filter(({ id }) => fresh.delete(id))
    .flatMap(({ id, partnerId, mode, type }) =>
      endpoints
        .filter(
          (endpoint) =>
            endpoint.partner_id === partnerId && endpoint.mode === mode && matchesFilters(endpoint.events, type),
        )
        .map((endpoint) => newDelivery(endpoint.id, id, now)),
    );
  await insertDeliveries(db, deliveries);
}

/** Hands the notice of a disabled endpoint to every enabled one of its owner and mode, whatever their filters. */
export async function notifyOwner(db: Db, notice: WebhookEvent, now: string): Promise<void> {
  const others = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('partner_id', '=', notice.partnerId)
    .where('mode', '=', notice.mode)
    .where('disabled_at', 'is', null)
    .execute();
  await insertEvents(db, [notice], now);
  await insertDeliveries(
    db,
    others.map(({ id }) => newDelivery(id, notice.id, now)),
  );
}

async function insertEvents(db: Db, events: readonly WebhookEvent[], now: string): Promise<readonly string[]> {
  if (events.length === 0) return [];
  const rows = await db
    .insertInto('webhook_events')
    .values(
      events.map(({ id, partnerId, type, at, body }) => ({
        id,
        partner_id: partnerId,
        type,
        at,
        body,
        accepted_at: now,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

type DeliveryRow = Selectable<WebhookTables['webhook_deliveries']>;

const newDelivery = (endpointId: string, eventId: string, now: string): DeliveryRow => ({
  id: randomUUID(),
  endpoint_id: endpointId,
  event_id: eventId,
  status: 'pending',
  made: 0,
  next_at: now,
  lease: null,
  urgent: 0,
  test: 0,
  created_at: now,
  finished_at: null,
});

async function insertDeliveries(db: Db, rows: readonly DeliveryRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += maxRowsAtOnce) {
    await db
      .insertInto('webhook_deliveries')
      .values(rows.slice(from, from + maxRowsAtOnce))
      .execute();
  }
}

async function createdAtOf(db: Db, endpointId: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('webhook_deliveries')
    .select('created_at')
    .where('id', '=', id)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst();
  return row?.created_at;
}

async function attemptsOf(db: Db, ids: readonly string[]): Promise<Map<string, Attempt[]>> {
  const found = new Map<string, Attempt[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', 'in', ids)
    .orderBy('at', 'desc')
    .execute();
  for (const { delivery_id, at, duration_ms, outcome, status, answer } of rows) {
    const list = found.get(delivery_id) ?? [];
    found.set(delivery_id, list);
    if (list.length === maxAttemptsShown) continue;
    list.push({
      at,
      durationMs: duration_ms,
      outcome: outcome as Attempt['outcome'],
      status: status ?? undefined,
      answer,
    });
  }
  return found;
}

const toDelivery = (row: DeliveryRow & { readonly type: string }, attempts: readonly Attempt[]): Delivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  eventId: row.event_id,
  type: row.type,
  status: row.status,
  createdAt: row.created_at,
  nextAt: row.next_at,
  attempts,
});
