/** Completion of values whose concrete type depends on the value (GraphQL §6.4.3, ResolveAbstractType). */

import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLTypeResolver,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { ResolveInfo } from './resolve-info.ts';
import { isPromise, type Complete, type Parent, type Site } from './run.ts';

/**
 * Creates the function that completes values of an interface or a union.
 *
 * Each concrete type is planned with its first value: `completeAs` creates its completion. Messages are those of graphql-js.
 */
export function abstract(
  type: GraphQLAbstractType,
  site: Site,
  completeAs: (concrete: GraphQLObjectType) => Complete,
): Complete {
  const resolveType: GraphQLTypeResolver<unknown, unknown> = type.resolveType ?? defaultTypeResolver;
  const known = new Map<GraphQLObjectType, Complete>();
  const completeNamed = (name: unknown, value: unknown, parent: Parent, key: string | number): unknown => {
    const concrete = concreteType(name, { type, site, value, schema: parent.run.plan.schema });
    let complete = known.get(concrete);
    if (!complete) known.set(concrete, (complete = completeAs(concrete)));
    return complete(value, parent, key);
  };
  return (value, parent, key) => {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) return null;
    const name = resolveType(value, parent.run.context, infoAt(site, parent), type);
    return isPromise(name)
      ? name.then((arrived) => completeNamed(arrived, value, parent, key))
      : completeNamed(name, value, parent, key);
  };
}

interface Typed {
  readonly type: GraphQLObjectType;
  readonly site: Site;
  readonly value: unknown;
  readonly parent: Parent;
}

/** Runs `complete` for a value that `isTypeOf` of the type accepts, now or later. Throws, or rejects, for others. */
export function ifTypeOf({ type, site, value, parent }: Typed, complete: () => unknown): unknown {
  const settle = (fits: boolean): unknown => {
    if (fits) return complete();
    throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, { nodes: site.nodes });
  };
  const fits = type.isTypeOf!(value, parent.run.context, infoAt(site, parent));
  return isPromise(fits) ? fits.then(settle) : settle(fits);
}

/** `info` of the field: items of its lists have the same. */
function infoAt(site: Site, parent: Parent): ResolveInfo {
  let object = parent;
  while (object.isList && object.parent) object = object.parent;
  return new ResolveInfo(site, object);
}

interface Named {
  readonly type: GraphQLAbstractType;
  readonly site: Site;
  readonly value: unknown;
  readonly schema: Parent['run']['plan']['schema'];
}

function concreteType(name: unknown, { type, site, value, schema }: Named): GraphQLObjectType {
  const refuse = (message: string): never => {
    throw new GraphQLError(message, { nodes: site.nodes });
  };
  const place = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${site.parentType.name}.${site.field.name}"`;
  if (name === null || name === undefined) {
    return refuse(
      `${place}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  }
  if (typeof name !== 'string') {
    return refuse(`${place} with value ${inspect(value)}, received "${inspect(name)}".`);
  }
  const concrete = schema.getType(name);
  if (!concrete) {
    return refuse(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
    );
  }
  if (!isObjectType(concrete)) {
    return refuse(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`);
  }
  if (!schema.isSubType(type, concrete)) {
    return refuse(`Runtime Object type "${name}" is not a possible type for "${type.name}".`);
  }
  return concrete;
}
