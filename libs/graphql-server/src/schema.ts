/** Makes an executable schema of the parts that features bring. */

import { makeExecutableSchema } from '@graphql-tools/schema';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { costDirectives } from './cost/cost-model.ts';
import type { OperationContext } from './operation-context.ts';

type ListOrOne<C> = NonNullable<Parameters<typeof makeExecutableSchema<C>>[0]['resolvers']>;

/** Resolvers by type and field; of an enum, the values that stand for its names; of a scalar, its functions. */
export type Resolvers<C> = Exclude<ListOrOne<C>, readonly unknown[]>;

/** One feature's part of the schema. Types of the same name are merged. */
export interface SchemaPart<C> {
  readonly typeDefs: string;
  readonly resolvers: Resolvers<C>;
}

/** Merges the parts. Throws when they contradict each other, or a resolver has no field. */
export const mergeSchema = <C extends OperationContext>(parts: readonly SchemaPart<C>[]): GraphQLSchema =>
  makeExecutableSchema<C>({
    typeDefs: [costDirectives, ...parts.map(({ typeDefs }) => typeDefs)],
    resolvers: parts.map(({ resolvers }) => resolvers),
    // Nobody else has the schema yet: a second one need not be made of it.
    updateResolversInPlace: true,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });

/** The whole schema as SDL, sorted: what is checked in, and compared by a spec. */
export const schemaDocument = (typeDefs: readonly string[]): string =>
  `${printSchemaWithDirectives(lexicographicSortSchema(makeExecutableSchema({ typeDefs: [costDirectives, ...typeDefs] })))}\n`;
