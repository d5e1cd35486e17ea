/** Viewer: identity from the session, profile from the customers service. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { optional } from '../../degradation.ts';
import { readSdl } from '../../sdl.ts';
import { addAddress, removeAddress, setDefaultAddress, updateAddress, updateProfile } from './change-profile.ts';
import { toAddressView, toViewerView } from './viewer.view.ts';

export const viewerPart = {
  typeDefs: readSdl(import.meta.url, './viewer.graphql'),
  resolvers: {
    Query: { viewer: (_, __, { principal }) => toViewerView(principal) },
    Mutation: { updateProfile, addAddress, updateAddress, removeAddress, setDefaultAddress },
    Viewer: {
      role: ({ kind }) => kind,
      tier: (viewer) => (viewer.kind === 'customer' ? viewer.tier : undefined),
      profile: (viewer, _, { loaders, call }) =>
        viewer.kind === 'customer' ? optional('profile', call, () => loaders.profiles.load(viewer.id)) : undefined,
    },
    Profile: {
      addresses: (customer) => customer.addresses.map((address) => toAddressView(customer, address)),
    },
    Role: { CUSTOMER: 'customer', SUPPORT: 'support' },
    CustomerTier: { STANDARD: 'standard', GOLD: 'gold' },
    PriceTier: { STANDARD: 'standard', GOLD: 'gold', PREMIUM: 'premium' },
  },
} satisfies WebSchemaPart;
