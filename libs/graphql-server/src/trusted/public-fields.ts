/**
 * Fields whose values are the same for everybody, as the schema declares them: `@cacheControl`, a part of Apollo's directive.
 *
 * Nothing is public by omission. A field with a resolver, which could look at the caller, is public only where it is declared so; one
 * without reads what its parent has, and is what its parent is.
 */

import type { AccessTable } from '../access.ts';
import {
  buildASTSchema,
  getDirectiveValues,
  isInterfaceType,
  isObjectType,
  OperationTypeNode,
  parse,
  TypeInfo,
  TypeNameMetaFieldDef,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Definition of `@cacheControl`; part of every schema. */
export const cacheDirectives = `
"""
Declaration that a field's value is the same for everybody. An answer of such fields alone may be kept by caches that many people share, for
the shortest \`maxAge\` among them. A part of Apollo's directive.
"""
directive @cacheControl(
  "Time for which the value may be kept, in seconds."
  maxAge: Int
  "True for a value that may be kept for as long as its parent."
  inheritMaxAge: Boolean
) on FIELD_DEFINITION
`;

const directive = buildASTSchema(parse(`${cacheDirectives} type Query { none: Int }`)).getDirective('cacheControl')!;

type Field = GraphQLField<unknown, unknown>;

const declarationOf = ({ astNode }: Field) =>
  (astNode && getDirectiveValues(directive, astNode)) as { maxAge?: number; inheritMaxAge?: boolean } | undefined;

/** Time for which a field's value may be kept by itself, in seconds: 0 when it depends on the caller, Infinity when its parent decides. */
function secondsOf(field: Field): number {
  const { maxAge, inheritMaxAge = false } = declarationOf(field) ?? {};
  if (maxAge !== undefined) return maxAge;
  return inheritMaxAge || !field.resolve ? Infinity : 0;
}

/**
 * Time for which anybody may keep the answers of a valid document, in seconds. Undefined when a part of it may depend on the caller, in any
 * of its operations and whatever its conditions leave out.
 */
export function publicSecondsIn(schema: GraphQLSchema, document: DocumentNode): number | undefined {
  let seconds = Infinity;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: ({ operation }) => {
        if (operation !== OperationTypeNode.QUERY) seconds = 0;
      },
      Field: ({ name }) => {
        for (const field of fieldsOf(schema, types.getParentType(), name.value))
          seconds = Math.min(seconds, field ? secondsOf(field) : 0);
      },
    }),
  );
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

/** Fields that a name stands for: of an interface, those of all its types. Introspection is no field of a type. */
function fieldsOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType | null | undefined,
  name: string,
): (Field | undefined)[] {
  if (name === TypeNameMetaFieldDef.name) return [];
  if (isInterfaceType(type))
    return schema.getPossibleTypes(type).map((possible) => possible.getFields()[name] as Field);
  return [isObjectType(type) ? (type.getFields()[name] as Field | undefined) : undefined];
}

/** Contradictions in the declarations. With one, the server does not start. */
export function problemsOfPublicFields(
  schema: GraphQLSchema,
  access: AccessTable,
  fieldAccess: Readonly<Record<string, unknown>>,
): readonly string[] {
  const owners = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  return owners.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const declared = declarationOf(field as Field);
      if (!declared) return [];
      const name = `${type.name}.${field.name}`;
      const { maxAge, inheritMaxAge = false } = declared;
      const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
        type as never,
      );
      if (isInterfaceType(type)) return [`${name} has a @cacheControl, which the types of the interface must have`];
      if ((maxAge === undefined) !== inheritMaxAge || (maxAge ?? 1) < 1)
        return [`${name} has a @cacheControl without either a maxAge from 1 or inheritMaxAge`];
      if (isRoot && (type !== schema.getQueryType() || inheritMaxAge || access[name]?.kind !== 'public'))
        return [`${name} has a @cacheControl, and is not a query for everybody with a maxAge`];
      return Object.hasOwn(fieldAccess, name) ? [`${name} has a @cacheControl, and is not for everybody`] : [];
    }),
  );
}
