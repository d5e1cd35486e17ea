/** Limits and budgets for specs of the mechanism, as a BFF might set them. */

import type { Budgets, OperationLimits } from '../src/index.ts';

export const specLimits: OperationLimits = {
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

export const specBudgets: Budgets = { queryMs: 2_000, mutationMs: 5_000 };
