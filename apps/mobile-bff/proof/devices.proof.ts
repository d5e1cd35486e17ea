/** Proof of the devices that take notifications. */

import { restAttempt, type Fixtures, type SlimFeatureProof } from '@frontage/proof';

const who = 'ada';
const [params, device] = [{ id: 'proof-phone' }, { platform: 'ios', token: 'proof-token' }] as const;

/** Effect on the devices of the customer: how often this one is among them. */
const registered = (fixtures: Fixtures, times: 0 | 1) => ({
  once: { times },
  now: async () => ({ times: (await fixtures.devicesOf(who)).filter((id) => id === params.id).length }),
});

export const proof = {
  scenarios: {
    putDevice: {
      bytes: 20,
      who,
      requires: ['customers'],
      request: async (fixtures) => ({ params, body: device, effect: registered(fixtures, 1) }),
    },
    removeDevice: {
      bytes: 20,
      who,
      requires: ['customers'],
      request: async (fixtures) => ({ params, effect: registered(fixtures, 0) }),
    },
  },
  attempts: { 'device:use': restAttempt(() => ({ method: 'DELETE', path: '/devices/none' })) },
} satisfies SlimFeatureProof;
