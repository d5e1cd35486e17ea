/** Operations with a text in one place: one for every place that a schema has. */

import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';

/** A String or ID somewhere in an argument of a field. */
export interface TextArgument {
  /** `Product.reviews(after)`, `Mutation.payOrder(input.orderId)`. */
  readonly name: string;
  /** Query with the variable `$text` in that place; all other values are valid. */
  readonly query: string;
  /** The same query with a literal in that place. */
  queryWith(text: string): string;
}

/** A field on the path from the root to the one with the argument. */
interface Step {
  readonly field: GraphQLField<unknown, unknown>;
  readonly parent: GraphQLObjectType;
}

/** Places of type String or ID in arguments of reachable fields, input members included. */
export function textArguments(sdl: string): TextArgument[] {
  const schema = buildSchema(sdl);
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((root) => root != null);
  return waysThrough(roots).flatMap((steps) => {
    const { field, parent } = steps.at(-1)!;
    return field.args.flatMap((argument) =>
      placesOf(argument.type).map((place) => {
        const write = (variables: string, value: string): string =>
          `${schema.getMutationType() === steps[0]!.parent ? 'mutation' : 'query'} Q${variables} ${inSteps(steps, argument, place, value)}`;
        return {
          name: `${parent.name}.${field.name}(${[argument.name, ...place.way].join('.')})`,
          query: write(`($text: ${place.type})`, '$text'),
          queryWith: (text: string) => write('', JSON.stringify(text)),
        };
      }),
    );
  });
}

/** Shortest path to every field. */
function waysThrough(roots: readonly GraphQLObjectType[]): Step[][] {
  const seen = new Set<GraphQLObjectType>(roots);
  const ways: Step[][] = [];
  const open: { readonly type: GraphQLObjectType; readonly way: readonly Step[] }[] = roots.map((type) => ({
    type,
    way: [],
  }));
  for (let next = open.shift(); next; next = open.shift()) {
    for (const field of Object.values(next.type.getFields())) {
      const way = [...next.way, { field, parent: next.type }];
      ways.push(way);
      const type = getNamedType(field.type);
      if (!isObjectType(type) || seen.has(type)) continue;
      seen.add(type);
      open.push({ type, way });
    }
  }
  return ways;
}

/** Path of a text within an argument, and its type. */
interface Place {
  readonly way: readonly string[];
  readonly type: string;
}

function placesOf(type: GraphQLInputType, way: readonly string[] = []): Place[] {
  const named = getNamedType(type);
  if (isScalarType(named)) return ['String', 'ID'].includes(named.name) ? [{ way, type: String(type) }] : [];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => placesOf(field.type, [...way, field.name]));
}

function inSteps(steps: readonly Step[], argument: GraphQLArgument, place: Place, value: string): string {
  return steps.reduceRight((selection, { field }, index) => {
    const isLast = index === steps.length - 1;
    const written = field.args
      .filter((arg) => isNonNullType(arg.type) || (isLast && arg === argument))
      .map(
        (arg) => `${arg.name}: ${isLast && arg === argument ? fill(arg.type, place.way, value) : sampleOf(arg.type)}`,
      );
    const inner = isLast && isCompositeType(getNamedType(field.type)) ? ' { __typename }' : selection;
    return ` { ${field.name}${written.length > 0 ? `(${written.join(', ')})` : ''}${inner} }`;
  }, '');
}

/** Input with the value at the end of the path, and valid values beside it. */
function fill(type: GraphQLInputType, [name, ...rest]: readonly string[], value: string): string {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (name === undefined) return isListType(nullable) ? `[${value}]` : value;
  const named = getNamedType(type);
  if (!isInputObjectType(named)) throw new Error(`no member '${name}' in ${String(type)}`);
  const members = Object.values(named.getFields())
    .filter((field) => field.name === name || isRequiredInputField(field))
    .map((field) => `${field.name}: ${field.name === name ? fill(field.type, rest, value) : sampleOf(field.type)}`);
  return `{ ${members.join(', ')} }`;
}

/** A valid value: of an input, with its required members alone. Any product id of the mock domain will do for a text. */
function sampleOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter(isRequiredInputField);
    const members = required.map((field) => `${field.name}: ${sampleOf(field.type)}`);
    return `{ ${members.join(', ')} }`;
  }
  if (named.name === 'Boolean') return 'true';
  return ['Int', 'Float'].includes(named.name) ? '1' : '"p-001"';
}
