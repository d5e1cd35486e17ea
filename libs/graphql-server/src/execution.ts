/**
 * Execution by plan, with the answers of graphql-js. (And without one defect of it: where a list must not hold a null and does, what
 * else is under way for the list rejects with nobody listening, and an unhandled rejection ends the process.)
 */

import {
  execute,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
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
  /** It selects from types whose values tell what they are (interfaces, unions): graphql-js executes it. */
  readonly isInterpreted: boolean;
  readonly plans: Map<string, Plan>;
}

/** Most ways of setting its conditions for which plans of an operation are kept. */
const maxPlans = 32;

export interface ExecutionOptions {
  readonly schema: GraphQLSchema;
  /** Told that so many fields more have been planned for a document, by plans that are kept. Default: nobody is. */
  readonly onPlanned?: (document: DocumentNode, fields: number) => void;
}

/**
 * Creates the executor of a schema. Plans are kept for later requests, as long as their document is; what is kept depends on the document
 * and on which conditions are true, and on nothing else that a request says. What ends at its fence has errors and no `data`;
 * operations that graphql-js executes know no fence.
 */
export function createExecution({ schema, onPlanned = () => undefined }: ExecutionOptions): Execute {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  const hasAbstract = Object.values(schema.getTypeMap()).some(isAbstract);

  function knowledgeOf(document: DocumentNode, operation: OperationDefinitionNode): Known {
    let knows = known.get(operation);
    if (!knows) {
      knows = survey(document, operation, hasAbstract ? schema : undefined);
      known.set(operation, knows);
    }
    return knows;
  }

  function planFor(
    { document, operation, variables }: Execution,
    { conditions: names, plans, fragments }: Known,
  ): Plan {
    const conditions = settingsOf(names, variables);
    const isSound = Object.values(conditions).every((value) => typeof value === 'boolean');
    const key = names.map((name) => (conditions[name] ? '1' : '0')).join('');
    const kept = isSound ? plans.get(key) : undefined;
    if (kept) return kept;
    // One that is not sound fails where the condition stands, in this request alone.
    const isKept = isSound && plans.size < maxPlans;
    const grown = isKept ? (fields: number): void => onPlanned(document, fields) : () => undefined;
    const plan = createPlan({ schema, operation, fragments, conditions, grown });
    if (isKept) plans.set(key, plan);
    return plan;
  }

  return async (execution) => {
    const { document, operation, variables, context, root, fence } = execution;
    const knows = knowledgeOf(document, operation);
    if (knows.isInterpreted || operation.operation === OperationTypeNode.SUBSCRIPTION) {
      return (await execute({
        schema,
        document,
        operationName: operation.name?.value,
        variableValues: variables,
        contextValue: context,
        rootValue: root,
      })) as ExecutionResult;
    }
    try {
      const answer = planFor(execution, knows)({ root, context, variables, fence });
      const whole = await (isPromise(answer) ? fence.within(answer) : answer);
      // A resolver may have made do without what the fence kept from it.
      if (fence.ended) throw fence.ended;
      return whole;
    } catch (error) {
      fence.end(error as Error);
      return { errors: [asGraphqlError(fence.ended!)] };
    }
  };
}

type Variables = Readonly<Record<string, unknown>>;

/** What a value of it is, has to be asked of the value. */
const isAbstract = (type: GraphQLNamedType): boolean =>
  isAbstractType(type) || (isObjectType(type) && type.isTypeOf != null);

/** Looks through an operation once. `typed`: its types have to be looked at too. */
function survey(document: DocumentNode, operation: OperationDefinitionNode, typed: GraphQLSchema | undefined): Known {
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
    isInterpreted: typed !== undefined && selectsAbstract(document, typed),
    plans: new Map(),
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}

function selectsAbstract(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const type = getNamedType(types.getType());
        if (type && isAbstract(type)) found = true;
      },
    }),
  );
  return found;
}

/** By name; a variable without a value is not among them. */
const settingsOf = (names: readonly string[], variables: Variables): Variables =>
  Object.fromEntries(names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]));
