/** Sparse fieldsets: the members of an answer that a client asks for, by path (`price.net`). */

import { z } from 'zod';

/** Fields that one request asks for. */
export interface Fields {
  /** Asks whether a member, or a part of it, is wanted. */
  wants(member: string): boolean;
  /** Takes away from a copied value what is not wanted. It owns the copy's objects. */
  readonly narrow: ((copy: unknown) => unknown) | undefined;
}

/** Fields of a request that asks for nothing in particular. */
export const everyField: Fields = { wants: () => true, narrow: undefined };

/** Fields that can be asked for. */
export interface Fieldset {
  /** Paths in the order of the schema. */
  readonly paths: readonly [string, ...string[]];
  /** Selects the fields at some of the paths. */
  select(paths: readonly string[]): Fields;
}

export interface FieldsetOptions {
  /** Place of the items of a list: `['_embedded', 'products']`. Fields are theirs then. Default: the value is the item. */
  readonly items?: readonly string[] | undefined;
  /** Members that always come, and need not be asked for. */
  readonly always: readonly string[];
}

/** Wanted members by name; what is wanted as a whole has no members of its own. */
type Tree = Map<string, Tree>;

/**
 * Fieldset of a schema of JSON objects. Values are narrowed after they were copied by the allow-list, so that nothing can be asked for
 * which the list does not name. Writers compiled for each combination would be faster to run, and are as many as clients please.
 */
export function fieldsetOf(schema: z.ZodType, { items = [], always }: FieldsetOptions): Fieldset {
  return {
    paths: pathsOf(items.reduce(memberOf, schema)) as readonly string[] as Fieldset['paths'],
    select: (wanted) => {
      const tree: Tree = new Map();
      for (const path of [...always, ...wanted]) plant(tree, path.split('.'));
      return {
        wants: (member) => tree.has(member),
        narrow: (copy) => narrowAt(copy, items, tree),
      };
    },
  };
}

/** Adds a path. A member that is wanted as a whole stays so, whatever parts of it are named beside it. */
function plant(tree: Tree, [name, ...rest]: readonly string[]): void {
  const known = tree.get(name!);
  if (rest.length === 0) tree.set(name!, new Map());
  else if (known === undefined) tree.set(name!, branch(rest));
  else if (known.size > 0) plant(known, rest);
}

function branch(path: readonly string[]): Tree {
  const tree: Tree = new Map();
  plant(tree, path);
  return tree;
}

/** Narrows the items at a place, and leaves everything around them as it is. */
function narrowAt(copy: unknown, [name, ...rest]: readonly string[], tree: Tree): unknown {
  if (name === undefined) return narrowed(copy, tree);
  const holder = copy as Record<string, unknown>;
  holder[name] = narrowAt(holder[name], rest, tree);
  return holder;
}

function narrowed(value: unknown, tree: Tree): unknown {
  if (tree.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => narrowed(each, tree));
  const kept: Record<string, unknown> = {};
  for (const name in value) {
    const part = tree.get(name);
    if (part) kept[name] = narrowed((value as Record<string, unknown>)[name], part);
  }
  return kept;
}

/** Schema of the value itself: the inner one of what may be missing or null, the element of an array. */
function itself(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return itself(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodArray ? itself(schema.element as z.ZodType) : schema;
}

const memberOf = (schema: z.ZodType, name: string): z.ZodType =>
  (itself(schema) as z.ZodObject).shape[name] as z.ZodType;

function pathsOf(schema: z.ZodType): string[] {
  const of = itself(schema);
  if (!(of instanceof z.ZodObject)) return [];
  return Object.entries(of.shape as Readonly<Record<string, z.ZodType>>).flatMap(([name, member]) => [
    name,
    ...pathsOf(member).map((path) => `${name}.${path}`),
  ]);
}
