/** API keys of partners who are measured, in the database of partner-bff. */

import { createPeppers, formatApiKey } from '@frontage/auth/api-key';
import { developmentPartners } from '@frontage/auth/development';
import { importKeys, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import { createHash } from 'node:crypto';

export const partner = developmentPartners.find(({ id }) => id === 'acme')!;

/** The database of keys, and their pepper. */
export interface KeyDatabase {
  readonly pepper: string;
  readonly databaseUrl: string;
}

const scopes = ['catalog:read', 'orders:read', 'orders:write', 'catalog:write'] as const;

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
export async function addNumberedKeys(database: KeyDatabase, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  await addKeys(database, numbers.map(numberedKey));
}

/** Gives the partner a key: one that is not among those of later numbers. */
export async function issuePartnerKey(database: KeyDatabase): Promise<string> {
  const issued = { ...numberedKey(-1), partnerId: partner.id };
  await addKeys(database, [issued]);
  return issued.key;
}

async function addKeys(
  { pepper, databaseUrl }: KeyDatabase,
  added: readonly ReturnType<typeof numberedKey>[],
): Promise<void> {
  await using db = openDatabase<KeyTables>(databaseUrl);
  const peppers = createPeppers([pepper]);
  const createdAt = new Date().toISOString();
  await importKeys(db, {
    partners: [...new Set(added.map(({ partnerId }) => partnerId))].map((id) => ({ ...partner, id })),
    keys: added.map(({ id, key, partnerId }) => ({
      ...{
        id,
        partnerId,
        mode: 'live' as const,
        hint: key.slice(-4),
        scopes,
        addresses: [],
        createdAt,
        ...peppers.hash(key),
      },
      ...{
        expiresAt: undefined,
        revokedAt: undefined,
        replacedBy: undefined,
        lastUsedAt: undefined,
        exposedAt: undefined,
      },
    })),
  });
}
