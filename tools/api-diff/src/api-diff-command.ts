/** `npm run api-diff -- show | release`: what breaks since the last release, and a new release. */

import { Failure } from '@frontage/errors';
import { oneOfEach, runOperatorCommand, UsageError, type Commands, type Terminal } from '@frontage/operator-command';
import { changesSince, complaintsOf, lineOf, release, versionsIn, warningsOf, type ApiVersion } from './releases.ts';
import { graphqlRules, graphqlWarnings, rules, type BreakingRule } from './rules.ts';

export interface ApiDiffOptions extends Terminal {
  /** Root of the tree. */
  readonly root: string;
}

const usage = `Usage: npm run api-diff -- <command>

  show [app]                lists what CI would refuse since the last release of each version; exits with 1 if there is anything;
                            warns of what clients notice, and should be ready for
  release [app] [--despite rule,rule]
                            writes the served documents as released ones; where something breaks, only with its rules named
  rules                     lists the rules

The apps are those with documents in openapi/, an openapi.json or a schema.graphql. tools/api-diff/README.md tells what breaks, and why.
`;

const options = { despite: { type: 'string' } } as const;
type Values = Partial<Record<keyof typeof options, string>>;

const commands: Commands<Values, ApiDiffOptions> = {
  show: { takes: [], run: show },
  release: { takes: ['despite'], run: releaseAll },
  rules: { takes: [], run: listRules },
};

/** Runs one command. Returns the exit code. */
export const runApiDiffCommand = (args: readonly string[], context: ApiDiffOptions): Promise<number> =>
  runOperatorCommand({ args, usage, options, commands, context });

function versionsOf(root: string, app: string | undefined): readonly ApiVersion[] {
  const versions = versionsIn(root);
  const apps = [...new Set(versions.map((version) => version.app))];
  if (app !== undefined && !apps.includes(app))
    throw new UsageError(`There is no API of '${app}'; use ${apps.join(', ')}.\n`);
  return versions.filter((version) => app === undefined || version.app === app);
}

async function show(app: string | undefined, _: Values, { root, out }: ApiDiffOptions): Promise<void> {
  const versions = versionsOf(root, app);
  for (const line of versions.flatMap(warningsOf)) out(`warning: ${line}\n`);
  const complaints = versions.flatMap(complaintsOf);
  if (complaints.length === 0) return out('Nothing breaks.\n');
  out(`${complaints.join('\n')}\n`);
  throw new Failure('CONFLICT', 'That breaks clients.');
}

async function releaseAll(
  app: string | undefined,
  { despite }: Values,
  { root, out, say }: ApiDiffOptions,
): Promise<void> {
  const accepted =
    despite === undefined
      ? []
      : oneOfEach('despite', despite, Object.keys({ ...rules, ...graphqlRules }) as BreakingRule[]);
  const served = versionsOf(root, app).filter((version) => version.served !== undefined);
  const refused = served.flatMap((version) =>
    changesSince(version).filter(({ rule }) => !accepted.includes(rule as BreakingRule)),
  );
  if (refused.length > 0) {
    out(`${refused.map(lineOf).join('\n')}\n`);
    throw new Failure(
      'CONFLICT',
      'That breaks clients; a version that is released is not changed so. Make another one.',
    );
  }
  for (const version of served) {
    const isNews = release(root, version);
    say(`${version.app} ${version.name}: ${isNews ? 'released' : 'is released as it is'}\n`);
  }
}

async function listRules(_name: string | undefined, _: Values, { out }: ApiDiffOptions): Promise<void> {
  for (const [rule, sentence] of Object.entries({ ...rules, ...graphqlRules })) out(`${rule}: ${sentence}\n`);
  for (const [rule, sentence] of Object.entries(graphqlWarnings)) out(`warning ${rule}: ${sentence}\n`);
}
