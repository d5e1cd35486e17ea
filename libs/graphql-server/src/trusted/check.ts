/** Check of a trusted document: all that a request for it would be refused for, whoever sends it. */

import {
  Kind,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { CostModel } from '../cost/cost-model.ts';
import { createEstimate } from '../cost/estimate.ts';
import { fragmentsOf } from '../documents.ts';
import type { OperationLimits } from '../operation-limits.ts';
import { Refused, tooExpensive, type Validate } from '../reading.ts';

export interface CheckOptions {
  readonly schema: GraphQLSchema;
  readonly costs: CostModel;
  readonly limits: OperationLimits;
  readonly requireValid: Validate;
}

/** Creates the check of a text. It throws a syntax error, or `Refused`. */
export const createCheck =
  ({ schema, costs: model, limits, requireValid }: CheckOptions) =>
  (text: string): DocumentNode => {
    const document = parse(text, { maxTokens: limits.maxTokens });
    requireValid(document);
    const fragments = fragmentsOf(document);
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    if (operations.length === 0) throw new Refused([new Error('has no operation')]);
    for (const operation of operations) {
      const cost = createEstimate({ schema, model, operation, fragments })(defaultsOf(operation));
      if (cost > limits.maxCost) throw new Refused([tooExpensive(cost, limits.maxCost)]);
    }
    return document;
  };

/** Values of variables that a request leaves out. */
const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );
