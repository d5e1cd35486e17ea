/**
 * Plans: what graphql-js works out anew for every object (which fields, which resolver, which arguments, which type), worked out once
 * for a document. The steps are those of graphql-js' executor (execution/execute.js), and so are the answers and the errors; a plan is
 * as long as the document, and made as far as answers need it.
 */

import {
  getArgumentValues,
  isNonNullType,
  Kind,
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
import { completing, type PlanBelow, type Site } from './complete.ts';
import { runAtOnce, runInTurn, type Fields } from './fields.ts';
import { isPromise, type Arguments, type PlanInput, type PlannedField, type PlanOptions, type Run } from './run.ts';

/** Executes an operation once. Throws, or rejects with, what ended it at its fence. */
export type Plan = (input: PlanInput) => ExecutionResult | Promise<ExecutionResult>;

/** Makes the plan of an operation that is a query or a mutation. */
export function createPlan(plan: PlanOptions): Plan {
  const { schema, operation, fragments, conditions } = plan;
  const type = schema.getRootType(operation.operation)!;
  const fields = planFields(type, collectFields(schema, fragments, conditions, type, operation.selectionSet), plan);
  const runFields = operation.operation === 'mutation' ? runInTurn : runAtOnce;
  return ({ root, context, variables, fence }) => {
    const run: Run = { plan, root, context, variables, fence, errors: [], args: new Map() };
    try {
      const data = runFields(fields, root, { run, parent: undefined, key: '', typename: undefined });
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
  (errors.length === 0 ? { data } : { errors, data }) as ExecutionResult;

function failedAnswer(error: unknown, run: Run): ExecutionResult {
  // No answer at all: null would say that there is nothing.
  if (run.fence.ended) throw run.fence.ended;
  run.errors.push(error as GraphQLError);
  return answer(null, run);
}

function planFields(
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
  plan: PlanOptions,
): Fields {
  const planBelow: PlanBelow = (type, { nodes }) =>
    planFields(type, collectSubfields(plan.schema, plan.fragments, plan.conditions, type, nodes), plan);
  const fields = [...collected].flatMap(([name, nodes]) => {
    const field = fieldOf(plan.schema, parentType, nodes[0]!.name.value);
    return field ? [planField({ name, nodes, field, parentType }, planBelow)] : [];
  });
  plan.onPlanned(fields.length);
  return fields;
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

function fixedArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments | undefined {
  if (field.args.length === 0) return noArguments;
  // What literals cannot be has been found by validation.
  return node.arguments?.some(({ value }) => hasVariable(value))
    ? undefined
    : Object.freeze(getArgumentValues(field, node));
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
