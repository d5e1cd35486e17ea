/** `npm run bench`: peers and this project side by side. */

import cliProgress from 'cli-progress';
import { writeFile } from 'node:fs/promises';
import { runScenario } from './benchmark.ts';
import { readOptions, type BenchOptions } from './command-line.ts';
import { measureGrowth, type GrowthResult } from './growth.ts';
import type { Progress } from './progress.ts';
import { sectionsOf, writePage } from './page.ts';
import { profileScenario } from './profile.ts';
import { describeRun, type RunResult, type ScenarioResult } from './results.ts';
import { formatMethod, formatScenario } from './tables.ts';
import { targetsOf } from './targets.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n\n`);

/** A bar on a terminal, on standard error: standard output is for what was found. */
const bar = new cliProgress.SingleBar({
  format: '{bar} {percentage} % | {part}: {what} | {eta_formatted} left',
  hideCursor: true,
  clearOnComplete: true,
});
const progress: Progress = {
  begin(part, steps) {
    bar.stop();
    bar.start(steps, 0, { part, what: 'starting' });
  },
  step: (what) => bar.increment({ what }),
};

/** Ctrl-C ends the processes that were started with this one (process.ts). */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

async function compare({ scenario: scenarios, target, method, note }: BenchOptions): Promise<RunResult> {
  const info = describeRun(method, note);
  const results: ScenarioResult[] = [];
  say(formatMethod(info));
  for (const scenario of scenarios) {
    const targets = target ?? targetsOf(scenario);
    progress.begin(scenario.name, targets.length * (method.rounds + 1));
    try {
      const result = await runScenario(scenario, method, targets, progress.step);
      results.push(result);
      bar.stop();
      say(formatScenario(result));
    } catch (error) {
      process.exitCode = 1;
      bar.stop();
      say(`${scenario.name} could not be measured: ${(error as Error).message}`);
    }
  }
  return { ...info, scenarios: results };
}

async function grow({ method, note }: BenchOptions): Promise<GrowthResult> {
  const growth = await measureGrowth(method, note, progress);
  bar.stop();
  if (growth.failures.length > 0) process.exitCode = 1;
  for (const { text } of Object.values(sectionsOf(growth))) say(text);
  return growth;
}

try {
  const options = readOptions(process.argv.slice(2));
  const { profile, target, method, json, docs } = options;
  if (profile) say(await profileScenario(profile, target?.[0] ?? 'frontage', method));
  else {
    const result = await (options.growth ? grow(options) : compare(options));
    if (json !== undefined) await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
    for (const name of docs ? await writePage(result) : []) {
      say(`Missed, and not explained: write down why, below <!-- /${name} -->.`);
    }
  }
} catch (error) {
  bar.stop();
  process.stderr.write(`bench: ${(error as Error).stack}\n`);
  process.exitCode = 1;
}
// An IPC channel or a kept connection is no reason to stay.
process.exit();
