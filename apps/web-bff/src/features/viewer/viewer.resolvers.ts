/** Viewer: identity from the session, profile from the customers service. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { entityId } from '../../entity-id.ts';
import { inWave, optional } from '../../degradation.ts';
import { readSdl } from '../../sdl.ts';
import { toViewerView } from './viewer.view.ts';

export const viewerPart = {
  typeDefs: readSdl(import.meta.url, './viewer.graphql'),
  resolvers: {
    Query: { viewer: (_, __, { principal }) => toViewerView(principal) },
    Viewer: {
      role: ({ kind }) => kind,
      profile: (viewer, _, { deps, call }) =>
        viewer.kind === 'customer'
          ? optional('profile', call, () => inWave(call, () => deps.customers.customer(viewer.id, call)))
          : undefined,
    },
    Profile: {
      // Address ids of the customers service are unique within one customer only.
      addresses: ({ id: owner, addresses }) =>
        addresses.map((address) => ({ ...address, id: entityId('address', owner, address.id) })),
    },
    Role: { CUSTOMER: 'customer', SUPPORT: 'support' },
    CustomerTier: { STANDARD: 'standard', GOLD: 'gold' },
  },
} satisfies WebSchemaPart;
