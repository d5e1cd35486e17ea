/** Modules of a GraphQL client's operations: typed documents with their ids, by GraphQL Code Generator. */

import { clientsOf, collectOperations, type Collected } from '@frontage/api-diff/client-documents';
import { documentIdOf } from '@frontage/graphql-server/manifest';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse, print, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { posix } from 'node:path';
import type { GeneratedDocument } from './documents.ts';

export interface ClientOperationsOptions {
  /** Root of the tree. */
  readonly root: string;
  /** App that has the schema: `web-bff`. */
  readonly app: string;
  /** Its schema as SDL. */
  readonly sdl: string;
  /** TypeScript type of each custom scalar. */
  readonly scalars: Readonly<Record<string, string>>;
}

/**
 * Generates `<name>.documents.ts` beside each `<name>.graphql` with operations, in all clients of the app. Each is complete by itself, so that
 * a page loads its own operations and no others.
 */
export async function clientOperations(options: ClientOperationsOptions): Promise<readonly GeneratedDocument[]> {
  const { root, app, sdl, scalars } = options;
  const folders = clientsOf(root, app).map((client) => `apps/${client}/`);
  const ofClients = collectOperations(root, app).filter(({ file }) => folders.some((each) => file.startsWith(each)));
  const schema = parse(sdl);
  return Promise.all(
    [...Map.groupBy(ofClients, ({ file }) => file)].map(async ([file, collected]) => ({
      path: file.replace(/\.graphql$/, '.documents.ts'),
      content: [
        `/** Operations of ${posix.basename(file)}, with their types and ids. Written by \`npm run documents\`. */`,
        "import type { TypedDocumentNode } from '@graphql-typed-document-node/core';",
        await typesOf(schema, collected, scalars),
        ...collected.map(constantOf),
        '',
      ].join('\n\n'),
    })),
  );
}

async function typesOf(
  schema: DocumentNode,
  collected: readonly Collected[],
  scalars: ClientOperationsOptions['scalars'],
): Promise<string> {
  // A fragment that several operations spread has one type.
  const definitions = new Map(
    collected.flatMap(({ document }) =>
      document.definitions.map((each) => [print(each), each] as const),
    ),
  );
  const text = await codegen({
    filename: 'documents.ts',
    schema,
    documents: [{ location: 'operations', document: { kind: Kind.DOCUMENT, definitions: [...definitions.values()] } }],
    pluginMap: { operations },
    plugins: [{ operations: {} }],
    config: {
      scalars,
      strictScalars: true,
      enumsAsTypes: true,
      immutableTypes: true,
      mergeFragmentTypes: true,
      // Descriptions are in the SDL; comments would be a copy.
      disableDescriptions: true,
    },
  });
  return text.trim();
}

/** Constant of a typed document. Its id is a member, which Apollo Client's copies of the document keep. */
function constantOf({ document, text }: Collected): string {
  const { operation, name } = document.definitions.find(isOperation)!;
  const type = `${name!.value}${operation[0]!.toUpperCase()}${operation.slice(1)}`;
  const value = JSON.stringify({ ...document, documentId: documentIdOf(text) }, withoutEmpties);
  return `export const ${name!.value}Document = ${value} as unknown as TypedDocumentNode<${type}, ${type}Variables>;`;
}

const isOperation = (definition: DocumentNode['definitions'][number]): definition is OperationDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION;

/** Leaves out positions and empty lists, which graphql-js reads as missing ones. */
const withoutEmpties = (key: string, value: unknown): unknown =>
  key === 'loc' || (Array.isArray(value) && value.length === 0) ? undefined : value;
