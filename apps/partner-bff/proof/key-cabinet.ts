/** API keys for partners of any tier, region and scope. The store accepts combinations that the administration refuses. */

import { createPeppers, formatApiKey } from '@frontage/auth/api-key';
import { developmentPepper } from '@frontage/auth/development';
import { openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import type { PartnerPrincipal } from '@frontage/policy';
import { openDatabase } from '@frontage/sql';
import { randomUUID } from 'node:crypto';

export interface KeyCabinet {
  /** Writes the partner as the principal says, and issues a new key for it. */
  issue(who: PartnerPrincipal): Promise<string>;
  close(): Promise<void>;
}

/** Opens the store of a BFF that has the same `DATABASE_URL`. */
export async function openKeyCabinet(databaseUrl: string): Promise<KeyCabinet> {
  const db = openDatabase<KeyTables>(databaseUrl);
  const store = await openSqlKeyStore(db);
  const peppers = createPeppers([developmentPepper]);
  return {
    issue: async ({ id, mode, tier, scopes, regions }) => {
      await store.putPartner({ id, status: 'active', tier, regions: [...regions] });
      const keyId = randomUUID();
      const key = formatApiKey(mode === 'test' ? 'test' : 'dev', keyId, randomUUID().replaceAll('-', ''));
      const record = {
        id: keyId,
        partnerId: id,
        mode,
        hint: key.slice(-4),
        scopes: [...scopes],
        addresses: [],
        ...peppers.hash(key),
        createdAt: new Date().toISOString(),
        expiresAt: undefined,
        revokedAt: undefined,
        replacedBy: undefined,
        lastUsedAt: undefined,
        exposedAt: undefined,
      };
      await store.add({ key: record, maxLive: Infinity });
      return key;
    },
    close: () => db.destroy(),
  };
}
