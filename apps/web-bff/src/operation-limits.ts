/** Budgets and limits of one operation. GRAPHQL_MAX_COST overrides the cost, BUDGET_FACTOR scales the budgets. */

import type { Budgets, OperationLimits } from '@frontage/graphql-server';

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
