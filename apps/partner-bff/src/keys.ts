/** Where this BFF keeps partners and their keys: opened by the process that serves, and by the command of the operator. */

import { createPeppers, type ApiKeyStore, type Peppers } from '@frontage/auth/api-key';
import { seedDevelopmentKeys } from '@frontage/auth/development';
import { openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import type { KeysConfig } from './config.ts';

export interface Keys {
  readonly store: ApiKeyStore;
  readonly peppers: Peppers;
  /** How the last look-up went. */
  state(): 'up' | 'unreachable';
  close(): Promise<void>;
}

/** Brings the database up to date. It then holds the partners of development, where `NODE_ENV` says that this is development. */
export async function openKeys(config: KeysConfig, onBroken?: (error: Error) => void): Promise<Keys> {
  const db = openDatabase<KeyTables>(config.DATABASE_URL, onBroken && { onBroken });
  try {
    const store = await openSqlKeyStore(db);
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
    return { store: { ...store, find }, peppers, state: () => state, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
