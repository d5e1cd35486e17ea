/** Executable schema with its access control: what a server runs, and what tools ask about documents before one runs. */

import type { DocumentNode, GraphQLSchema } from 'graphql';
import { enforceAccess, type AccessTable } from './access.ts';
import { enforceFieldAccess, type FieldAccessTable } from './field-access.ts';
import type { OperationContext } from './operation-context.ts';
import { mergeSchema, type SchemaPart } from './schema.ts';
import { problemsOfPublicFields, publicSecondsIn } from './trusted/public-fields.ts';

export interface GuardedSchemaOptions<C extends OperationContext> {
  /** One row for each root field. */
  readonly access: AccessTable;
  readonly parts: readonly SchemaPart<C>[];
  /** Fields below the root that need a permission of their own. Default none. */
  readonly fieldAccess?: FieldAccessTable;
}

export interface GuardedSchema {
  readonly schema: GraphQLSchema;
  /** Gaps and contradictions in the tables and declarations. With one, a server does not start. */
  readonly problems: readonly string[];
}

export function createGuardedSchema<C extends OperationContext>(options: GuardedSchemaOptions<C>): GuardedSchema {
  const { access, parts, fieldAccess = {} } = options;
  const schema = mergeSchema(parts);
  const problems = [
    ...enforceAccess(schema, access),
    ...enforceFieldAccess(schema, fieldAccess),
    ...problemsOfPublicFields(schema, access, fieldAccess),
  ];
  return { schema, problems };
}

/**
 * Creates the question for how many seconds anybody may keep the answers of a document: undefined when they depend on the caller. The server
 * decides by the same schema, so that a client that asks for public documents with GET may be built by it.
 */
export function publicSecondsBy<C extends OperationContext>(
  options: GuardedSchemaOptions<C>,
): (document: DocumentNode) => number | undefined {
  let schema: GraphQLSchema | undefined;
  return (document) => {
    schema ??= createGuardedSchema(options).schema;
    return publicSecondsIn(schema, document);
  };
}
