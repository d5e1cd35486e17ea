/** Categories as GraphQL walks them: up and down. */

import type { Category } from '@frontage/catalog-client';

export interface CategoryNode extends Category {
  readonly parent: CategoryNode | undefined;
  readonly children: readonly CategoryNode[];
}

/** The nodes of the tree, by id. A category whose parent is not there is a root. */
export function toTree(categories: readonly Category[]): ReadonlyMap<string, CategoryNode> {
  const nodes = new Map<string, CategoryNode>();
  for (const category of categories) {
    nodes.set(category.id, {
      ...category,
      get parent() {
        return category.parentId === undefined ? undefined : nodes.get(category.parentId);
      },
      get children() {
        return [...nodes.values()].filter(({ parentId }) => parentId === category.id);
      },
    });
  }
  return nodes;
}

export const rootsOf = (nodes: ReadonlyMap<string, CategoryNode>): CategoryNode[] =>
  [...nodes.values()].filter(({ parent }) => parent === undefined);
