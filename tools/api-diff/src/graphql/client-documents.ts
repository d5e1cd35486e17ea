/** Documents of an app's GraphQL clients: its manifest of trusted documents, and the files from which that is collected. */

import { documentIdOf, readManifest } from '@frontage/graphql-server/manifest';
import { globSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, separateOperations, Source, type DefinitionNode, type DocumentNode } from 'graphql';

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

/** Text of an operation in a file, with the fragments that it needs. */
interface Collected {
  readonly text: string;
  readonly file: string;
}

/** Collects the operations of an app's files. Fragments may stand in other files than the operations that spread them. */
export function collectOperations(root: string, app: string): readonly Collected[] {
  const files = globSync(`apps/${app}/{src,proof}/**/*.graphql`, { cwd: root }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const definitions = files
    .sort()
    .flatMap((file) => parse(new Source(readFileSync(join(root, file), 'utf8'), file)).definitions)
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION || kind === Kind.FRAGMENT_DEFINITION);
  return Object.values(separateOperations({ kind: Kind.DOCUMENT, definitions })).map((document) => ({
    text: print(document),
    file: fileOf(document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)!),
  }));
}

const fileOf = ({ loc }: DefinitionNode): string => loc!.source.name;

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
