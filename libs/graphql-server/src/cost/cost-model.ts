/**
 * Cost model of a schema, read from its own directives.
 *
 * They are those of the GraphQL cost specification (https://ibm.github.io/graphql-specs/cost-spec.html), which tools and gateways know.
 */

import type { GraphQLDirective, GraphQLField, GraphQLNamedType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import {
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  buildASTSchema,
} from 'graphql';

/** Definitions of `@cost` and `@listSize`; part of every schema. */
export const costDirectives = `
"""
Weight of a value of this type (1 unless said), or cost of resolving this field beyond its values (0 unless said): a call to a
service weighs 100. GraphQL Cost Specification.
"""
directive @cost(
  "A number from 0, as text because the specification allows for expressions."
  weight: String!
) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR

"""
Number of items of a list, for the cost of an operation: as many as the largest of \`slicingArguments\` says, else \`assumedSize\`.
\`sizedFields\` names the fields below that are the list (\`edges\` of a connection). GraphQL Cost Specification.
"""
directive @listSize(
  "Number of items to count where no argument says it."
  assumedSize: Int
  "Arguments that say how many: a number, or a list of ids, which counts as its length. Their default values count, too."
  slicingArguments: [String!]
  "Fields below this one that are the list, where this one is not a list itself."
  sizedFields: [String!]
  "True when exactly one of the slicing arguments should be given. Here as the specification has it: nothing is refused because of it."
  requireOneSlicingArgument: Boolean = true
) on FIELD_DEFINITION
`;

const [cost, listSize] = ['cost', 'listSize'].map((name) =>
  buildASTSchema(parse(`${costDirectives} type Query { none: Int }`)).getDirective(name)!,
) as [GraphQLDirective, GraphQLDirective];

/** Arguments of `@listSize` on a field. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
}

export interface FieldCost {
  /** Cost of resolving the field, once for each parent. */
  readonly weight: number;
  /** Cost of each of its values. */
  readonly valueWeight: number;
  readonly isList: boolean;
  readonly listSize: ListSize | undefined;
}

type Field = GraphQLField<unknown, unknown>;

/** Cost of a field. */
export type CostModel = (field: Field) => FieldCost;

/** Creates the model that reads the schema's directives, those of each field once. */
export function createCostModel(): CostModel {
  const known = new Map<Field, FieldCost>();
  return (field) => {
    let found = known.get(field);
    if (!found) known.set(field, (found = readCost(field)));
    return found;
  };
}

const readCost = (field: Field): FieldCost => ({
  weight: weightOf(field) ?? 0,
  valueWeight: weightOf(getNamedType(field.type)) ?? 1,
  isList: hasList(field.type),
  listSize: listSizeOf(field),
});

function weightOf({ astNode }: Field | GraphQLNamedType): number | undefined {
  const found = astNode && getDirectiveValues(cost, astNode);
  return found ? Number(found['weight']) : undefined;
}

function listSizeOf({ astNode }: Field): ListSize | undefined {
  const found = astNode && getDirectiveValues(listSize, astNode);
  if (!found) return undefined;
  return {
    assumedSize: found['assumedSize'] as number | undefined,
    slicingArguments: (found['slicingArguments'] as string[] | undefined) ?? [],
    sizedFields: (found['sizedFields'] as string[] | undefined) ?? [],
  };
}

function hasList(type: GraphQLOutputType): boolean {
  if (isNonNullType(type)) return hasList(type.ofType);
  return isListType(type);
}

/**
 * Gaps in the schema's directives, which would make an operation's cost a guess. With one, the server does not start.
 *
 * They are a list without a size, a size that names an unknown argument or field, and a weight that is no number.
 */
export function problemsOfCosts(schema: GraphQLSchema): readonly string[] {
  const owners = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = owners.flatMap((type) =>
    Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field as Field] as const),
  );
  const sized = new Set<Field>();
  const problems: string[] = [];
  for (const [name, field] of fields) {
    const { weight, valueWeight, isList, listSize: size } = readCost(field);
    if (!isWeight(weight) || !isWeight(valueWeight)) problems.push(`${name} has a @cost that is not a number from 0`);
    if (!size) continue;
    for (const argument of size.slicingArguments) {
      if (!field.args.some((arg) => arg.name === argument))
        problems.push(`${name} is sized by ${argument}, which it lacks`);
    }
    const type = getNamedType(field.type);
    const below = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    for (const listed of size.sizedFields) {
      const list = below[listed];
      if (list) sized.add(list as Field);
      else problems.push(`${name} sizes ${listed}, which ${type.name} lacks`);
    }
    if (isList) sized.add(field);
  }
  for (const [name, field] of fields) {
    if (hasList(field.type) && !sized.has(field))
      problems.push(`${name} is a list without a declared size (@listSize)`);
  }
  return problems;
}

const isWeight = (weight: number): boolean => Number.isFinite(weight) && weight >= 0;
