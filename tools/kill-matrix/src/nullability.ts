/** Nullability lint: a GraphQL field from another service than its parent's must be nullable. */

import type { SourceTable } from '@frontage/proof';
import { getNamedType, isNonNullType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

type Field = ReturnType<GraphQLObjectType['getFields']>[string];

const objectTypes = (schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));

const coordinateOf = (type: GraphQLObjectType, field: Field): string => `${type.name}.${field.name}`;

/** Source of a field: its own row, else its type's, else its parent's. */
function sourceOf({ types, fields }: SourceTable, type: GraphQLObjectType, field: Field): string | undefined {
  const own = fields[coordinateOf(type, field)] ?? types[getNamedType(field.type).name];
  return own === undefined || own === 'parent' ? types[type.name] : own;
}

/** Describes errors in the schema or the table. */
export function nullabilityProblems(schema: GraphQLSchema, table: SourceTable): readonly string[] {
  const types = objectTypes(schema);
  const names = new Set(types.map(({ name }) => name));
  const coordinates = new Set(
    types.flatMap((type) => Object.values(type.getFields()).map((field) => coordinateOf(type, field))),
  );
  return [
    ...[...names].filter((name) => !Object.hasOwn(table.types, name)).map((name) => `${name} has no source`),
    ...Object.keys(table.types)
      .filter((name) => !names.has(name))
      .map((name) => `${name} has a source and is not in the schema`),
    ...Object.keys(table.fields)
      .filter((name) => !coordinates.has(name))
      .map((name) => `${name} has a source and is not in the schema`),
    ...types.flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const [source, parent] = [sourceOf(table, type, field), table.types[type.name]];
        // Values made in the BFF itself cannot be missing.
        if (source === undefined || source === 'here' || source === parent || !isNonNullType(field.type)) return [];
        return [`${coordinateOf(type, field)} is fed by ${source} and its parent by ${parent}: it must be nullable`];
      }),
    ),
  ];
}

/** Field that a JSON pointer into an answer without aliases leads to, and its source. */
export function fieldAt(table: SourceTable, rootType: GraphQLObjectType, pointer: string) {
  let type = rootType;
  let found: { readonly coordinate: string; readonly source: string | undefined } | undefined;
  for (const segment of pointer.split('/').slice(1)) {
    if (/^\d+$/.test(segment)) continue;
    const field = type.getFields()[segment];
    if (!field) throw new Error(`${type.name} has no field ${segment}, to which ${pointer} leads`);
    found = { coordinate: coordinateOf(type, field), source: sourceOf(table, type, field) };
    const next = getNamedType(field.type);
    if (isObjectType(next)) type = next;
  }
  if (!found) throw new Error(`${pointer} leads nowhere`);
  return found;
}
