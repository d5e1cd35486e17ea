/** API keys of partners who are measured, in the database of partner-bff. */

import { createKeyAdministration, createPeppers, formatApiKey, type Partner } from '@frontage/auth/api-key';
import { developmentPartners } from '@frontage/auth/development';
import { importKeys, openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import { createHash } from 'node:crypto';

export const partner = developmentPartners.find(({ id }) => id === 'acme')!;

/** The database of keys, and their pepper. */
export interface KeyDatabase {
  readonly pepper: string;
  readonly databaseUrl: string;
}

const scopes = ['catalog:read', 'orders:read', 'orders:write'] as const;

/** Issues a key of the partner, as an operator does it. */
export const issuePartnerKey = ({ pepper, databaseUrl }: KeyDatabase): Promise<string> =>
  inDatabase(databaseUrl, async (db) => {
    const store = await openSqlKeyStore(db);
    await store.putPartner(partner);
    const keys = createKeyAdministration({ store, peppers: createPeppers([pepper]), environment: 'live' });
    return (await keys.issue({ partnerId: partner.id, scopes })).key;
  });

/** Scattered ids, like those of real keys: an index has no easier time. */
const scattered = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The key of a number, always the same. A load generator need not be told what is in the database. */
export function numberedKey(number: number) {
  const id = scattered(`id ${number}`).slice(0, 16);
  return {
    id,
    key: formatApiKey('live', id, scattered(`secret ${number}`)),
    /** A partner of two live keys, as while one is rolled. Ids are of one length, and so are answers that hold them. */
    partnerId: `partner-${String(Math.floor(number / 2)).padStart(6, '0')}`,
  };
}

/** Puts the keys of these numbers into a database that partner-bff has opened already. */
export const addNumberedKeys = ({ pepper, databaseUrl }: KeyDatabase, from: number, to: number): Promise<void> =>
  inDatabase(databaseUrl, async (db) => {
    const peppers = createPeppers([pepper]);
    const made = Array.from({ length: to - from }, (_, index) => numberedKey(from + index));
    const createdAt = new Date().toISOString();
    await importKeys(db, {
      partners: [...new Set(made.map(({ partnerId }) => partnerId))].map((id): Partner => ({ ...partner, id })),
      keys: made.map(({ id, key, partnerId }) => ({
        ...{ id, partnerId, hint: key.slice(-4), scopes, addresses: [], createdAt, ...peppers.hash(key) },
        ...{
          expiresAt: undefined,
          revokedAt: undefined,
          replacedBy: undefined,
          lastUsedAt: undefined,
          exposedAt: undefined,
        },
      })),
    });
  });

async function inDatabase<T>(
  url: string,
  work: (db: ReturnType<typeof openDatabase<KeyTables>>) => Promise<T>,
): Promise<T> {
  const db = openDatabase<KeyTables>(url);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
