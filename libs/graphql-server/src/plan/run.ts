/** State of one execution, and the completion of each value. */

import {
  locatedError,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

import type { Fence } from './fence.ts';

/** Inputs of a plan. `conditions` holds the variables of every `@skip` and `@include`, so that selections are fixed. */
export interface PlanOptions {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Called with the number of fields just planned. */
  readonly grown: (fields: number) => void;
}

export interface PlanInput {
  readonly root: unknown;
  readonly context: unknown;
  /** Coerced variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fence: Fence;
}

/** One execution of a plan. */
export interface Run extends PlanInput {
  readonly plan: PlanOptions;
  readonly errors: Errors;
  /** Arguments of the fields that have them computed for each execution. */
  readonly args: Map<PlannedField, Arguments>;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** Object or list of the answer, which holds fields or items. */
export interface Parent {
  readonly run: Run;
  /** Undefined for the answer itself. */
  readonly parent: Parent | undefined;
  /** Key within `parent`. */
  readonly key: string | number;
  /** Type of the object that has the field `key`; undefined for items of lists, and for the answer itself. */
  readonly typename: string | undefined;
  readonly isList: boolean;
}

/** Field whose values are completed. */
export type Site = Pick<PlannedField, 'nodes' | 'parentType' | 'field' | 'name'>;

/** Completes a resolved value, or a promise of it. Throws the error of the value. */
export type Complete = (value: unknown, parent: Parent, key: string | number) => unknown;

/** Field, or item of a list: the same for all values in that place. */
export interface Slot {
  readonly nodes: readonly FieldNode[];
  readonly isNullable: boolean;
  readonly complete: Complete;
}

export interface PlannedField extends Slot {
  /** Name in the answer: the alias, if there is one. */
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** Undefined when arguments are computed for each execution. */
  readonly fixedArgs: Arguments | undefined;
}

/**
 * Completes the value of a field or a list item, now or when it arrives.
 *
 * Throws, or rejects, only where null may not stand.
 */
export function completeValue(slot: Slot, value: unknown, parent: Parent, key: string | number): unknown {
  try {
    const completed = isPromise(value)
      ? value.then((arrived) => slot.complete(arrived, parent, key))
      : slot.complete(value, parent, key);
    return isPromise(completed)
      ? completed.then(undefined, (error: unknown) => fail(error, slot, parent, key))
      : completed;
  } catch (error) {
    return fail(error, slot, parent, key);
  }
}

/** Null and an entry among the errors. Throws for a non-null place, and always after the fence has ended the execution. */
export function fail(error: unknown, { nodes, isNullable }: Slot, parent: Parent, key: string | number): null {
  const { ended } = parent.run.fence;
  if (ended) throw ended;
  const located = locatedError(error, nodes, pathOf(parent, key));
  if (!isNullable) throw located;
  parent.run.errors.add(located, parent, key);
  return null;
}

/**
 * Errors of an answer, as graphql-js collects them.
 *
 * An error below a place that is null already is left out (GraphQL §6.4.4), so that abandoned work adds nothing to an answer that was sent.
 */
export class Errors {
  readonly list: GraphQLError[] = [];
  #failed: Map<Parent, Set<string | number>> | undefined;
  #isOver = false;

  /** Adds the error of a null. */
  add(error: GraphQLError, parent: Parent, key: string | number): void {
    if (this.#isOver || this.#isBelowNull(parent, key)) return;
    this.#failed ??= new Map();
    const keys = this.#failed.get(parent);
    if (keys) keys.add(key);
    else this.#failed.set(parent, new Set([key]));
    this.list.push(error);
  }

  /** Adds the error that leaves no data. Later errors are ignored. */
  end(error: GraphQLError): void {
    this.#isOver = true;
    this.list.push(error);
  }

  #isBelowNull(parent: Parent, key: string | number): boolean {
    if (!this.#failed) return false;
    let place: Parent | undefined = parent;
    let name = key;
    while (place) {
      if (this.#failed.get(place)?.has(name)) return true;
      name = place.key;
      place = place.parent;
    }
    return false;
  }
}

function pathOf(parent: Parent, key: string | number): (string | number)[] {
  const path = [key];
  for (let place = parent; place.parent; place = place.parent) path.push(place.key);
  return path.reverse();
}

export const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** The object, or list, once all its promises are fulfilled. */
export function settled<T extends object>(holder: T, pending: readonly (keyof T)[]): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = pending.length;
    for (const key of pending) {
      (holder[key] as Promise<T[typeof key]>).then((value) => {
        holder[key] = value;
        left -= 1;
        if (left === 0) resolve(holder);
      }, reject);
    }
  });
}

/** Marks the promises among the values of an abandoned object, or list, as handled. */
export function abandon(values: Iterable<unknown>): void {
  for (const value of values) if (isPromise(value)) value.then(undefined, () => undefined);
}
