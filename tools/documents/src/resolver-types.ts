/** TypeScript types of a GraphQL schema's resolvers, by GraphQL Code Generator. */

import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import type { ResolverTypeFacts } from '@frontage/proof';
import { parse } from 'graphql';

export interface ResolverTypesOptions extends ResolverTypeFacts {
  /** Whole schema as SDL. */
  readonly sdl: string;
}

const head = '/** Types of the resolvers, from schema.graphql and models.ts. Written by `npm run documents`. */\n\n';

/** Generates a module that exports `Resolvers`, `ResolversParentTypes`, and the types of all arguments. */
export async function resolverTypes({ sdl, models, context, scalars }: ResolverTypesOptions): Promise<string> {
  const text = await codegen({
    filename: 'schema.types.ts',
    documents: [],
    schema: parse(sdl),
    pluginMap: { typescript, resolvers },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    config: {
      contextType: context,
      mappers: models,
      mapperTypeSuffix: 'Model',
      scalars,
      strictScalars: true,
      useTypeImports: true,
      enumsAsTypes: true,
      immutableTypes: true,
      skipTypename: true,
      // Every resolver is required by its type; a feature that has only some uses `Partial`.
      avoidOptionals: { resolvers: true, query: true, mutation: true, subscription: true, defaultValue: true },
      makeResolverTypeCallable: true,
      optionalInfoArgument: true,
      maybeValue: 'T | null | undefined',
      inputMaybeValue: 'T | null',
      // Descriptions are in the SDL; comments would be a copy.
      disableDescriptions: true,
    },
  });
  return head + text;
}
