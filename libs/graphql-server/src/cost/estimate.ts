/**
 * Cost of an operation before it runs: the values its answer may hold, and the work to resolve them.
 *
 * A document is compiled once (`compile`); variables (sizes, `@skip`, `@include`) count for each request.
 */

import {
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  typeFromAST,
  TypeNameMetaFieldDef,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { CostModel, FieldCost, ListSize } from './cost-model.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** Cost of one operation with these variables (coerced): a whole number, at least 1. */
export type Estimate = (variables: Variables) => number;

type Field = GraphQLField<unknown, unknown>;

/**
 * Place of an answer: one field, or one of several where the type of the object decides. The dearest one counts.
 *
 * An object has one type, so that this is a bound: its places may be dearest for different types.
 */
type Place = readonly Node[];

/** One field of the answer, or several that are merged into it. */
interface Node {
  readonly weight: number;
  readonly valueWeight: number;
  /** Values for each parent; 1 unless it is a list. */
  readonly size: Size;
  readonly conditions: readonly Condition[];
  readonly children: readonly Place[];
}

type Size = number | ((variables: Variables) => number);

/** A `@skip` or `@include` that a variable decides. */
interface Condition {
  readonly variable: string;
  readonly includes: boolean;
}

export interface EstimateOptions {
  readonly schema: GraphQLSchema;
  readonly model: CostModel;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Creates the estimate of a valid operation. */
export function createEstimate({ schema, model, operation, fragments }: EstimateOptions): Estimate {
  const compiler = new Compiler(schema, model, fragments);
  const root = schema.getRootType(operation.operation)!;
  const fields = compiler.compile([{ type: root, set: operation.selectionSet, conditions: [] }], undefined);
  if (fields.every(isConstant)) {
    const cost = atLeastOne(sum(fields, {}));
    return () => cost;
  }
  return (variables) => atLeastOne(sum(fields, variables));
}

const atLeastOne = (cost: number): number => Math.min(Math.max(1, Math.ceil(cost)), Number.MAX_SAFE_INTEGER);

const isConstant = (place: Place): boolean =>
  place.every(
    ({ size, conditions, children }) =>
      typeof size === 'number' && conditions.length === 0 && children.every(isConstant),
  );

function sum(places: readonly Place[], variables: Variables): number {
  let cost = 0;
  for (const place of places) {
    let dearest = 0;
    for (const node of place) dearest = Math.max(dearest, costOf(node, variables));
    cost += dearest;
  }
  return cost;
}

function costOf({ weight, valueWeight, size, conditions, children }: Node, variables: Variables): number {
  if (!conditions.every((condition) => holds(condition, variables))) return 0;
  const count = typeof size === 'number' ? size : size(variables);
  return weight + count * (valueWeight + sum(children, variables));
}

/** Whether the condition holds. A variable that is no boolean counts as the more expensive value. */
const holds = ({ variable, includes }: Condition, variables: Variables): boolean => variables[variable] !== !includes;

/** A selection set with its type and conditions. */
interface Selected {
  readonly type: GraphQLNamedType;
  readonly set: SelectionSetNode;
  readonly conditions: readonly Condition[];
}

interface Occurrence {
  readonly node: FieldNode;
  readonly field: Field;
  readonly conditions: readonly Condition[];
}

/** Occurrences by place in the answer, and by field. */
type Merged = Map<string, Map<Field, Occurrence[]>>;

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = create()));
  return value;
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #model: CostModel;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, model: CostModel, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#model = model;
    this.#fragments = fragments;
  }

  /** Compiles selection sets. `parent` is the field whose `sizedFields` these may be, with its size. */
  compile(selected: readonly Selected[], parent: SizedParent | undefined): Place[] {
    const merged: Merged = new Map();
    for (const one of selected) this.#collect(one, merged, new Set());
    return [...merged.values()].map((fields) =>
      [...fields.values()].map((occurrences) => this.#toNode(occurrences, parent)),
    );
  }

  #collect({ type, set, conditions }: Selected, into: Merged, spread: Set<string>): void {
    for (const selection of set.selections) {
      const found = conditionsOf(selection);
      if (found === 'never') continue;
      const all = found.length > 0 ? [...conditions, ...found] : conditions;
      if (selection.kind === Kind.FIELD) {
        const place = getOrCreate(into, (selection.alias ?? selection.name).value, () => new Map());
        for (const field of this.#fieldsOf(type, selection.name.value)) {
          getOrCreate(place, field, () => []).push({ node: selection, field, conditions: all });
        }
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      // A second spread in one place adds nothing, unless the first is conditional.
      if (!part || (name !== undefined && all.length === 0 && spread.has(name))) continue;
      if (name !== undefined && all.length === 0) spread.add(name);
      const within = part.typeCondition && typeFromAST(this.#schema, part.typeCondition);
      // A fragment on an interface of an object's type is about that type.
      this.#collect(
        { type: within && !isObjectType(type) ? within : type, set: part.selectionSet, conditions: all },
        into,
        spread,
      );
    }
  }

  /**
   * Fields that a name may stand for: of an interface, those of its object types, one for each cost and type.
   *
   * GraphQL's own fields count as a name. Introspection is switched on or off as a whole.
   */
  #fieldsOf(type: GraphQLNamedType, name: string): readonly Field[] {
    if (isObjectType(type)) return [type.getFields()[name] ?? nameOfType];
    if (!isInterfaceType(type) || !type.getFields()[name]) return [nameOfType];
    const fields = this.#schema.getPossibleTypes(type).map((possible) => possible.getFields()[name]!);
    return [...new Map(fields.map((field) => [JSON.stringify([this.#model(field), field.type]), field])).values()];
  }

  #toNode(occurrences: readonly Occurrence[], parent: SizedParent | undefined): Node {
    const [{ node, field, conditions }] = occurrences as [Occurrence];
    if (field === nameOfType) return { weight: 0, valueWeight: 1, size: 1, conditions, children: [] };
    const cost = this.#model(field);
    const type = getNamedType(field.type);
    const alone = occurrences.length === 1;
    const below = occurrences.flatMap(({ node: { selectionSet: set }, conditions: own }): Selected[] =>
      set ? [{ type, set, conditions: alone ? [] : own }] : [],
    );
    const declared = cost.listSize && sizeOf(cost.listSize, field, node);
    const size = cost.isList ? (parent?.sizeFor(field.name) ?? declared ?? 1) : 1;
    const sized: SizedParent | undefined =
      declared === undefined || cost.listSize!.sizedFields.length === 0
        ? undefined
        : { sizeFor: (name) => (cost.listSize!.sizedFields.includes(name) ? declared : undefined) };
    return {
      ...weightsOf(cost),
      size,
      // A merged field is there when one of its occurrences is: its conditions are dropped.
      conditions: alone ? conditions : [],
      children: this.compile(below, sized),
    };
  }
}

const weightsOf = ({ weight, valueWeight }: FieldCost) => ({ weight, valueWeight });

interface SizedParent {
  readonly sizeFor: (field: string) => Size | undefined;
}

/** Stands for introspection too. */
const nameOfType = TypeNameMetaFieldDef as Field;

/** Largest of the slicing arguments, else the assumed size. */
function sizeOf({ slicingArguments, assumedSize = 1 }: ListSize, field: Field, node: FieldNode): Size {
  const counts = slicingArguments.map((name) => countByArgument(name, field, node));
  const largest = (variables: Variables): number => {
    const known = counts.map((count) => count(variables)).filter((count) => count !== undefined);
    return known.length === 0 ? assumedSize : Math.max(...known);
  };
  const given = node.arguments?.filter(({ name }) => slicingArguments.includes(name.value)) ?? [];
  return given.some(({ value }) => hasVariable(value)) ? largest : largest({});
}

type Count = (variables: Variables) => number | undefined;

/** Count by one argument. A null or missing value where a number must be fails in execution, so the default will do. */
function countByArgument(name: string, field: Field, node: FieldNode): Count {
  const byDefault = countOf(field.args.find((arg) => arg.name === name)?.defaultValue);
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  return value ? (variables) => countOf(valueFromASTUntyped(value, variables)) ?? byDefault : () => byDefault;
}

const hasVariable = (value: ValueNode): boolean =>
  value.kind === Kind.VARIABLE || (value.kind === Kind.LIST && value.values.some(hasVariable));

/** A number is a size; a list of ids counts as its length. */
function countOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : undefined;
}

/** Conditions that variables decide; `never` when a literal excludes the selection. */
function conditionsOf({ directives = [] }: SelectionNode): readonly Condition[] | 'never' {
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of directives) {
    const includes = name.value === GraphQLIncludeDirective.name;
    if (!includes && name.value !== GraphQLSkipDirective.name) continue;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, includes });
    else if (value?.kind === Kind.BOOLEAN && value.value !== includes) return 'never';
  }
  return conditions;
}
