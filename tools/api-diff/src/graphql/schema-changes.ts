/** Changes of a schema for all clients of an app: each change once, with the operations that notice it, their files and their owners. */

import { buildSchema } from 'graphql';
import { ownersOf } from '../owners.ts';
import type { Change, GraphqlRule } from '../rules.ts';
import type { ClientDocument } from './client-documents.ts';
import { operationChanges } from './operation-changes.ts';

export interface SchemaChangesOptions {
  readonly root: string;
  readonly documents: readonly ClientDocument[];
}

/** Lists each change between two schemas that a document of a client notices. */
export function schemaChanges(
  before: string,
  after: string,
  { root, documents }: SchemaChangesOptions,
): readonly (Change & { readonly rule: GraphqlRule })[] {
  const [was, is] = [buildSchema(before), buildSchema(after)];
  const found = documents.flatMap((client) =>
    operationChanges(was, is, client.document).map((change) => ({ change, client })),
  );
  const distinct = Map.groupBy(found, ({ change }) => Object.values(change).join('\n'));
  return [...distinct.values()].map((all) => {
    const { change } = all[0]!;
    return {
      ...change,
      detail: `${change.detail.replace(/\.$/, '')}: ${usersOf(
        root,
        all.map(({ client }) => client),
      )}`,
    };
  });
}

/** Operations by file: `Home, ProductPage of apps/web-bff/proof/operations.graphql (@frontage/web)`. */
const usersOf = (root: string, clients: readonly ClientDocument[]): string =>
  [...Map.groupBy(clients, ({ file }) => file)]
    .map(([file, some]) => {
      const names = [...new Set(some.flatMap((client) => client.names))];
      return `${names.join(', ')} of ${file} (${ownersOf(root, file)})`;
    })
    .join('; ');
