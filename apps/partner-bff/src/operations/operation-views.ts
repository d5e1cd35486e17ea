/** Representations of operations: of the feature itself, and of those that accept work for later. */

import type { Representation } from '../version.ts';
import type { Operation } from './operation-store.ts';

/** Representations that a version gives of operations. */
export interface OperationViews {
  readonly operation: Representation<[operation: Operation]>;
}
