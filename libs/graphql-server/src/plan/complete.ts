/** Completion of values (GraphQL §6.4.3), compiled once for each field of a document. */

import {
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { isIterableObject } from 'graphql/jsutils/isIterableObject.js';
import { abstract, ifTypeOf } from './abstract.ts';
import { runAtOnce, type Fields } from './fields.ts';
import { abandon, completeValue, isPromise, settled, type Complete, type Parent, type Site } from './run.ts';

/** Plans the fields below a field with values of an object type. Throws when a condition is no boolean. */
export type PlanBelow = (type: GraphQLObjectType, site: Site) => Fields;

/** Creates the function that completes values of a type. Fields below are planned with the first value. */
export function completing(type: GraphQLOutputType, site: Site, planBelow: PlanBelow): Complete {
  if (isNonNullType(type)) return nonNull(completing(type.ofType, site, planBelow), site);
  if (isListType(type)) return list(type.ofType, site, planBelow);
  if (isLeafType(type)) return leaf(type);
  if (isObjectType(type)) return object(type, site, planBelow);
  return abstract(type, site, (possible) => object(possible, site, planBelow));
}

function nonNull(complete: Complete, { parentType, field }: Site): Complete {
  return (value, parent, key) => {
    const completed = complete(value, parent, key);
    if (completed !== null) return completed;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${field.name}.`);
  };
}

function leaf(type: GraphQLLeafType): Complete {
  const serialize = serializing(type);
  return (value, { run }) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    const serialized = serialize(value);
    if (typeof serialized === 'string') run.fence.passText(serialized.length);
    return serialized;
  };
}

function serializing(type: GraphQLLeafType): (value: unknown) => unknown {
  const serialize = (value: unknown): unknown => {
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(
      `Expected \`${type.name}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
    );
  };
  // Fast path: nearly all leaves are strings already.
  if (type.name !== 'String' && type.name !== 'ID') return serialize;
  return (value) => (typeof value === 'string' ? value : serialize(value));
}

function list(itemType: GraphQLOutputType, site: Site, planBelow: PlanBelow): Complete {
  const { nodes, parentType, field } = site;
  const item = { nodes, isNullable: !isNonNullType(itemType), complete: completing(itemType, site, planBelow) };
  return (value, parent, key) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    if (!isIterableObject(value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${field.name}".`);
    }
    const own: Parent = { run: parent.run, parent, key, typename: typenameIn(parent, site), isList: true };
    const items: unknown[] = [];
    let pending: number[] | undefined;
    try {
      for (const each of value) {
        parent.run.fence.pass();
        const made = completeValue(item, each, own, items.length);
        if (isPromise(made)) (pending ??= []).push(items.length);
        items.push(made);
      }
    } catch (error) {
      abandon(items);
      // Items that were not reached, too.
      if (Array.isArray(value)) abandon(value);
      throw error;
    }
    return pending ? settled(items, pending) : items;
  };
}

function object(type: GraphQLObjectType, site: Site, planBelow: PlanBelow): Complete {
  const isChecked = type.isTypeOf != null;
  let fields: Fields | undefined;
  return (value, parent, key) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    const planned = (fields ??= planBelow(type, site));
    const own: Parent = { run: parent.run, parent, key, typename: typenameIn(parent, site), isList: false };
    if (!isChecked) return runAtOnce(planned, value, own);
    return ifTypeOf({ type, site, value, parent }, () => runAtOnce(planned, value, own));
  };
}

/** Type in a path: of the object that has the field; items have none. */
const typenameIn = (parent: Parent, { parentType }: Site): string | undefined =>
  parent.isList ? undefined : parentType.name;
