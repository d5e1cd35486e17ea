/** `npm run bench`: peers and this project side by side. */

import { writeFile } from 'node:fs/promises';
import { runScenario } from './benchmark.ts';
import { readOptions, type BenchOptions } from './command-line.ts';
import { measureGrowth, type GrowthResult } from './growth.ts';
import { sectionsOf, writePage } from './page.ts';
import { profileScenario } from './profile.ts';
import { describeRun, measureEach, type RunResult } from './results.ts';
import { scenarioNamed } from './scenarios/index.ts';
import { formatMethod, formatScenario } from './tables.ts';
import { targetsOf } from './targets.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n\n`);

/** Ctrl-C ends the processes that were started with this one (process.ts). */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

async function compare({ scenario: names, target, method }: BenchOptions): Promise<RunResult> {
  const run = describeRun(method);
  say(formatMethod(run));
  const scenarios = await measureEach(run, names.map(scenarioNamed), async (scenario) => {
    const result = await runScenario(scenario, method, target ?? targetsOf(scenario));
    say(formatScenario(result));
    return result;
  });
  return { ...run, scenarios };
}

async function grow({ method }: BenchOptions): Promise<GrowthResult> {
  const growth = await measureGrowth(method);
  for (const { text } of Object.values(sectionsOf(growth))) say(text);
  return growth;
}

try {
  const options = readOptions(process.argv.slice(2));
  const { profile, growth, target, method, json, docs } = options;
  if (profile !== undefined) say(await profileScenario(scenarioNamed(profile), target?.[0] ?? 'frontage', method));
  else {
    const result = await (growth ? grow(options) : compare(options));
    if (json !== undefined) await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
    for (const name of docs ? await writePage(result) : []) {
      say(`Missed, and not explained: write down why, below <!-- /${name} -->.`);
    }
    for (const failure of result.failures) say(`Could not be measured: ${failure}`);
    if (result.failures.length > 0) process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).stack}\n`);
  process.exitCode = 1;
}
// An IPC channel or a kept connection is no reason to stay.
process.exit();
