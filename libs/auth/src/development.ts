/** Development defaults: well-known secrets, which a production configuration refuses. */

import type { Scope, Tier } from '@frontage/policy';
import { formatApiKey, hashApiKey, type ApiKeyRecord } from './api-key.ts';

/** The client secret of a seeded OAuth client. */
export const developmentClientSecret = (clientId: string): string => `${clientId}-development-secret`;

/** The pepper of development keys. */
export const developmentPepper = 'frontage-development-pepper';

/** What login cookies are sealed with in development. */
export const developmentSessionSecret = 'frontage-development-session-secret';

/** Asks whether a secret is one of ours: production must not hold it. */
export const isDevelopmentSecret = (secret: string): boolean => /development/.test(secret);

const scopes: readonly Scope[] = ['catalog:read', 'catalog:write', 'orders:read', 'orders:write'];

interface DevelopmentPartner {
  readonly id: string;
  readonly tier: Tier;
  readonly status: 'active' | 'suspended';
}

/** The partners that README and tests know by name. */
export const developmentPartners: readonly DevelopmentPartner[] = [
  { id: 'acme', tier: 'standard', status: 'active' },
  { id: 'globex', tier: 'premium', status: 'active' },
  { id: 'initech', tier: 'standard', status: 'suspended' },
];

/** The development key of a partner: the same on every machine. */
export const developmentApiKey = (partnerId: string): string =>
  formatApiKey('dev', partnerId, 'development00000000000000');

/** What a key store holds in development. */
export const developmentApiKeyRecords = (): readonly ApiKeyRecord[] =>
  developmentPartners.map(({ id, tier, status }) => ({
    id,
    partnerId: id,
    status,
    tier,
    scopes,
    hash: hashApiKey(developmentApiKey(id), developmentPepper),
  }));
