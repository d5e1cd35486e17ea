/** Context of one operation, as resolvers are given it. */

import type { Changes } from '@frontage/chassis';
import type { OperationContext } from '@frontage/graphql-server';
import type { Deps } from './deps.ts';
import type { Loaders } from './loaders.ts';

export interface WebContext extends OperationContext {
  readonly deps: Deps;
  /** Changes that events of the services tell of, by tag. */
  readonly changes: Changes;
  readonly loaders: Loaders;
}
