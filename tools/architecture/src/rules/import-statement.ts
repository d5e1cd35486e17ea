/** Imports as the local rules need them, in one shape for all four forms. */

import { relative, resolve } from 'node:path';
import type { Rule } from 'eslint';
import type * as ESTree from 'estree';

const root = resolve(import.meta.dirname, '../../../..');

/** Import, re-export or dynamic import of a file. */
export interface ImportStatement {
  readonly node: ESTree.Node;
  /** Text between the quotes. */
  readonly specifier: string;
  /** Imported names, as the module exports them; undefined for all of them. */
  readonly names: readonly string[] | undefined;
  /** Whether the import is removed with the types. */
  readonly typeOnly: boolean;
}

/** Path of a file from the root, with forward slashes. */
export const fromRoot = (file: string): string => relative(root, file).replaceAll('\\', '/');

type TypeScriptKind = { readonly importKind?: 'type' | 'value'; readonly exportKind?: 'type' | 'value' };

/** Calls `visit` for every import of the file. A dynamic import is seen only with a literal. */
export function eachImport(visit: (statement: ImportStatement) => void): Rule.RuleListener {
  const report = (
    node: ESTree.Node,
    source: ESTree.Expression | null | undefined,
    names: readonly string[] | undefined,
    typeOnly: boolean,
  ): void => {
    if (source?.type === 'Literal' && typeof source.value === 'string')
      visit({ node, specifier: source.value, names, typeOnly });
  };
  const isType = (node: unknown): boolean => {
    const { importKind, exportKind } = node as TypeScriptKind;
    return importKind === 'type' || exportKind === 'type';
  };
  const areTypes = (node: ESTree.Node, specifiers: readonly ESTree.Node[]): boolean =>
    isType(node) || (specifiers.length > 0 && specifiers.every(isType));

  return {
    ImportDeclaration(node) {
      const whole = node.specifiers.some(({ type }) => type !== 'ImportSpecifier');
      const names = node.specifiers.flatMap((one) => (one.type === 'ImportSpecifier' ? [nameOf(one.imported)] : []));
      report(node, node.source, whole ? undefined : names, areTypes(node, node.specifiers));
    },
    ExportNamedDeclaration(node) {
      const names = node.specifiers.map(({ local }) => nameOf(local));
      report(node, node.source, names, areTypes(node, node.specifiers));
    },
    ExportAllDeclaration(node) {
      report(node, node.source, undefined, isType(node));
    },
    ImportExpression(node) {
      report(node, node.source, undefined, false);
    },
  };
}

const nameOf = (node: ESTree.Identifier | ESTree.Literal): string =>
  node.type === 'Identifier' ? node.name : String(node.value);
