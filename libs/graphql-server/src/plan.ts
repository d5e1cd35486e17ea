/**
 * Plans: what graphql-js works out anew for every object (which fields, which resolver, which arguments, which type), worked out once
 * for a document. The steps are those of graphql-js' executor (execution/execute.js), and so are the answers and the errors; a plan is
 * as long as the document, and made as far as answers need it.
 */

import {
  getArgumentValues,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/** What a plan is made of. Selections are settled: `conditions` are the variables of every `@skip` and `@include`. */
export interface PlanOptions {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

export interface PlanInput {
  readonly root: unknown;
  readonly context: unknown;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Plan = (input: PlanInput) => ExecutionResult | Promise<ExecutionResult>;

/** One execution of a plan. */
interface Run extends PlanInput {
  readonly errors: GraphQLError[];
  /** Of the fields whose arguments depend on variables. */
  readonly args: Map<PlannedField, Arguments>;
}

type Arguments = Readonly<Record<string, unknown>>;

/** Where a value stands in the answer, from the inside out. Fields of one object share the path of the object. */
interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** Makes of a resolved value what stands in the answer, or a promise of it. Throws what is wrong with it. */
type Complete = (value: unknown, parent: Path | undefined, key: string | number, run: Run) => unknown;

interface PlannedField {
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** Undefined: they depend on variables. */
  readonly fixedArgs: Arguments | undefined;
  readonly isNullable: boolean;
  readonly complete: Complete;
}

type Fields = readonly PlannedField[];

/** Makes the plan of an operation that is a query or a mutation. */
export function createPlan(options: PlanOptions): Plan {
  const { schema, operation, fragments, conditions } = options;
  const type = schema.getRootType(operation.operation)!;
  const nodes = collectFields(schema, fragments, conditions, type, operation.selectionSet);
  const fields = planFields(type, nodes, options);
  const perform = operation.operation === 'mutation' ? inTurn : atOnce;
  return (input) => {
    const run: Run = { ...input, errors: [], args: new Map() };
    const end = (data: unknown): ExecutionResult =>
      (run.errors.length === 0 ? { data } : { errors: run.errors, data }) as ExecutionResult;
    const fail = (error: unknown): ExecutionResult => {
      run.errors.push(error as GraphQLError);
      return end(null);
    };
    try {
      const data = perform(fields, input.root, undefined, run, options);
      return isPromise(data) ? data.then(end, fail) : end(data);
    } catch (error) {
      return fail(error);
    }
  };
}

function planFields(
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
  options: PlanOptions,
): Fields {
  return [...collected].flatMap(([name, nodes]) => {
    const field = fieldOf(options.schema, parentType, nodes[0]!.name.value);
    return field ? [planField({ name, nodes, field, parentType }, options)] : [];
  });
}

function planField(
  of: Pick<PlannedField, 'name' | 'nodes' | 'field' | 'parentType'>,
  options: PlanOptions,
): PlannedField {
  const { type } = of.field;
  return {
    ...of,
    fixedArgs: fixedArguments(of.field, of.nodes[0]!),
    isNullable: !isNonNullType(type),
    complete: completing(type, of, options),
  };
}

function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string) {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}

const noArguments: Arguments = Object.freeze({});

function fixedArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments | undefined {
  if (field.args.length === 0) return noArguments;
  const dependsOnVariables = node.arguments?.some(({ value }) => JSON.stringify(value).includes('"Variable"'));
  // What literals cannot be has been found by validation.
  return dependsOnVariables ? undefined : Object.freeze(getArgumentValues(field, node));
}

function argumentsOf(planned: PlannedField, run: Run): Arguments {
  if (planned.fixedArgs) return planned.fixedArgs;
  let args = run.args.get(planned);
  if (!args) run.args.set(planned, (args = getArgumentValues(planned.field, planned.nodes[0]!, run.variables)));
  return args;
}

// ---------------------------------------------------------------------------------------------------------------- fields

/** All fields of an object; a promise when one of them is. */
function atOnce(
  fields: Fields,
  source: unknown,
  path: Path | undefined,
  run: Run,
  options: PlanOptions,
): Record<string, unknown> | Promise<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  let pending: string[] | undefined;
  for (const field of fields) {
    let value;
    try {
      value = perform(field, source, path, run, options);
    } catch (error) {
      forget(object, pending);
      throw error;
    }
    object[field.name] = value;
    if (isPromise(value)) (pending ??= []).push(field.name);
  }
  return pending ? settled(object, pending) : object;
}

/** The answer goes on without this object, or list: what is under way for it may fail unheard. */
function forget<T extends object>(parent: T, pending: readonly (keyof T)[] = []): void {
  for (const key of pending) (parent[key] as Promise<unknown>).catch(() => undefined);
}

/** One field after the other: mutations. */
async function inTurn(
  fields: Fields,
  source: unknown,
  path: Path | undefined,
  run: Run,
  options: PlanOptions,
): Promise<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  for (const field of fields) object[field.name] = await perform(field, source, path, run, options);
  return object;
}

/** The object, or list, once all its promises are kept. */
function settled<T extends object>(parent: T, pending: readonly (keyof T)[]): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = pending.length;
    for (const key of pending) {
      (parent[key] as Promise<T[typeof key]>).then((value) => {
        parent[key] = value;
        left -= 1;
        if (left === 0) resolve(parent);
      }, reject);
    }
  });
}

/** Resolves a field and completes its value. Throws, or rejects, only where null may not stand. */
function perform(
  planned: PlannedField,
  source: unknown,
  path: Path | undefined,
  run: Run,
  options: PlanOptions,
): unknown {
  const { name, complete } = planned;
  try {
    const resolved = resolve(planned, source, path, run, options);
    const value = isPromise(resolved)
      ? resolved.then((arrived) => complete(arrived, path, name, run))
      : complete(resolved, path, name, run);
    return isPromise(value)
      ? value.then(undefined, (error: unknown) => fail(error, planned, planned.isNullable, path, name, run))
      : value;
  } catch (error) {
    return fail(error, planned, planned.isNullable, path, name, run);
  }
}

function resolve(
  planned: PlannedField,
  source: unknown,
  path: Path | undefined,
  run: Run,
  options: PlanOptions,
): unknown {
  const { field } = planned;
  if (!field.resolve) {
    if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
    const property = (source as Record<string, unknown>)[field.name];
    if (typeof property !== 'function') return property;
    const info = new ResolveInfo(planned, path, run, options);
    return (property as Method).call(source, argumentsOf(planned, run), run.context, info);
  }
  return field.resolve(source, argumentsOf(planned, run), run.context, new ResolveInfo(planned, path, run, options));
}

type Method = (args: Arguments, context: unknown, info: GraphQLResolveInfo) => unknown;

/** Null and a line among the errors; throws where null may not stand. */
function fail(
  error: unknown,
  { nodes }: Pick<PlannedField, 'nodes'>,
  isNullable: boolean,
  parent: Path | undefined,
  key: string | number,
  run: Run,
): null {
  const located = locatedError(error, nodes, toList(parent, key));
  if (!isNullable) throw located;
  run.errors.push(located);
  return null;
}

function toList(parent: Path | undefined, key: string | number): (string | number)[] {
  const list = [key];
  for (let path = parent; path; path = path.prev) list.push(path.key);
  return list.reverse();
}

// ---------------------------------------------------------------------------------------------------------------- values

type Site = Pick<PlannedField, 'nodes' | 'parentType' | 'field' | 'name'>;

function completing(type: GraphQLOutputType, site: Site, options: PlanOptions): Complete {
  if (isNonNullType(type)) return nonNull(completing(type.ofType, site, options), site);
  if (isListType(type)) return list(type.ofType, site, options);
  if (isLeafType(type)) return leaf(type);
  if (isObjectType(type)) return object(type, site, options);
  throw new Error(`${type.name} has no plan: what it is depends on its value`);
}

function nonNull(complete: Complete, { parentType, field }: Site): Complete {
  return (value, parent, key, run) => {
    const completed = complete(value, parent, key, run);
    if (completed !== null) return completed;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${field.name}.`);
  };
}

function leaf(type: GraphQLLeafType): Complete {
  const serialize = serializing(type);
  return (value) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    return serialize(value);
  };
}

function serializing(type: GraphQLLeafType): (value: unknown) => unknown {
  const serialize = (value: unknown): unknown => {
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(
      `Expected \`${type.name}.serialize(${String(value)})\` to return non-nullable value, returned: ${String(serialized)}`,
    );
  };
  // Nearly all leaves are strings already.
  if (type.name !== 'String' && type.name !== 'ID') return serialize;
  return (value) => (typeof value === 'string' ? value : serialize(value));
}

function list(itemType: GraphQLOutputType, site: Site, options: PlanOptions): Complete {
  const complete = completing(itemType, site, options);
  const isNullable = !isNonNullType(itemType);
  const completeItem: Complete = (item, path, index, run) => {
    const failed = (error: unknown): null => fail(error, site, isNullable, path, index, run);
    try {
      const made = isPromise(item)
        ? item.then((arrived) => complete(arrived, path, index, run))
        : complete(item, path, index, run);
      return isPromise(made) ? made.then(undefined, failed) : made;
    } catch (error) {
      return failed(error);
    }
  };
  return (value, prev, key, run) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object' || !(Symbol.iterator in value)) {
      const { parentType, field } = site;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${field.name}".`);
    }
    const path: Path = { prev, key, typename: undefined };
    const items: unknown[] = [];
    let pending: number[] | undefined;
    try {
      for (const item of value as Iterable<unknown>) {
        const made = completeItem(item, path, items.length, run);
        if (isPromise(made)) (pending ??= []).push(items.length);
        items.push(made);
      }
    } catch (error) {
      forget(items, pending);
      throw error;
    }
    return pending ? settled(items, pending) : items;
  };
}

function object(type: GraphQLObjectType, { nodes, parentType }: Site, options: PlanOptions): Complete {
  let fields: Fields | undefined;
  return (value, prev, key, run) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    fields ??= planFields(
      type,
      collectSubfields(options.schema, options.fragments, options.conditions, type, nodes),
      options,
    );
    return atOnce(fields, value, { prev, key, typename: parentType.name }, run, options);
  };
}

// ------------------------------------------------------------------------------------------------------------ for resolvers

/** What a resolver may ask about the execution: hardly any does, so hardly anything is made. */
class ResolveInfo implements GraphQLResolveInfo {
  readonly #planned: PlannedField;
  readonly #parent: Path | undefined;
  readonly #run: Run;
  readonly #options: PlanOptions;

  constructor(planned: PlannedField, parent: Path | undefined, run: Run, options: PlanOptions) {
    this.#planned = planned;
    this.#parent = parent;
    this.#run = run;
    this.#options = options;
  }

  get fieldName() {
    return this.#planned.field.name;
  }
  get fieldNodes() {
    return this.#planned.nodes;
  }
  get returnType() {
    return this.#planned.field.type;
  }
  get parentType() {
    return this.#planned.parentType;
  }
  get path() {
    const { name, parentType } = this.#planned;
    return { prev: this.#parent, key: name, typename: parentType.name };
  }
  get schema() {
    return this.#options.schema;
  }
  get fragments() {
    return this.#options.fragments;
  }
  get rootValue() {
    return this.#run.root;
  }
  get operation() {
    return this.#options.operation;
  }
  get variableValues() {
    return this.#run.variables;
  }
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
