/** Documents of an app's GraphQL clients: its manifest of trusted documents, and the files from which that is collected. */

import { documentIdOf, readManifest } from '@frontage/graphql-server/manifest';
import { globSync, existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  Kind,
  parse,
  print,
  separateOperations,
  Source,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type ExecutableDefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
} from 'graphql';

/** Path of an app's manifest, from its folder. */
export const manifestFile = 'trusted-documents.json';
/** Path of the manifest of its last release, from its folder: what clients may have. */
export const releasedManifestFile = `released/${manifestFile}`;

export interface ClientDocument {
  readonly id: string;
  readonly text: string;
  readonly document: DocumentNode;
  /** Names of its operations. */
  readonly names: readonly string[];
  /** File that has the operation, from the root. The manifest itself where none has: an earlier release of a client asks for it. */
  readonly file: string;
  readonly isCurrent: boolean;
}

/** Operation in a file, with the fragments that it needs. */
export interface Collected {
  readonly text: string;
  readonly document: DocumentNode;
  readonly file: string;
}

/** File with operations, and whether a client is built with them. */
interface OperationFile {
  readonly file: string;
  /** App of the client: `storefront`. Undefined for a file of the BFF's own, whose operations stand for clients. */
  readonly client: string | undefined;
}

/**
 * Clients of an app's schema in this repository: apps whose `.graphqlrc.json` names it, as editors read it. Their operations are the files
 * that its `documents` says.
 */
export const clientsOf = (root: string, app: string): readonly string[] =>
  globSync('apps/*/.graphqlrc.json', { cwd: root })
    .map((file) => file.replaceAll('\\', '/').split('/')[1]!)
    .filter((client) => join(`apps/${client}`, configOf(root, client).schema) === join(`apps/${app}/schema.graphql`))
    .sort();

const configOf = (root: string, client: string): { readonly schema: string; readonly documents: string } =>
  JSON.parse(readFileSync(join(root, 'apps', client, '.graphqlrc.json'), 'utf8')) as ReturnType<typeof configOf>;

function filesOf(root: string, app: string): readonly OperationFile[] {
  const find = (glob: string, client?: string): OperationFile[] =>
    globSync(glob, { cwd: root })
      .map((file) => ({ file: file.replaceAll('\\', '/'), client }))
      .sort((one, other) => (one.file < other.file ? -1 : 1));
  return [
    ...find(`apps/${app}/{src,proof}/**/*.graphql`),
    ...clientsOf(root, app).flatMap((client) =>
      find(posix.join('apps', client, configOf(root, client).documents), client),
    ),
  ];
}

/**
 * Collects the operations of an app's files and of its clients'. Fragments may stand in other files than the operations that spread them.
 * Operations of a client ask for each object's `__typename`, by which its cache normalises.
 */
export function collectOperations(root: string, app: string): readonly Collected[] {
  const files = filesOf(root, app);
  const clients = new Map(files.map(({ file, client }) => [file, client]));
  const definitions = files.flatMap(({ file }) => definitionsIn(root, file));
  return Object.values(separateOperations({ kind: Kind.DOCUMENT, definitions })).map((written) => {
    const file = fileOf(written.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)!);
    const document = clients.get(file) === undefined ? written : withTypenames(written);
    return { text: print(document), document, file };
  });
}

/** Collects the fragments of an app's clients, as their operations have them. */
export const collectFragments = (root: string, app: string): readonly FragmentDefinitionNode[] =>
  filesOf(root, app)
    .filter(({ client }) => client !== undefined)
    .flatMap(({ file }) => definitionsIn(root, file))
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    .map(withTypenames);

const definitionsIn = (root: string, file: string): readonly ExecutableDefinitionNode[] =>
  parse(new Source(readFileSync(join(root, file), 'utf8'), file)).definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION,
  );

/** Adds `__typename` to each selection of an object but those of the operations, as clients with a cache by type and id do. */
const withTypenames = <Node extends DocumentNode | FragmentDefinitionNode>(document: Node): Node =>
  visit<Node>(document, {
    SelectionSet: (node, _, parent) => {
      const isRoot = parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
      const hasTypename = node.selections.some((each) => each.kind === Kind.FIELD && each.name.value === '__typename');
      return isRoot || hasTypename ? undefined : { ...node, selections: [typename, ...node.selections] };
    },
  });

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** File that a definition was read from. */
export const fileOf = ({ loc }: DefinitionNode): string => loc!.source.name;

/** Documents of an app's manifest, or of that of its last release; none without one. */
export function documentsOf(root: string, app: string, name: string = manifestFile): readonly ClientDocument[] {
  const manifest = `apps/${app}/${name}`;
  if (!existsSync(join(root, manifest))) return [];
  const files = new Map(collectOperations(root, app).map(({ text, file }) => [documentIdOf(text), file]));
  return [...readManifest(readFileSync(join(root, manifest), 'utf8'))].map(([id, text]) => {
    const document = parse(text);
    const file = files.get(id);
    return { id, text, document, names: namesIn(document), file: file ?? manifest, isCurrent: file !== undefined };
  });
}

const namesIn = ({ definitions }: DocumentNode): readonly string[] =>
  definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value ?? 'an operation without a name'] : [],
  );
