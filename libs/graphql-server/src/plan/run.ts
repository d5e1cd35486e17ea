/** One execution of a plan, and what every value of it goes through. */

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

/** What a plan is made of. Selections are settled: `conditions` holds the variables of every `@skip` and `@include`. */
export interface PlanOptions {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Told how many fields have just been planned. */
  readonly grown: (fields: number) => void;
}

export interface PlanInput {
  readonly root: unknown;
  readonly context: unknown;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fence: Fence;
}

/** One execution of a plan. */
export interface Run extends PlanInput {
  readonly plan: PlanOptions;
  readonly errors: Errors;
  /** Of the fields whose arguments are worked out for each execution. */
  readonly args: Map<PlannedField, Arguments>;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** An object or a list of the answer: what fields and items stand in. */
export interface Parent {
  readonly run: Run;
  /** Undefined: this is the answer itself. */
  readonly parent: Parent | undefined;
  /** In `parent`. */
  readonly key: string | number;
  /** Of the object that has the field; undefined for the lists in a list. */
  readonly typename: string | undefined;
}

/** Makes of a resolved value what stands in the answer, or a promise of it. Throws what is wrong with it. */
export type Complete = (value: unknown, parent: Parent, key: string | number) => unknown;

/** A field, or an item of a list: the same for all values that ever stand there. */
export interface Slot {
  readonly nodes: readonly FieldNode[];
  readonly isNullable: boolean;
  readonly complete: Complete;
}

export interface PlannedField extends Slot {
  /** In the answer: its alias, if it has one. */
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** Undefined: they are worked out for each execution. */
  readonly fixedArgs: Arguments | undefined;
}

/**
 * Completes what has been resolved for a slot, now or when it arrives. Every value of an execution passes here, those of fields and those
 * of list items. Throws, or rejects, only where null may not stand.
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

/** Null and an entry among the errors; throws where null may not stand, and always when the fence has ended the execution. */
export function fail(error: unknown, { nodes, isNullable }: Slot, parent: Parent, key: string | number): null {
  const { ended } = parent.run.fence;
  if (ended) throw ended;
  const located = locatedError(error, nodes, pathOf(parent, key));
  if (!isNullable) throw located;
  parent.run.errors.add(located, parent, key);
  return null;
}

/**
 * The errors of an answer, as graphql-js collects them: what fails below a place that is null already is not told (GraphQL §6.4.4), so
 * work that goes on for nobody adds nothing to an answer that has been given.
 */
export class Errors {
  readonly list: GraphQLError[] = [];
  #failed: Map<Parent, Set<string | number>> | undefined;
  #isOver = false;

  /** Notes why null stands somewhere. */
  add(error: GraphQLError, parent: Parent, key: string | number): void {
    if (this.#isOver || this.#isBelowNull(parent, key)) return;
    this.#failed ??= new Map();
    const keys = this.#failed.get(parent);
    if (keys) keys.add(key);
    else this.#failed.set(parent, new Set([key]));
    this.list.push(error);
  }

  /** Notes why there is no data at all. Nothing comes after it. */
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

/** The object, or list, once all its promises are kept. */
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
