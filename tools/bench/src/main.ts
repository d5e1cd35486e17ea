/** `npm run bench`: peers and this project side by side. */

import { writeFile } from 'node:fs/promises';
import { writeDocument, writeGrowth, type Written } from './document.ts';
import { measureGrowth } from './growth.ts';
import { formatGrowth } from './growth-report.ts';
import { readOptions, usage, UsageError, type BenchOptions } from './options.ts';
import { profilePlay } from './profile.ts';
import { createProgress } from './progress.ts';
import { formatMethod, formatPlay } from './report.ts';
import type { PlayResult } from './result.ts';
import { describeRun } from './run-info.ts';
import { runPlay, targetsOf } from './run-play.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const progress = createProgress();

/** Ctrl-C ends the children, and then us. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error('interrupted')));
}

async function bench(options: BenchOptions): Promise<void> {
  const info = describeRun(options, options.note);
  const plays: PlayResult[] = [];
  say(formatMethod(info));
  for (const play of options.plays) {
    const targets = options.targets ?? targetsOf(play.scene);
    progress.begin(play.name, targets.length * (options.rounds + 1));
    try {
      plays.push(await runPlay(play, options, progress, { targets, signal: interrupted.signal }));
    } catch (error) {
      if (interrupted.signal.aborted) throw error;
      process.exitCode = 1;
      progress.end();
      say(`\n${play.name} could not be measured: ${(error as Error).message}`);
      continue;
    }
    progress.end();
    say(`\n${formatPlay(plays.at(-1)!)}`);
  }
  await keep(options, { ...info, plays }, writeDocument);
}

async function grow(options: BenchOptions): Promise<void> {
  const growth = await measureGrowth(options, options.note, progress, interrupted.signal);
  progress.end();
  say(formatGrowth(growth));
  if (growth.failures.length > 0) process.exitCode = 1;
  await keep(options, growth, writeGrowth);
}

async function keep<T>(
  { jsonFile, writesDocs }: BenchOptions,
  found: T,
  write: (found: T) => Promise<Written>,
): Promise<void> {
  if (jsonFile !== undefined) await writeFile(jsonFile, `${JSON.stringify(found, null, 2)}\n`);
  if (!writesDocs) return;
  const { files, unexplained } = await write(found);
  say(`\nWritten: ${files.join(', ')}`);
  for (const name of unexplained) say(`Missed, and not explained: write down why, below <!-- notes: ${name} -->.`);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.isProfile) say(await profilePlay(options, interrupted.signal));
  else if (options.isGrowth) await grow(options);
  else await bench(options);
} catch (error) {
  progress.end();
  if (error instanceof UsageError) say(`${error.message}\n\n${usage}`);
  else process.stderr.write(`bench: ${interrupted.signal.aborted ? 'interrupted' : (error as Error).stack}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
// An IPC channel or a kept connection is no reason to stay.
process.exit();
