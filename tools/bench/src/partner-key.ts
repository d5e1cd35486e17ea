/** Keys of partners who are measured, in the database of partner-bff. */

import { createKeyAdministration, createPeppers, developmentPartners, type Partner } from '@frontage/auth';
import { importKeys, openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import { keyAt } from './many-keys.ts';

export const partner = developmentPartners.find(({ id }) => id === 'acme')!;

/** What partner-bff is told of its keys. */
export interface KeySecrets {
  readonly pepper: string;
  readonly databaseUrl: string;
}

const scopes = ['catalog:read', 'orders:read', 'orders:write'] as const;

/** Issues a key, as an operator does it. Two of them may be live. */
export const issuePartnerKey = ({ pepper, databaseUrl }: KeySecrets): Promise<string> =>
  inDatabase(databaseUrl, async (db) => {
    const store = await openSqlKeyStore(db);
    await store.putPartner(partner);
    const keys = createKeyAdministration({ store, peppers: createPeppers([pepper]), environment: 'live' });
    return (await keys.issue({ partnerId: partner.id, scopes })).key;
  });

/** Puts the keys of these numbers (`keyAt`) into a database that partner-bff has opened already. */
export const addManyKeys = (
  { pepper, databaseUrl }: KeySecrets,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> =>
  inDatabase(databaseUrl, async (db) => {
    const peppers = createPeppers([pepper]);
    const made = Array.from({ length: to - from }, (_, index) => keyAt(from + index));
    const createdAt = new Date().toISOString();
    await importKeys(db, {
      partners: [...new Set(made.map(({ partnerId }) => partnerId))].map((id): Partner => ({ ...partner, id })),
      keys: made.map(({ id, key, partnerId }) => ({
        ...{ id, partnerId, hint: key.slice(-4), scopes, addresses: [], createdAt, ...peppers.hash(key) },
        ...{ expiresAt: undefined, revokedAt: undefined, replacedBy: undefined, lastUsedAt: undefined },
      })),
    });
  });

type KeyDatabase = ReturnType<typeof openDatabase<KeyTables>>;

async function inDatabase<T>(url: string, work: (db: KeyDatabase) => Promise<T>): Promise<T> {
  const db: KeyDatabase = openDatabase<KeyTables>(url);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
