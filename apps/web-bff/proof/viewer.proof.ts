/** Proof of the viewer: the person logged in, their profile and their addresses. */

import { graphqlAttempt, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'bob';
const requires = ['customers'] as const;
/** Address of the seed, and one that no scenario makes. */
const [addressId, unknown] = ['address/bob/a-1', 'address/bob/nothing'];
const address = {
  label: 'Office',
  recipient: 'Bob Berg',
  street: 'Mill Lane 1',
  postcode: '20095',
  city: 'Hamburg',
  country: 'DE',
};
const done = { errors: [] };

export const proof = {
  scenarios: {
    Profile: { budget: { calls: 1, waves: 1 }, who: 'ada', requires: [], shows: { viewer: { id: 'ada' } } },
    Addresses: { budget: { calls: 1, waves: 1 }, who: 'ada', requires: [], shows: { viewer: { id: 'ada' } } },
    UpdateProfile: {
      budget: { calls: 1, waves: 1 },
      who,
      requires,
      request: { variables: { input: { locale: 'de-AT' } } },
      shows: { updateProfile: { viewer: { profile: { locale: 'de-AT' } }, ...done } },
    },
    PreferredCurrency: { budget: { calls: 1, waves: 1 }, who: 'ada', requires: [], shows: { viewer: { id: 'ada' } } },
    PreferCurrency: {
      budget: { calls: 1, waves: 1 },
      who,
      requires,
      request: { variables: { currency: 'CHF' } },
      shows: { updateProfile: { viewer: { profile: { currency: 'CHF' } }, ...done } },
    },
    AddAddress: {
      budget: { calls: 1, waves: 1 },
      who,
      requires,
      request: { variables: { input: { ...address, idempotencyKey: 'proof-address' } } },
      shows: { addAddress: { address: { isDefault: false }, ...done } },
    },
    UpdateAddress: {
      budget: { calls: 1, waves: 1 },
      who,
      requires,
      request: { variables: { input: { addressId, label: 'Home' } } },
      shows: { updateAddress: { address: { id: addressId }, ...done } },
    },
    SetDefaultAddress: {
      budget: { calls: 1, waves: 1 },
      who,
      requires,
      request: { variables: { input: { addressId } } },
      shows: { setDefaultAddress: { address: { id: addressId, isDefault: true }, ...done } },
    },
    RemoveAddress: {
      budget: { calls: 1, waves: 1 },
      who,
      requires,
      request: { variables: { input: { addressId: unknown } } },
      shows: { removeAddress: { viewer: { id: who }, ...done } },
    },
  },
  attempts: { 'profile:write': graphqlAttempt('mutation { updateProfile(input: {}) { viewer { id } } }') },
} satisfies GraphqlFeatureProof;
