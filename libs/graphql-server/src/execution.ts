/**
 * Execution by plan, with the answers of graphql-js. (And without one defect of it: where a list must not hold a null and does, what
 * else is under way for the list rejects with nobody listening, and an unhandled rejection ends the process.)
 */

import {
  execute,
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
import type { Fence } from './plan/fence.ts';
import { isPromise } from './plan/run.ts';
import { asGraphqlError } from './render-error.ts';

/** One operation to execute. */
export interface Execution {
  /** Valid. */
  readonly document: DocumentNode;
  /** Of the document. */
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  /** What the root resolvers are given. Default undefined. */
  readonly root?: unknown;
  /** How much the answer may hold, and until when. */
  readonly fence: Fence;
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

export interface ExecutionOptions {
  readonly schema: GraphQLSchema;
  /** Is told that so many fields more have been planned for a document. Default: nobody is. */
  readonly onPlanned?: (document: DocumentNode, fields: number) => void;
}

/**
 * Creates the executor of a schema. With types whose values tell what they are (interfaces, unions) it leaves all to graphql-js, which
 * knows no fence. What ends at the fence has errors and no `data`.
 */
export function createExecution({ schema, onPlanned = () => undefined }: ExecutionOptions): Execute {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  const isPlannable = canPlan(schema);

  function planFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Execution['variables'],
  ): Plan {
    let knows = known.get(operation);
    if (!knows) known.set(operation, (knows = survey(document)));
    const { conditions, plans, fragments } = knows;
    const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    let plan = plans.get(key);
    if (!plan) {
      const isKept = plans.size < maxPlans;
      const tell = isKept ? (fields: number): void => onPlanned(document, fields) : () => undefined;
      const given = pick(variables, conditions);
      plan = createPlan({ schema, operation, fragments, conditions: given, onPlanned: tell });
      if (isKept) plans.set(key, plan);
    }
    return plan;
  }

  return async ({ document, operation, variables, context, root, fence }) => {
    if (!isPlannable || operation.operation === OperationTypeNode.SUBSCRIPTION) {
      const operationName = operation.name?.value;
      return (await execute({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
        rootValue: root,
      })) as ExecutionResult;
    }
    try {
      const answer = planFor(document, operation, variables)({ root, context, variables, fence });
      return await (isPromise(answer) ? fence.within(answer) : answer);
    } catch (error) {
      fence.end(error as Error);
      return { errors: [asGraphqlError(fence.ended!)] };
    }
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
