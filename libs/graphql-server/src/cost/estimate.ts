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

/** One field of the answer, or several that are merged into it. */
interface Node {
  readonly weight: number;
  readonly valueWeight: number;
  /** Values for each parent; 1 unless it is a list. */
  readonly size: Size;
  readonly conditions: readonly Condition[];
  readonly children: readonly Node[];
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

const isConstant = ({ size, conditions, children }: Node): boolean =>
  typeof size === 'number' && conditions.length === 0 && children.every(isConstant);

function sum(nodes: readonly Node[], variables: Variables): number {
  let cost = 0;
  for (const { weight, valueWeight, size, conditions, children } of nodes) {
    if (!conditions.every((condition) => holds(condition, variables))) continue;
    const count = typeof size === 'number' ? size : size(variables);
    cost += weight + count * (valueWeight + sum(children, variables));
  }
  return cost;
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
  compile(selected: readonly Selected[], parent: SizedParent | undefined): Node[] {
    const merged = new Map<string, Occurrence[]>();
    for (const one of selected) this.#collect(one, merged, new Set());
    return [...merged.values()].map((occurrences) => this.#toNode(occurrences, parent));
  }

  #collect({ type, set, conditions }: Selected, into: Map<string, Occurrence[]>, spread: Set<string>): void {
    for (const selection of set.selections) {
      const found = conditionsOf(selection);
      if (found === 'never') continue;
      const all = found.length > 0 ? [...conditions, ...found] : conditions;
      if (selection.kind === Kind.FIELD) {
        // GraphQL's own fields: a name, or introspection, which is switched on or off as a whole.
        const field = fieldsOf(type)[selection.name.value] ?? nameOfType;
        const place = (selection.alias ?? selection.name).value;
        const others = into.get(place);
        const occurrence = { node: selection, field, conditions: all };
        if (others) others.push(occurrence);
        else into.set(place, [occurrence]);
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      // A second spread in one place adds nothing, unless the first is conditional.
      if (!part || (name !== undefined && all.length === 0 && spread.has(name))) continue;
      if (name !== undefined && all.length === 0) spread.add(name);
      const within = part.typeCondition ? (typeFromAST(this.#schema, part.typeCondition) ?? type) : type;
      this.#collect({ type: within, set: part.selectionSet, conditions: all }, into, spread);
    }
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

const fieldsOf = (type: GraphQLNamedType): Readonly<Record<string, Field>> =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};

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
