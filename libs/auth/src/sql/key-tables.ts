/** Tables of partners and keys, and their migrations. One list for every dialect. */

import type { Mode, Tier } from '@frontage/policy';
import type { NamedMigration } from '@frontage/sql';
import type { Partner } from '../api-key/key-store.ts';

/** Columns: instants are ISO 8601 text, lists JSON text, hashes hex. */
export interface KeyTables {
  readonly partners: {
    readonly id: string;
    readonly status: Partner['status'];
    readonly tier: Tier;
    readonly regions: string;
  };
  readonly api_keys: {
    readonly id: string;
    readonly partner_id: string;
    readonly mode: Mode;
    readonly hint: string;
    readonly scopes: string;
    readonly addresses: string;
    readonly hash: string;
    readonly pepper: string;
    readonly created_at: string;
    readonly expires_at: string | null;
    readonly revoked_at: string | null;
    readonly replaced_by: string | null;
    readonly last_used_at: string | null;
    readonly exposed_at: string | null;
  };
}

export const migrations: readonly NamedMigration[] = [
  {
    name: '0001-keys',
    up: async ({ schema }) => {
      await schema
        .createTable('partners')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('tier', 'text', (column) => column.notNull())
        .addColumn('regions', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createTable('api_keys')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('partner_id', 'text', (column) => column.notNull().references('partners.id'))
        .addColumn('hint', 'text', (column) => column.notNull())
        .addColumn('scopes', 'text', (column) => column.notNull())
        .addColumn('addresses', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addColumn('pepper', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text')
        .addColumn('revoked_at', 'text')
        .addColumn('replaced_by', 'text')
        .addColumn('last_used_at', 'text')
        .execute();
      await schema.createIndex('api_keys_by_partner').on('api_keys').columns(['partner_id', 'created_at']).execute();
    },
  },
  {
    name: '0002-exposed-keys',
    up: async ({ schema }) => {
      await schema.alterTable('api_keys').addColumn('exposed_at', 'text').execute();
    },
  },
  {
    name: '0003-modes',
    up: async ({ schema }) => {
      await schema
        .alterTable('api_keys')
        .addColumn('mode', 'text', (column) => column.notNull().defaultTo('live'))
        .execute();
    },
  },
];
