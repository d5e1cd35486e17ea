/** Elements of a schema, by Schema Coordinates (`Query.product(id:)`). Specs have rules for all of them. */

import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLNamedType,
} from 'graphql';

interface Element {
  readonly coordinate: string;
  readonly description?: string | null | undefined;
}

/**
 * Elements without a description: types, fields, arguments, values and directives.
 *
 * A description with at most one word beyond the element's name counts as none.
 */
export function undescribed(sdl: string): readonly string[] {
  const schema = buildSchema(sdl);
  const directives = schema
    .getDirectives()
    .flatMap(({ name, description, args }): Element[] => [
      { coordinate: `@${name}`, description },
      ...argumentsOf(`@${name}`, args),
    ]);
  return [...typesOf(sdl).flatMap(elementsOf), ...directives].filter(isSilent).map(({ coordinate }) => coordinate);
}

/** Fields of objects and interfaces that have values, or lists of values, of a type; sorted. */
export const fieldsOfType = (sdl: string, name: string): readonly string[] =>
  typesOf(sdl)
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name === name)
    .map(({ type, field }) => `${type.name}.${field.name}`)
    .toSorted();

const typesOf = (sdl: string): readonly GraphQLNamedType[] =>
  Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );

function elementsOf(type: GraphQLNamedType): readonly Element[] {
  const { name, description } = type;
  const own: Element = { coordinate: name, description };
  if (isEnumType(type)) {
    return [own, ...type.getValues().map((value) => ({ ...value, coordinate: `${name}.${value.name}` }))];
  }
  if (isInputObjectType(type)) {
    return [
      own,
      ...Object.values(type.getFields()).map((field) => ({ ...field, coordinate: `${name}.${field.name}` })),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap((field): Element[] => {
    const coordinate = `${name}.${field.name}`;
    return [{ coordinate, description: field.description }, ...argumentsOf(coordinate, field.args)];
  });
  return [own, ...fields];
}

const argumentsOf = (owner: string, args: readonly GraphQLArgument[]): readonly Element[] =>
  args.map(({ name, description }) => ({ coordinate: `${owner}(${name}:)`, description }));

function isSilent({ coordinate, description }: Element): boolean {
  const words = description?.toLowerCase().match(/\p{L}+/gu) ?? [];
  const named = coordinate.toLowerCase();
  return words.filter((word) => !named.includes(word)).length < 2;
}
