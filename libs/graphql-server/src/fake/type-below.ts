/** Types of fields, looked up once: graphql-js finds out by a chain of checks, which outside production are slow. */

import {
  getNamedType,
  isLeafType,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
} from 'graphql';

export interface TypeBelow {
  /** Type without lists and non-null. */
  readonly type: GraphQLNamedOutputType;
  readonly isLeaf: boolean;
}

const known = new WeakMap<GraphQLOutputType, TypeBelow>();

export function typeBelow({ type }: Pick<GraphQLField<unknown, unknown>, 'type'>): TypeBelow {
  let below = known.get(type);
  if (!below) {
    const named = getNamedType(type);
    below = { type: named, isLeaf: isLeafType(named) };
    known.set(type, below);
  }
  return below;
}
