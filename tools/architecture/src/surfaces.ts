/** Surfaces of libs: names that they export, and their importers, read from the syntax. */

import { posix } from 'node:path';
import ts from 'typescript';
import { filesOf, projects, textOf, type Project } from './tree.ts';

/** Entry of a package's `exports`, with its names. */
export interface Surface {
  /** Specifier for importers: `@frontage/cache/redis`. */
  readonly specifier: string;
  /** Folder of the project. */
  readonly folder: string;
  /** Key in `exports`: `./redis`. */
  readonly entry: string;
  /** Whether the file only re-exports. A file that declares names may have more of them, for its own project. */
  readonly isList: boolean;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** Surfaces of one project. */
export const surfacesOf = ({ folder, manifest }: Project): Surface[] =>
  Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof target === 'string' && target.endsWith('.ts'))
    .map(([entry, target]) => ({
      specifier: `${manifest.name}${entry.slice(1)}`,
      folder,
      entry,
      ...namesIn(posix.join(folder, target as string)),
    }));

/** Libs: projects that apps and tools are built on. */
export const libs: readonly Project[] = projects.filter(({ folder }) => folder.startsWith('libs/'));

function namesIn(file: string): Pick<Surface, 'isList' | 'values' | 'types'> {
  let isList = true;
  const values: string[] = [];
  const types: string[] = [];
  for (const statement of parse(file).statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      for (const { name, isTypeOnly } of statement.exportClause.elements)
        (statement.isTypeOnly || isTypeOnly ? types : values).push(name.text);
    } else if (isExported(statement)) {
      isList = false;
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) types.push(statement.name.text);
      else if (ts.isVariableStatement(statement))
        values.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
      else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
        values.push(statement.name.text);
    }
  }
  return { isList, values: values.toSorted(), types: types.toSorted() };
}

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

/** Names imported by files of another project, as `<specifier> <name>`. Models of generated types count. */
export function importedNames(): ReadonlySet<string> {
  const imported = new Set<string>();
  // Fakes lie within the folders of their clients: the deepest folder is the file's own project.
  const deepestFirst = projects.toSorted((a, b) => b.folder.length - a.folder.length);
  for (const file of filesOf('{apps,libs,tools}/**/*.ts')) {
    const own = deepestFirst.find(({ folder }) => file.startsWith(`${folder}/`))?.manifest.name;
    for (const statement of parse(file).statements) {
      if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))) continue;
      const from = statement.moduleSpecifier;
      if (!from || !ts.isStringLiteral(from) || !from.text.startsWith('@frontage/')) continue;
      if (from.text === own || from.text.startsWith(`${own}/`)) continue;
      const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
      if (named && (ts.isNamedImports(named) || ts.isNamedExports(named)))
        for (const { name, propertyName } of named.elements)
          imported.add(`${from.text} ${(propertyName ?? name).text}`);
    }
  }
  return imported;
}

/** Checked-in list of a project's names: its diff is the change of the API. */
export const exportsList = (project: Project): string =>
  [
    `# Names that ${project.manifest.name} exports. Written by npm run documents.`,
    ...surfacesOf(project).flatMap(({ specifier, values, types }) => [
      '',
      specifier,
      ...values.map((name) => `  ${name}`),
      ...types.map((name) => `  type ${name}`),
    ]),
    '',
  ].join('\n');
