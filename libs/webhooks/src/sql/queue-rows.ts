/** Queues of deliveries in SQL, one for each endpoint: due, leased, settled. */

import type { Seal } from '@frontage/sealing';
import { PostgresAdapter, sql, type Kysely, type Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Claim, ClaimRequest, Settlement, WebhookStore } from '../store.ts';
import { openSecrets } from './endpoint-rows.ts';
import type { WebhookTables } from './webhook-tables.ts';

type QueueStore = Pick<WebhookStore, 'due' | 'claim' | 'settle' | 'recover' | 'release'>;
type Tx = Transaction<WebhookTables>;

export function sqlQueues(db: Kysely<WebhookTables>, seal: Seal): QueueStore {
  // SQLite has one owner, whose transactions follow one another: rows need no locks, and there is no syntax for them.
  const shared = db.getExecutor().adapter instanceof PostgresAdapter;
  return {
    due: async (now) => {
      const rows = await db
        .selectFrom('webhook_endpoints as e')
        .select(['e.id', 'e.failures'])
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('webhook_deliveries as d')
              .select(sql`1`.as('one'))
              .whereRef('d.endpoint_id', '=', 'e.id')
              .where('d.status', '=', 'pending')
              .where('d.next_at', '<=', now)
              .where(({ eb, or, and }) =>
                or([
                  eb('d.urgent', '=', 1),
                  and([
                    eb('e.disabled_at', 'is', null),
                    or([eb('e.paused_until', 'is', null), eb('e.paused_until', '<=', now)]),
                  ]),
                ]),
              ),
          ),
        )
        .execute();
      return rows.map(({ id, failures }) => ({ endpointId: id, failures }));
    },
    claim: async (request) =>
      db.transaction().execute(async (transaction) => {
        const claims: Claim[] = [];
        const unreadable: string[] = [];
        for (const { endpointId, limit } of request.due) {
          const claimed = await claimOf(transaction, { ...request, endpointId, limit, seal, shared });
          if (claimed) claims.push(...claimed);
          else unreadable.push(endpointId);
        }
        return { claims, unreadable };
      }),
    settle: async (results) => {
      if (results.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        // Endpoints before deliveries, each in the order of their ids, as in every other transaction: no two wait for each other.
        await settleHealth(transaction, results);
        await settleDeliveries(transaction, results, shared);
      });
    },
    recover: async (now) => {
      if (shared) return;
      await db
        .updateTable('webhook_deliveries')
        .set({ lease: null, next_at: now })
        .where('lease', 'is not', null)
        .where('status', '=', 'pending')
        .execute();
    },
    release: async (claims, now) => {
      if (claims.length === 0) return;
      await db
        .updateTable('webhook_deliveries')
        .set({ lease: null, next_at: now })
        .where('id', 'in', idsOf(claims))
        .where('lease', 'in', leasesOf(claims))
        .execute();
    },
  };
}

interface EndpointClaim extends ClaimRequest {
  readonly endpointId: string;
  readonly limit: number;
  readonly seal: Seal;
  readonly shared: boolean;
}

/** Claims of one endpoint; undefined if its secrets cannot be opened. */
async function claimOf(transaction: Tx, options: EndpointClaim): Promise<readonly Claim[] | undefined> {
  const { endpointId, limit, now, leaseUntil, seal, shared } = options;
  const endpoint = await transaction
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', endpointId)
    .executeTakeFirst();
  if (!endpoint) return [];
  const secrets = openSecrets(endpoint, seal);
  if (!secrets) return undefined;
  const open = endpoint.disabled_at === null && (endpoint.paused_until === null || endpoint.paused_until <= now);
  const lease = randomUUID();
  const rows = await transaction
    .updateTable('webhook_deliveries')
    .set({ lease, next_at: leaseUntil })
    .where('id', 'in', (query) =>
      query
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('endpoint_id', '=', endpointId)
        .where('status', '=', 'pending')
        .where('next_at', '<=', now)
        .$if(!open, (closed) => closed.where('urgent', '=', 1))
        .orderBy('next_at')
        .limit(limit)
        .$if(shared, (locked) => locked.forUpdate().skipLocked()),
    )
    .returning(['id', 'event_id', 'made', 'test', 'created_at'])
    .execute();
  if (rows.length === 0) return [];
  const events = await transaction
    .selectFrom('webhook_events')
    .select(['id', 'type', 'body'])
    .where('id', 'in', [...new Set(rows.map(({ event_id }) => event_id))])
    .execute();
  const eventOf = new Map(events.map((event) => [event.id, event as Claim['event']]));
  const active = secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
  return rows
    .toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
    .map(({ id, event_id, made, test }) => ({
      deliveryId: id,
      endpointId,
      lease,
      event: eventOf.get(event_id)!,
      url: endpoint.url,
      secrets: active.map(({ secret }) => secret),
      made,
      failures: endpoint.failures,
      test: test === 1,
    }));
}

/** Writes what attempts say of their endpoints: failures since the last success, and the pause. Tests say nothing. */
async function settleHealth(transaction: Tx, results: readonly Settlement[]): Promise<void> {
  const counted = results.filter(({ claim }) => !claim.test);
  const byEndpoint = [...Map.groupBy(counted, ({ claim }) => claim.endpointId)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [id, all] of byEndpoint) {
    const inOrder = all.toSorted((a, b) => (a.attempt.at < b.attempt.at ? -1 : 1));
    const lastSuccess = inOrder.findLastIndex(({ attempt }) => attempt.outcome === 'success');
    const since = inOrder.slice(lastSuccess + 1);
    const paused = since.map(({ pausedUntil }) => pausedUntil ?? '').reduce((a, b) => (a > b ? a : b), '') || null;
    const first = since[0]?.attempt.at ?? null;
    await transaction
      .updateTable('webhook_endpoints')
      .set(({ eb, fn, val }) =>
        lastSuccess >= 0
          ? { failures: since.length, failing_since: first, paused_until: paused }
          : {
              failures: eb('failures', '+', since.length),
              failing_since: fn.coalesce('failing_since', val(first)),
              ...(paused !== null && { paused_until: paused }),
            },
      )
      .where('id', '=', id)
      .execute();
  }
}

async function settleDeliveries(transaction: Tx, results: readonly Settlement[], shared: boolean): Promise<void> {
  const claims = results.map(({ claim }) => claim);
  const rows = await transaction
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('id', 'in', idsOf(claims))
    .orderBy('id')
    .$if(shared, (locked) => locked.forUpdate())
    .execute();
  // An endpoint that was deleted meanwhile took its deliveries along.
  const here = new Set(rows.map(({ id }) => id));
  const kept = results.filter(({ claim }) => here.has(claim.deliveryId));
  if (kept.length === 0) return;
  await transaction
    .insertInto('webhook_attempts')
    .values(
      kept.map(({ claim, attempt }) => ({
        id: randomUUID(),
        delivery_id: claim.deliveryId,
        at: attempt.at,
        duration_ms: Math.round(attempt.durationMs),
        outcome: attempt.outcome,
        status: attempt.status ?? null,
        // PostgreSQL has no NUL in texts, and the receiver decides what is in this one.
        answer: attempt.answer.replaceAll('\0', '\uFFFD').toWellFormed(),
      })),
    )
    .execute();
  const delivered = kept.filter(({ status }) => status === 'delivered').map(({ claim }) => claim);
  const settledAt = kept.reduce((latest, { attempt }) => (attempt.at > latest ? attempt.at : latest), '');
  if (delivered.length > 0) {
    await transaction
      .updateTable('webhook_deliveries')
      .set({ status: 'delivered', lease: null, urgent: 0, finished_at: settledAt })
      .where('id', 'in', idsOf(delivered))
      .where('lease', 'in', leasesOf(delivered))
      .execute();
  }
  for (const { claim, status, attempt, nextAt } of kept.filter(({ status }) => status !== 'delivered')) {
    await transaction
      .updateTable('webhook_deliveries')
      .set({
        status,
        lease: null,
        urgent: 0,
        made: claim.made + 1,
        ...(nextAt !== undefined && { next_at: nextAt }),
        finished_at: status === 'failed' ? attempt.at : null,
      })
      .where('id', '=', claim.deliveryId)
      .where('lease', '=', claim.lease)
      .execute();
  }
}

const idsOf = (claims: readonly Claim[]): string[] => claims.map(({ deliveryId }) => deliveryId);
const leasesOf = (claims: readonly Claim[]): string[] => [...new Set(claims.map(({ lease }) => lease))];
