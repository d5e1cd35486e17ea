/** Rule: imports that import-bans.ts lists are refused, with the ban's reason. */

import { posix } from 'node:path';
import type { Rule } from 'eslint';
import { importBans, type ImportBan } from '../import-bans.ts';
import { eachImport, fromRoot } from './import-statement.ts';

export const restrictedImports: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], docs: { description: 'Imports that tags cannot tell apart.' } },
  create(context) {
    const bans = bansFor(fromRoot(context.filename));
    return eachImport(({ node, specifier, names }) => {
      for (const ban of bans) {
        const named = !ban.names || !names || names.some((name) => ban.names?.includes(name));
        if (named && matches(specifier, ban.imports)) context.report({ node, message: `${specifier}: ${ban.because}` });
      }
    });
  },
};

/** Bans that hold in a file. */
const bansFor = (file: string): readonly ImportBan[] =>
  importBans.filter(({ from, except }) => (!from || matches(file, from)) && !(except && matches(file, except)));

/** Results by path and glob. A glob is compiled on every use, and the same specifiers recur hundreds of times. */
const known = new Map<string, boolean>();

function matches(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const key = `${glob}\n${path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const now = posix.matchesGlob(path, glob);
    known.set(key, now);
    return now;
  });
}
