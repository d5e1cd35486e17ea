/**
 * Compiles documents to plans: work that graphql-js repeats for every object is done once for a document.
 *
 * The steps are those of graphql-js' executor (execution/execute.js), with the same answers and errors: which fields, which resolver, which
 * arguments, which type. A plan is as long as the document, and is completed on demand.
 */

import {
  getArgumentValues,
  isNonNullType,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { completing, type PlanBelow } from './complete.ts';
import { runAtOnce, runInTurn, toFields, type Fields } from './fields.ts';
import {
  Errors,
  isPromise,
  type Arguments,
  type PlanInput,
  type PlannedField,
  type PlanOptions,
  type Run,
  type Site,
} from './run.ts';

/** Executes an operation once. Throws, or rejects with, the error that ended it at its fence. */
export type Plan = (input: PlanInput) => ExecutionResult | Promise<ExecutionResult>;

/** Creates the plan of a query or a mutation. Does not throw: problems of the operation are errors of its answers. */
export function createPlan(plan: PlanOptions): Plan {
  const { schema, operation, fragments, conditions } = plan;
  const type = schema.getRootType(operation.operation)!;
  const runFields = operation.operation === OperationTypeNode.MUTATION ? runInTurn : runAtOnce;
  let fields: Fields | undefined;
  return ({ root, context, variables, fence }) => {
    const run: Run = { plan, root, context, variables, fence, errors: new Errors(), args: new Map() };
    try {
      fields ??= planFields(type, collectFields(schema, fragments, conditions, type, operation.selectionSet), plan);
      const data = runFields(fields, root, { run, parent: undefined, key: '', typename: undefined, isList: false });
      return isPromise(data)
        ? data.then(
            (arrived) => answer(arrived, run),
            (error: unknown) => failedAnswer(error, run),
          )
        : answer(data, run);
    } catch (error) {
      return failedAnswer(error, run);
    }
  };
}

const answer = (data: unknown, { errors }: Run): ExecutionResult =>
  (errors.list.length === 0 ? { data } : { errors: errors.list, data }) as ExecutionResult;

function failedAnswer(error: unknown, run: Run): ExecutionResult {
  // No answer at all, since null would say that there is no data.
  if (run.fence.ended) throw run.fence.ended;
  run.errors.end(error as GraphQLError);
  return answer(null, run);
}

function planFields(
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
  plan: PlanOptions,
): Fields {
  const planBelow: PlanBelow = (type, { nodes }) =>
    planFields(type, collectSubfields(plan.schema, plan.fragments, plan.conditions, type, nodes), plan);
  plan.grown(collected.size);
  return toFields(
    [...collected].flatMap(([name, nodes]) => {
      const field = fieldOf(plan.schema, parentType, nodes[0]!.name.value);
      return field ? [planField({ name, nodes, field, parentType }, planBelow)] : [];
    }),
  );
}

function planField(site: Site, planBelow: PlanBelow): PlannedField {
  const { type } = site.field;
  return {
    ...site,
    fixedArgs: fixedArguments(site.field, site.nodes[0]!),
    isNullable: !isNonNullType(type),
    complete: completing(type, site, planBelow),
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

/** Arguments that are the same in every execution. Objects and lists are not kept, as a resolver might change them. */
function fixedArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments | undefined {
  if (field.args.length === 0) return noArguments;
  if (node.arguments?.some(({ value }) => hasVariable(value))) return undefined;
  const args = getArgumentValues(field, node);
  return Object.values(args).some((value) => typeof value === 'object' && value !== null)
    ? undefined
    : Object.freeze(args);
}

function hasVariable(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(hasVariable);
    case Kind.OBJECT:
      return value.fields.some((member) => hasVariable(member.value));
    default:
      return false;
  }
}
