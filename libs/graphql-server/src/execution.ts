/**
 * Execution by plan, with the answers of graphql-js. (And without one defect of it: where a list must not hold a null and does, what
 * else is under way for the list rejects with nobody listening, and an unhandled rejection ends the process.)
 */

import {
  execute,
  getVariableValues,
  isAbstractType,
  isObjectType,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { createPlan, type Plan } from './plan/compile.ts';

/** One operation to execute. The document is valid. */
export interface Execution {
  readonly document: DocumentNode;
  /** Undefined when the request does not say which of several it means. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: unknown;
  /** What the root resolvers are given. Default undefined. */
  readonly root?: unknown;
}

export type Execute = (execution: Execution) => Promise<ExecutionResult>;

/** What is known of one operation; it lives as long as its document does, in the server's cache. */
interface Known {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The variables of `@skip` and `@include`: an operation has a plan for each way in which they are set. */
  readonly conditions: readonly string[];
  readonly plans: Map<string, Plan>;
}

/** Most ways of setting its conditions for which an operation gets a plan. */
const maxPlans = 32;

/** Creates the executor of a schema. With types whose values tell what they are (interfaces, unions) it leaves all to graphql-js. */
export function createExecution(schema: GraphQLSchema): Execute {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  const isPlannable = canPlan(schema);

  function planFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): Plan | undefined {
    let knows = known.get(operation);
    if (!knows) known.set(operation, (knows = survey(document)));
    const { conditions, plans, fragments } = knows;
    const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    let plan = plans.get(key);
    if (!plan && plans.size < maxPlans) {
      plan = createPlan({ schema, operation, fragments, conditions: pick(variables, conditions) });
      plans.set(key, plan);
    }
    return plan;
  }

  return async (execution) => {
    const { document, operation, variables = {}, context, root } = execution;
    const interpret = (): ExecutionResult | Promise<ExecutionResult> =>
      execute({
        schema,
        document,
        operationName: operation?.name?.value,
        variableValues: variables,
        contextValue: context,
        rootValue: root,
      }) as ExecutionResult | Promise<ExecutionResult>;
    if (!isPlannable || !operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return interpret();
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    // They do not fit: the interpreter says how.
    if (!coerced) return interpret();
    const plan = planFor(document, operation, coerced);
    return plan ? plan({ root, context, variables: coerced }) : interpret();
  };
}

const canPlan = (schema: GraphQLSchema): boolean =>
  Object.values(schema.getTypeMap()).every(
    (type) => type.name.startsWith('__') || (!isAbstractType(type) && !(isObjectType(type) && type.isTypeOf)),
  );

function survey(document: DocumentNode): Known {
  const conditions = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given }) => {
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
  });
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return {
    conditions: [...conditions],
    plans: new Map(),
    fragments: Object.fromEntries(
      (fragments as FragmentDefinitionNode[]).map((fragment) => [fragment.name.value, fragment]),
    ),
  };
}

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
