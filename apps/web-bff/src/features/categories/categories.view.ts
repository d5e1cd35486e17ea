/** Categories in GraphQL: nodes with parent and children. */

import type { Category } from '@frontage/catalog-client';

export interface CategoryNode extends Category {
  readonly parent: CategoryNode | undefined;
  readonly children: readonly CategoryNode[];
}

interface GrowingNode extends Category {
  parent: GrowingNode | undefined;
  readonly children: GrowingNode[];
}

/** Nodes of the tree, by id. A category whose parent is unknown becomes a root. */
export function toTree(categories: readonly Category[]): ReadonlyMap<string, CategoryNode> {
  const nodes = new Map(
    categories.map((category) => [category.id, { ...category, parent: undefined, children: [] } as GrowingNode]),
  );
  for (const node of nodes.values()) {
    const parent = node.parentId === undefined ? undefined : nodes.get(node.parentId);
    node.parent = parent;
    parent?.children.push(node);
  }
  return nodes;
}

/** Way from the root to a category, which is its last. Ends also where a faulty tree has a loop. */
export function pathTo(category: CategoryNode): CategoryNode[] {
  const path: CategoryNode[] = [];
  for (let node: CategoryNode | undefined = category; node && !path.includes(node); node = node.parent)
    path.unshift(node);
  return path;
}

export const rootsOf = (nodes: ReadonlyMap<string, CategoryNode>): CategoryNode[] =>
  [...nodes.values()].filter(({ parent }) => parent === undefined);
