/** Builds an executable schema from the parts of features. */

import { makeExecutableSchema } from '@graphql-tools/schema';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { costDirectives } from './cost/cost-model.ts';
import type { OperationContext } from './operation-context.ts';
import { cacheDirectives } from './trusted/public-fields.ts';

/** Directives that every schema has. */
const directives = [costDirectives, cacheDirectives];

type ListOrOne<C> = NonNullable<Parameters<typeof makeExecutableSchema<C>>[0]['resolvers']>;

/** Resolvers by type and field; for an enum, its internal values; for a scalar, its functions. */
export type Resolvers<C> = Exclude<ListOrOne<C>, readonly unknown[]>;

/** Schema part of one feature. Types of the same name are merged. */
export interface SchemaPart<C> {
  readonly typeDefs: string;
  readonly resolvers: Resolvers<C>;
}

/** Merges the parts. Throws when they contradict each other, or a resolver has no field. */
export const mergeSchema = <C extends OperationContext>(parts: readonly SchemaPart<C>[]): GraphQLSchema =>
  makeExecutableSchema<C>({
    typeDefs: [...directives, ...parts.map(({ typeDefs }) => typeDefs)],
    resolvers: parts.map(({ resolvers }) => resolvers),
    // Safe here: the schema has no other user yet.
    updateResolversInPlace: true,
    // Each node would hold its text and all tokens for as long as the schema lives.
    noLocation: true,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });

/** SDL of the whole schema, sorted. It is checked in, and compared by a spec. */
export const schemaDocument = (typeDefs: readonly string[]): string =>
  `${printSchemaWithDirectives(lexicographicSortSchema(makeExecutableSchema({ typeDefs: [...directives, ...typeDefs] })))}\n`;
