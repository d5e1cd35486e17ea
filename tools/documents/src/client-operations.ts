/** Modules of a GraphQL client's operations: typed documents with their ids, by GraphQL Code Generator. */

import {
  clientsOf,
  collectFragments,
  collectOperations,
  fileOf,
  type Collected,
} from '@frontage/api-diff/client-documents';
import { documentIdOf } from '@frontage/graphql-server/manifest';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import {
  Kind,
  parse,
  print,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { posix } from 'node:path';
import type { GeneratedDocument } from './documents.ts';

export interface ClientOperationsOptions {
  /** Root of the tree. */
  readonly root: string;
  /** App that has the schema, by its folder. */
  readonly app: string;
  /** Schema of the app as SDL. */
  readonly sdl: string;
  /** Time for which anybody may keep the answers of a document, in seconds; undefined when they depend on the caller. */
  readonly publicSecondsOf: (document: DocumentNode) => number | undefined;
  /** TypeScript type of each custom scalar. */
  readonly scalars: Readonly<Record<string, string>>;
}

/**
 * Generates `<name>.documents.ts` beside each `<name>.graphql` of the app's clients. Each is complete by itself, so that a page loads its own
 * operations and no others.
 */
export async function clientOperations(options: ClientOperationsOptions): Promise<readonly GeneratedDocument[]> {
  const { root, app, sdl, scalars, publicSecondsOf } = options;
  const folders = clientsOf(root, app).map((client) => `apps/${client}/`);
  const ofClients = collectOperations(root, app).filter(({ file }) => folders.some((each) => file.startsWith(each)));
  const fragments = collectFragments(root, app);
  const schema = parse(sdl);
  const files = new Set([...ofClients.map(({ file }) => file), ...fragments.map(fileOf)]);
  return Promise.all(
    [...files].sort().map(async (file) => {
      const collected = ofClients.filter((each) => each.file === file);
      const own = fragments.filter((each) => fileOf(each) === file);
      const types = await typesOf(
        schema,
        [...collected.flatMap(definitionsOf), ...withSpread(own, fragments)],
        scalars,
      );
      const head = `/** Operations of ${posix.basename(file)}, with their types and ids. Written by \`npm run documents\`. */`;
      const imports = collected.length > 0 ? [typedDocument] : [];
      return {
        path: file.replace(/\.graphql$/, '.documents.ts'),
        content: [
          head,
          ...imports,
          types,
          ...collected.map((each) => constantOf(each, publicSecondsOf(each.document))),
          '',
        ].join('\n\n'),
      };
    }),
  );
}

const typedDocument = "import type { TypedDocumentNode } from '@graphql-typed-document-node/core';";

const definitionsOf = ({ document }: Collected): readonly DefinitionNode[] => document.definitions;

/** Fragments with those that they spread, and those that these spread. */
function withSpread(
  own: readonly FragmentDefinitionNode[],
  all: readonly FragmentDefinitionNode[],
): readonly FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const add = (fragment: FragmentDefinitionNode): void => {
    if (found.has(fragment)) return;
    found.add(fragment);
    visit(fragment, {
      FragmentSpread: ({ name }) => all.filter((each) => each.name.value === name.value).forEach(add),
    });
  };
  own.forEach(add);
  return [...found];
}

async function typesOf(
  schema: DocumentNode,
  definitions: readonly DefinitionNode[],
  scalars: ClientOperationsOptions['scalars'],
): Promise<string> {
  // A fragment that several operations spread has one type.
  const distinct = new Map(definitions.map((each) => [print(each), each]));
  const text = await codegen({
    filename: 'documents.ts',
    schema,
    documents: [{ location: 'operations', document: { kind: Kind.DOCUMENT, definitions: [...distinct.values()] } }],
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

/**
 * Constant of a typed document. Its id is a member, which Apollo Client's copies of the document keep; so is the time for which anybody may
 * keep its answers, where they are the same for everybody.
 */
function constantOf({ document, text }: Collected, publicSeconds: number | undefined): string {
  const { operation, name } = document.definitions.find(isOperation)!;
  const type = `${name!.value}${operation[0]!.toUpperCase()}${operation.slice(1)}`;
  const value = JSON.stringify({ ...document, documentId: documentIdOf(text), publicSeconds }, withoutEmpties);
  return `export const ${name!.value}Document = ${value} as unknown as TypedDocumentNode<${type}, ${type}Variables>;`;
}

const isOperation = (definition: DefinitionNode): definition is OperationDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION;

/** Leaves out positions and empty lists, which graphql-js reads as missing ones. */
const withoutEmpties = (key: string, value: unknown): unknown =>
  key === 'loc' || (Array.isArray(value) && value.length === 0) ? undefined : value;
