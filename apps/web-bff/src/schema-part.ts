/** A feature's part of the schema. */

import type { PartialResolvers } from '@frontage/graphql-server';
import type { Resolvers } from './schema.types.ts';

/** Types as SDL, and their resolvers, which the generated types check. Declare one by `satisfies`, so that schema.ts sees what it has. */
export interface WebSchemaPart {
  readonly typeDefs: string;
  readonly resolvers: PartialResolvers<Resolvers>;
}
