/** Tables of webhooks, and their migrations. One list for every dialect. */

import type { NamedMigration } from '@frontage/sql';
import type { Generated } from 'kysely';
import type { DeliveryStatus, DisabledReason } from '../store.ts';

/** Columns: instants are ISO 8601 text, flags 0 or 1, lists JSON text, secrets sealed. */
export interface WebhookTables {
  readonly webhook_owners: { readonly partner_id: string };
  readonly webhook_endpoints: {
    readonly id: string;
    readonly partner_id: string;
    readonly mode: 'live' | 'test';
    readonly url: string;
    readonly events: string;
    readonly description: string;
    readonly disabled_reason: DisabledReason | null;
    readonly disabled_at: string | null;
    readonly failing_since: string | null;
    readonly failures: number;
    readonly paused_until: string | null;
    readonly secrets: string;
    readonly created_at: string;
    readonly revision: Generated<number>;
  };
  readonly webhook_events: {
    readonly id: string;
    readonly partner_id: string;
    readonly type: string;
    readonly at: string;
    readonly body: string;
    readonly accepted_at: string;
  };
  readonly webhook_deliveries: {
    readonly id: string;
    readonly endpoint_id: string;
    readonly event_id: string;
    readonly status: DeliveryStatus;
    /** Failed attempts of this run of the schedule. */
    readonly made: number;
    /** Time of the next attempt; while leased, the end of the lease. A lease that ends is thereby due again. */
    readonly next_at: string;
    readonly lease: string | null;
    /** Flag: sent even while the endpoint is paused or disabled. */
    readonly urgent: number;
    readonly test: number;
    readonly created_at: string;
    readonly finished_at: string | null;
  };
  readonly webhook_attempts: {
    readonly id: string;
    readonly delivery_id: string;
    readonly at: string;
    readonly duration_ms: number;
    readonly outcome: string;
    readonly status: number | null;
    readonly answer: string;
  };
}

export const migrations: readonly NamedMigration[] = [
  {
    name: '0001-webhooks',
    up: async ({ schema }) => {
      await schema
        .createTable('webhook_owners')
        .addColumn('partner_id', 'text', (column) => column.primaryKey())
        .execute();
      await schema
        .createTable('webhook_endpoints')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('partner_id', 'text', (column) => column.notNull().references('webhook_owners.partner_id'))
        .addColumn('url', 'text', (column) => column.notNull())
        .addColumn('events', 'text', (column) => column.notNull())
        .addColumn('description', 'text', (column) => column.notNull())
        .addColumn('disabled_reason', 'text')
        .addColumn('disabled_at', 'text')
        .addColumn('failing_since', 'text')
        .addColumn('failures', 'integer', (column) => column.notNull())
        .addColumn('paused_until', 'text')
        .addColumn('secrets', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('webhook_endpoints_by_partner')
        .on('webhook_endpoints')
        .columns(['partner_id', 'created_at'])
        .execute();
      await schema
        .createTable('webhook_events')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('partner_id', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('accepted_at', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('webhook_events_by_acceptance')
        .on('webhook_events')
        .columns(['accepted_at', 'id'])
        .execute();
      await schema
        .createTable('webhook_deliveries')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('endpoint_id', 'text', (column) =>
          column.notNull().references('webhook_endpoints.id').onDelete('cascade'),
        )
        .addColumn('event_id', 'text', (column) => column.notNull().references('webhook_events.id').onDelete('cascade'))
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('made', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'text', (column) => column.notNull())
        .addColumn('lease', 'text')
        .addColumn('urgent', 'integer', (column) => column.notNull())
        .addColumn('test', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('finished_at', 'text')
        .execute();
      await schema
        .createIndex('webhook_deliveries_due')
        .on('webhook_deliveries')
        .columns(['endpoint_id', 'status', 'next_at'])
        .execute();
      await schema
        .createIndex('webhook_deliveries_by_creation')
        .on('webhook_deliveries')
        .columns(['endpoint_id', 'created_at', 'id'])
        .execute();
      await schema.createIndex('webhook_deliveries_by_event').on('webhook_deliveries').column('event_id').execute();
      await schema
        .createTable('webhook_attempts')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('delivery_id', 'text', (column) =>
          column.notNull().references('webhook_deliveries.id').onDelete('cascade'),
        )
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('duration_ms', 'integer', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('status', 'integer')
        .addColumn('answer', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('webhook_attempts_by_delivery')
        .on('webhook_attempts')
        .columns(['delivery_id', 'at'])
        .execute();
    },
  },
  {
    name: '0002-modes',
    up: async ({ schema }) => {
      await schema
        .alterTable('webhook_endpoints')
        .addColumn('mode', 'text', (column) => column.notNull().defaultTo('live'))
        .execute();
    },
  },
  {
    name: '0003-revisions',
    up: async ({ schema }) => {
      await schema
        .alterTable('webhook_endpoints')
        .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
    },
  },
];
