/** Who is logged in: what the session knows, and what the customers service keeps. */

import type { Customer } from '@frontage/customers-client';
import type { Principal } from '@frontage/policy';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { entityId } from '../../entity-id.ts';
import { inWave, optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

export const viewerPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './viewer.graphql'),
  resolvers: {
    Query: {
      viewer: (_: unknown, __: unknown, { principal }: WebContext) =>
        principal.kind === 'anonymous' ? undefined : principal,
    },
    Viewer: {
      role: ({ kind }: Principal) => kind,
      profile: (viewer: Principal, _: unknown, { deps, call }: WebContext) =>
        viewer.kind === 'customer'
          ? optional('profile', call, () => inWave(call, () => deps.customers.customer(viewer.id, call)))
          : undefined,
    },
    Profile: {
      // The customers service numbers them for each customer anew.
      addresses: ({ id: owner, addresses }: Customer) =>
        addresses.map((address) => ({ ...address, id: entityId('address', owner, address.id) })),
    },
    Role: { CUSTOMER: 'customer', SUPPORT: 'support' },
    CustomerTier: { STANDARD: 'standard', GOLD: 'gold' },
  },
};
