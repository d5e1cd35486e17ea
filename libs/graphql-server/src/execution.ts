/**
 * Execution by plan, with the answers of graphql-js.
 *
 * One defect of graphql-js is left out: when a non-null list holds a null, pending work for its other items rejects unhandled, which ends
 * the process.
 */

import {
  Kind,
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
  /** Valid document. */
  readonly document: DocumentNode;
  /** Operation of the document. */
  readonly operation: OperationDefinitionNode;
  /** Coerced variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  /** Source of the root resolvers. Default undefined. */
  readonly root?: unknown;
  /** Bounds on the size of the answer and its time. */
  readonly fence: Fence;
}

export type Execute = (execution: Execution) => Promise<ExecutionResult>;

/** Analysis of one operation. It lives as long as its document does in the server's cache. */
interface Analysis {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Variables of `@skip` and `@include`: an operation has a plan for each combination of their values. */
  readonly conditions: readonly string[];
  readonly plans: Map<string, Plan>;
}

/** Most plans that are kept for an operation, one for each combination of its conditions. */
const maxPlans = 32;

export interface ExecutionOptions {
  readonly schema: GraphQLSchema;
  /** Called with the number of fields that a kept plan has added for a document. Default: no call. */
  readonly onPlanned?: (document: DocumentNode, fields: number) => void;
}

/**
 * Creates the executor of a schema.
 *
 * Plans are kept as long as their document. A plan depends on the document and on which conditions are true, and on nothing else in a
 * request. An execution that its fence ends has errors and no `data`.
 */
export function createExecution({ schema, onPlanned = () => undefined }: ExecutionOptions): Execute {
  const analyses = new WeakMap<OperationDefinitionNode, Analysis>();

  function analysisOf(document: DocumentNode, operation: OperationDefinitionNode): Analysis {
    let analysis = analyses.get(operation);
    if (!analysis) {
      analysis = analyse(document, operation);
      analyses.set(operation, analysis);
    }
    return analysis;
  }

  function planFor(
    { document, operation, variables }: Execution,
    { conditions: names, plans, fragments }: Analysis,
  ): Plan {
    const conditions = settingsOf(names, variables);
    const isSound = Object.values(conditions).every((value) => typeof value === 'boolean');
    const key = names.map((name) => (conditions[name] ? '1' : '0')).join('');
    const kept = isSound ? plans.get(key) : undefined;
    if (kept) return kept;
    // A condition that is no boolean fails in this request: the plan is not kept.
    const isKept = isSound && plans.size < maxPlans;
    const grown = isKept ? (fields: number): void => onPlanned(document, fields) : () => undefined;
    const plan = createPlan({ schema, operation, fragments, conditions, grown });
    if (isKept) plans.set(key, plan);
    return plan;
  }

  return async (execution) => {
    const { document, operation, variables, context, root, fence } = execution;
    const analysis = analysisOf(document, operation);
    try {
      const answer = planFor(execution, analysis)({ root, context, variables, fence });
      const whole = await (isPromise(answer) ? fence.within(answer) : answer);
      // A resolver may have used a fallback for what the fence refused.
      if (fence.ended) throw fence.ended;
      return whole;
    } catch (error) {
      fence.end(error as Error);
      return { errors: [asGraphqlError(fence.ended!)] };
    }
  };
}

type Variables = Readonly<Record<string, unknown>>;

function analyse(document: DocumentNode, operation: OperationDefinitionNode): Analysis {
  const declared = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const conditions = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) {
        // Other operations of the document have variables of their own.
        if (value.kind === Kind.VARIABLE && declared.has(value.name.value)) conditions.add(value.name.value);
      }
    },
  });
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return {
    conditions: [...conditions],
    plans: new Map(),
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}

/** Values of the conditions by name, without variables that have none. */
const settingsOf = (names: readonly string[], variables: Variables): Variables =>
  Object.fromEntries(names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]));
