/** `npm run trusted-documents -- collect | list | prune`: manifests of the documents that GraphQL clients run by id. */

import { documentsOf } from '@frontage/api-diff/client-documents';
import { columns, runOperatorCommand, UsageError, type Commands, type Terminal } from '@frontage/operator-command';
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, prunedManifestOf } from './trusted-documents.ts';

export interface TrustedDocumentsCommandOptions extends Terminal {
  /** Root of the tree. */
  readonly root: string;
}

const usage = `Usage: npm run trusted-documents -- <command> [app]

  collect   writes the manifest: the operations of the app's .graphql files, and all that were released; npm run documents does the same
  list      lists the documents of the manifest, and the file that has each
  prune     drops released documents that no file has any more: clients that still ask for them are refused

The apps are those with a schema.graphql. A manifest is apps/<app>/trusted-documents.json, and that of the last
release lies in released/ (npm run api-diff -- release). TRUSTED_DOCUMENTS_FILE names it to the process.
`;

const commands: Commands<object, TrustedDocumentsCommandOptions> = {
  collect: { takes: [], run: async (app, _, context) => collect(app, context) },
  list: { takes: [], run: list },
  prune: { takes: [], run: async (app, _, context) => prune(app, context) },
};

/** Runs one command. Returns the exit code. */
export const runTrustedDocumentsCommand = (
  args: readonly string[],
  context: TrustedDocumentsCommandOptions,
): Promise<number> => runOperatorCommand({ args, usage, options: {}, commands, context });

function appsOf(root: string, app: string | undefined): readonly string[] {
  const apps = globSync('apps/*/schema.graphql', { cwd: root }).map((file) => file.split(/[/\\]/)[1]!);
  if (app !== undefined && !apps.includes(app))
    throw new UsageError(`There is no schema of '${app}'; use ${apps.join(', ')}.\n`);
  return apps.filter((each) => app === undefined || each === app);
}

const idsIn = (root: string, app: string): readonly string[] => documentsOf(root, app).map(({ id }) => id);

function collect(name: string | undefined, { root, say }: TrustedDocumentsCommandOptions): void {
  for (const app of appsOf(root, name)) {
    const before = idsIn(root, app);
    const { path, content } = manifestOf(root, app);
    writeFileSync(join(root, path), content);
    const after = idsIn(root, app);
    const gained = after.filter((id) => !before.includes(id)).length;
    const lost = before.filter((id) => !after.includes(id)).length;
    say(`${path}: ${after.length} documents, ${gained} added, ${lost} dropped\n`);
  }
}

function prune(name: string | undefined, context: TrustedDocumentsCommandOptions): void {
  for (const app of appsOf(context.root, name)) {
    const { path, content } = prunedManifestOf(context.root, app);
    if (existsSync(join(context.root, path))) writeFileSync(join(context.root, path), content);
  }
  collect(name, context);
}

async function list(app: string | undefined, _: object, { root, out }: TrustedDocumentsCommandOptions): Promise<void> {
  const rows = appsOf(root, app).flatMap((each) =>
    documentsOf(root, each).map(({ id, names, file, isCurrent }) => [
      names.join(', '),
      id,
      isCurrent ? file : 'no file: an earlier release of a client',
    ]),
  );
  out(columns(['operation', 'id', 'file'], rows));
}
