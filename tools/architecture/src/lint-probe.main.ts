/** Process behind lint-probe.ts: reads probes from standard input, and writes the complaints to standard output. */

import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import type { Complaint, Probe } from './lint-probe.ts';

const root = resolve(import.meta.dirname, '../../..');

const probes = JSON.parse(await text(process.stdin)) as Probe[];

// Writes the graph that the boundary rules read. A cached one may be out of date.
await createProjectGraphAsync({ exitOnError: true });

const eslint = new ESLint({
  cwd: root,
  // Typed rules need files on disk; the rules under test need none.
  overrideConfig: { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked },
  ruleFilter: ({ ruleId }) => /^(@nx|frontage|import-x)\/|^no-(restricted|console)/.test(ruleId),
});

const complaints: Complaint[][] = [];
for (const { file, code } of probes) {
  const [result] = await eslint.lintText(code, { filePath: resolve(root, file), warnIgnored: true });
  complaints.push((result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId ?? 'fatal', message })));
}
process.stdout.write(JSON.stringify(complaints));
