/** Development defaults: well-known secrets, which a production configuration refuses. */

import { modes, regions, scopes, type Mode } from '@frontage/policy';
import { formatApiKey } from './api-key/api-key.ts';
import type { ApiKeyStore, Partner } from './api-key/key-store.ts';
import type { Peppers } from './api-key/peppers.ts';

/** The client secret of a seeded OAuth client. */
export const developmentClientSecret = (clientId: string): string => `${clientId}-development-secret`;

/** The pepper of development keys. */
export const developmentPepper = 'frontage-development-pepper';

/** Secret with which login cookies are sealed in development. */
export const developmentSessionSecret = 'frontage-development-session-secret';

/** Secret with which signing secrets of webhooks are sealed in development. */
export const developmentWebhookKey = 'frontage-development-webhook-secret';

/** Secret with which a payment provider of development signs its webhooks: 32 well-known bytes. */
export const developmentPaymentSecret = `whsec_${Buffer.from('frontage-development-payments-32').toString('base64')}`;

/** The partners that README and tests know by name. */
export const developmentPartners: readonly Partner[] = [
  { id: 'acme', tier: 'standard', status: 'active', regions },
  { id: 'globex', tier: 'premium', status: 'active', regions },
  { id: 'initech', tier: 'standard', status: 'suspended', regions },
];

/** Id of a development key: that of the partner, and for test mode another. */
const idOf = (partnerId: string, mode: Mode): string => (mode === 'test' ? `${partnerId}-test` : partnerId);

/** The development key of a partner, the same on every machine. Default that of live mode. */
export const developmentApiKey = (partnerId: string, mode: Mode = 'live'): string =>
  formatApiKey(mode === 'test' ? 'test' : 'dev', idOf(partnerId, mode), 'development00000000000000');

/** Seeds the development partners and their keys. Existing entries keep later changes. */
export async function seedDevelopmentKeys(store: ApiKeyStore, peppers: Peppers): Promise<void> {
  const present = new Set((await store.partners()).map(({ id }) => id));
  for (const partner of developmentPartners) {
    if (!present.has(partner.id)) await store.putPartner(partner);
    for (const mode of modes) await seedKey(store, peppers, partner.id, mode);
  }
}

async function seedKey(store: ApiKeyStore, peppers: Peppers, partnerId: string, mode: Mode): Promise<void> {
  const id = idOf(partnerId, mode);
  const key = developmentApiKey(partnerId, mode);
  const found = await store.find(id);
  const record = { ...developmentKey(key), id, partnerId, mode, ...peppers.hash(key) };
  // A concurrent start may have added the same key.
  if (!found) await store.add({ key: record, maxLive: Infinity });
  else if (peppers.ageOf(found.key) === 'gone') {
    // The pepper was replaced meanwhile. Only these keys are known in plain text, and can be hashed anew without a use.
    const at = found.key.lastUsedAt ?? found.key.createdAt;
    await store.noteUses([{ id, at, rehashed: peppers.hash(key) }]);
  }
}

const developmentKey = (key: string) => ({
  hint: key.slice(-4),
  scopes,
  addresses: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: undefined,
  revokedAt: undefined,
  replacedBy: undefined,
  lastUsedAt: undefined,
  exposedAt: undefined,
});
