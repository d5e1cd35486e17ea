/** Access control for fields below the root, beyond that of their parent. */

import { demand, type Action } from '@frontage/policy';
import { defaultFieldResolver, isNonNullType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { OperationContext } from './operation-context.ts';

/** Required action by field: `{ 'Order.internalNotes': 'order:notes' }`. */
export type FieldAccessTable = Readonly<Record<string, Action>>;

/**
 * Enforces the table before the resolvers.
 *
 * Without the permission a field is null, with the error FORBIDDEN, and nothing is fetched for it. The rule looks at the principal only, not at the parent: attributes decide about objects, roles about their fields. Returns the table's
 * problems: an unknown field, or one that cannot be null.
 */
export function enforceFieldAccess(schema: GraphQLSchema, table: FieldAccessTable): readonly string[] {
  return Object.entries(table).flatMap(([name, action]) => {
    const field = findField(schema, name);
    if (!field) return [`${name} has a row in the table of fields but is not in the schema`];
    if (isNonNullType(field.type)) return [`${name} is not for everybody and must be able to be null`];
    guard(field, action);
    return [];
  });
}

type Field = GraphQLField<unknown, OperationContext>;

function findField(schema: GraphQLSchema, name: string): Field | undefined {
  const [typeName = '', fieldName = ''] = name.split('.');
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[fieldName] : undefined;
}

function guard(field: Field, action: Action): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const guarded: typeof resolve = (source, args, context: OperationContext, info) => {
    demand(context.principal, action);
    return resolve(source, args, context, info) as unknown;
  };
  field.resolve = guarded;
}
