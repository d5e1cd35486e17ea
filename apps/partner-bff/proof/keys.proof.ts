/** Proof of keys, on those that each scenario makes: a roll ends a key. */

import { restAttempt, type Fixtures, type RestFeatureProof } from '@frontage/proof';

const who = 'acme';
const requires = ['database'] as const;
const body = { scopes: ['orders:read'], addresses: ['192.0.2.0/24'] };

const aKey = async ({ ask }: Fixtures) => {
  const { id } = (await ask(who, { method: 'POST', path: '/v2/keys', body })) as { readonly id: string };
  return { params: { id } };
};

export const proof = {
  scenarios: {
    listKeys: { who, requires },
    createKey: { who, requires, request: { body }, shows: { state: 'live', scopes: ['orders:read'] } },
    // The key of development has the name of its partner.
    getKey: { who, requires, request: { params: { id: who } }, shows: { id: who, current: true } },
    rollKey: { who, requires, request: aKey, shows: { state: 'live', addresses: ['192.0.2.0/24'] } },
    revokeKey: { who, requires, request: aKey, shows: { state: 'revoked' } },
  },
  attempts: {
    'key:read': restAttempt(() => ({ method: 'GET', path: '/v2/keys?limit=1' })),
    // An address that is none: where access is granted, no key is made.
    'key:manage': restAttempt(() => ({
      method: 'POST',
      path: '/v2/keys',
      body: { scopes: ['orders:read'], addresses: ['nowhere'] },
    })),
  },
} satisfies RestFeatureProof;
