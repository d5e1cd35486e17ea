/** Context of one operation, as resolvers are given it. */

import type { OperationContext } from '@frontage/graphql-server';
import type { WebChanges } from './changes.ts';
import type { Deps } from './deps.ts';
import type { OperationExperiments } from './experiments/experiments.ts';
import type { Loaders } from './loaders.ts';

export interface WebContext extends OperationContext {
  readonly deps: Deps;
  readonly changes: WebChanges;
  readonly loaders: Loaders;
  readonly experiments: OperationExperiments;
}
