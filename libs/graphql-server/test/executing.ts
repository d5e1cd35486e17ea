/** An executor as a spec wants it: variables as they come from a client, no limits. */

import { getVariableValues, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createExecution, type Execution } from '../src/execution.ts';

const unlimited = { maxValues: Infinity, maxText: Infinity };

export function executing(schema: GraphQLSchema): (execution: Execution) => Promise<ExecutionResult> {
  const execute = createExecution({ schema, limits: unlimited });
  return async (execution) => {
    const { operation, variables } = execution;
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    return coerced ? execute({ ...execution, variables: coerced }) : { errors };
  };
}
