/** The key of the partner who is measured: issued into the database of partner-bff, as an operator does it. */

import { createKeyAdministration, createPeppers, developmentPartners } from '@frontage/auth';
import { openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';

export const partner = developmentPartners.find(({ id }) => id === 'acme')!;

/** Issues a key. Two of them may be live. */
export async function issuePartnerKey(databaseUrl: string, pepper: string): Promise<string> {
  const db = openDatabase<KeyTables>(databaseUrl);
  try {
    const store = await openSqlKeyStore(db);
    await store.putPartner(partner);
    const keys = createKeyAdministration({ store, peppers: createPeppers([pepper]), environment: 'live' });
    const scopes = ['catalog:read', 'orders:read', 'orders:write'] as const;
    return (await keys.issue({ partnerId: partner.id, scopes })).key;
  } finally {
    await db.destroy();
  }
}
