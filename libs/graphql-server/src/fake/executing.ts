/** Executor for specs: variables as a client sends them, and no limits. */

import { getVariableValues, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createExecution, type Execution } from '../execution.ts';
import { Fence, unlimited } from '../plan/fence.ts';

/** One operation; the fence is the executor's. */
export type Unfenced = Omit<Execution, 'fence'>;

export function executing(schema: GraphQLSchema): (execution: Unfenced) => Promise<ExecutionResult> {
  const execute = createExecution({ schema });
  return async (execution) => {
    const { operation, variables } = execution;
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (!coerced) return { errors };
    return execute({ ...execution, variables: coerced, fence: new Fence(unlimited, undefined) });
  };
}
