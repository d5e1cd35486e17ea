/** Partners and their keys: the store, and its administration. Both the server and the keys command open it. */

import {
  createKeyAdministration,
  createPeppers,
  type ApiKeyStore,
  type KeyAdministration,
  type Peppers,
} from '@frontage/auth/api-key';
import { seedDevelopmentKeys } from '@frontage/auth/development';
import { openSqlKeyStore, sqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import type { Transaction } from 'kysely';
import type { WebhookTables } from '@frontage/webhooks/sql';
import type { AuditTables } from '../audit/sql-audit-log.ts';
import type { KeysConfig } from '../config.ts';
import type { OperationTables } from '../operations/sql-operation-store.ts';
import type { UsageTables } from '../usage/sql-usage-store.ts';

/** Tables of keys, webhooks, operations, usage and the audit log, in one database. */
type Tables = KeyTables & WebhookTables & OperationTables & UsageTables & AuditTables;

export interface Keys {
  /** Handle of the database. A SQLite file has one owner, so that everything here shares it. */
  readonly db: ReturnType<typeof openDatabase<Tables>>;
  readonly store: ApiKeyStore;
  readonly peppers: Peppers;
  readonly administration: KeyAdministration;
  /** Store and administration within a transaction. */
  on(transaction: Transaction<Tables>): Pick<Keys, 'store' | 'administration'>;
  /** State after the last look-up. */
  state(): 'up' | 'unreachable';
  close(): Promise<void>;
}

/** Opens the store, and migrates its database. Seeds the partners of development where `NODE_ENV` says development or test. */
export async function openKeys(config: KeysConfig, onBroken?: (error: Error) => void): Promise<Keys> {
  const db = openDatabase<Tables>(config.DATABASE_URL, onBroken && { onBroken });
  try {
    const store = await openSqlKeyStore(db.$pickTables<keyof KeyTables>());
    const peppers = createPeppers(config.API_KEY_PEPPERS);
    if (config.seedsKnownKeys) await seedDevelopmentKeys(store, peppers);
    let state: 'up' | 'unreachable' = 'up';
    const find: ApiKeyStore['find'] = async (id) => {
      try {
        const found = await store.find(id);
        state = 'up';
        return found;
      } catch (error) {
        state = 'unreachable';
        throw error;
      }
    };
    const liveWord = config.NODE_ENV === 'production' ? 'live' : 'dev';
    return {
      db,
      store: { ...store, find },
      peppers,
      administration: createKeyAdministration({ store, peppers, liveWord }),
      on: (transaction) => {
        const within = sqlKeyStore(transaction.$pickTables<keyof KeyTables>());
        return { store: within, administration: createKeyAdministration({ store: within, peppers, liveWord }) };
      },
      state: () => state,
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
