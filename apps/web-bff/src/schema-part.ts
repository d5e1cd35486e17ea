/** Part of the schema that one feature contributes. */

import type { PartialResolvers } from '@frontage/graphql-server';
import type { Resolvers } from './schema.types.ts';

/** SDL and its resolvers, checked by the generated types. Declare one with `satisfies`: schema.ts needs the exact type. */
export interface WebSchemaPart {
  readonly typeDefs: string;
  readonly resolvers: PartialResolvers<Resolvers>;
}
