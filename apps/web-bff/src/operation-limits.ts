/** Budgets and limits of one operation. GRAPHQL_MAX_COST overrides the cost, BUDGET_FACTOR scales the budgets, MAX_STREAMS is of one instance. */

import type { Budgets, OperationLimits, StreamLimits } from '@frontage/graphql-server';

export const budgets: Budgets = { queryMs: 2_000, mutationMs: 5_000 };

export const operationLimits: OperationLimits = {
  maxTokens: 2_000,
  maxDepth: 15,
  maxAliases: 30,
  maxFields: 500,
  maxOverlaps: 2_000,
  maxCost: 5_000,
  maxValues: 10_000,
  maxCalls: 60,
  maxText: 2_000_000,
};

/** Most event streams at once. A page has one or two, a person some tabs; many people may share an address. */
export const streamLimits: StreamLimits = { perLogin: 20, perAddress: 200, perInstance: 5_000 };
