/** Category tree: small, and read whole, once per operation. */

import type { Call } from '@frontage/call';
import type { CatalogClient } from '@frontage/catalog-client';
import { inWave } from '../../degradation.ts';
import { toTree, type CategoryNode } from './categories.view.ts';

export function categoriesLoader(catalog: CatalogClient, call: Call): () => Promise<ReadonlyMap<string, CategoryNode>> {
  let tree: Promise<ReadonlyMap<string, CategoryNode>> | undefined;
  return () => (tree ??= inWave(call, async () => toTree(await catalog.categories(call))));
}
