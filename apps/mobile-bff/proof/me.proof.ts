/** Proof of the profile. */

import { restAttempt, type SlimFeatureProof } from '@frontage/proof';
import { page } from './page.ts';

const who = 'ada';
const locale = 'de-AT';

export const proof = {
  scenarios: {
    getMe: { bytes: 650, peer: page('query Viewer'), who, requires: ['customers'], shows: { id: who } },
    changeMe: {
      bytes: 650,
      peer: page('mutation UpdateProfile'),
      who,
      requires: ['customers'],
      request: async (fixtures) => ({
        headers: { 'if-match': '*' },
        body: { locale },
        effect: { once: { locale }, now: async () => ({ locale: (await fixtures.customer(who)).locale }) },
      }),
      shows: { locale },
    },
  },
  attempts: {
    'profile:read': restAttempt(() => ({ method: 'GET', path: '/me' })),
    'profile:write': restAttempt(() => ({ method: 'PATCH', path: '/me', headers: { 'if-match': '*' }, body: {} })),
  },
} satisfies SlimFeatureProof;
