/** `npm run bench`: peers and this project side by side. */

import cliProgress from 'cli-progress';
import { writeFile } from 'node:fs/promises';
import { writeDocument, writeGrowth } from './document.ts';
import { measureGrowth } from './growth.ts';
import { formatGrowth } from './growth-report.ts';
import { describeMachine } from './machine.ts';
import { readOptions, usage, UsageError, type BenchOptions } from './options.ts';
import { profilePlay } from './profile.ts';
import { formatMethod, formatPlay } from './report.ts';
import type { PlayResult, RunResult } from './result.ts';
import { runPlay, targetsOf } from './run-play.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ctrl-C ends the children, and then us. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error('interrupted')));
}

async function bench(options: BenchOptions): Promise<void> {
  const found: PlayResult[] = [];
  const run = (): RunResult => ({
    startedAt,
    machine,
    method: {
      rounds: options.rounds,
      secondsPerRound: options.seconds,
      warmUpRequests: options.warmUp.requests,
      connections: options.connections,
    },
    ...(options.note !== undefined && { note: options.note }),
    plays: found,
  });
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  say(formatMethod(run()));
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % | {what} | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    // Where nobody watches, nothing moves.
    noTTYOutput: false,
  });
  for (const play of options.plays) {
    const targets = options.targets ?? targetsOf(play.scene);
    bar.start(targets.length * (options.rounds + 1), 0, { what: `${play.name}: starting` });
    const onTurn = (name: string, target: string, stage: string): void =>
      bar.increment({ what: `${name}: ${target}, ${stage}` });
    try {
      found.push(await runPlay(play, options, onTurn, { targets, signal: interrupted.signal }));
    } catch (error) {
      if (interrupted.signal.aborted) throw error;
      process.exitCode = 1;
      bar.stop();
      say(`\n${play.name} could not be measured: ${(error as Error).message}`);
      continue;
    }
    bar.stop();
    say(`\n${formatPlay(found.at(-1)!)}`);
  }
  if (options.jsonFile !== undefined) await writeFile(options.jsonFile, `${JSON.stringify(run(), null, 2)}\n`);
  if (options.writesDocs) say(`\nWritten: ${(await writeDocument(run())).join(', ')}`);
}

async function grow(options: BenchOptions): Promise<void> {
  const growth = await measureGrowth(options, (what) => process.stderr.write(`${what}\n`), interrupted.signal);
  say(formatGrowth(growth));
  if (options.jsonFile !== undefined) await writeFile(options.jsonFile, `${JSON.stringify(growth, null, 2)}\n`);
  if (options.writesDocs) say(`\nWritten: ${(await writeGrowth(growth)).join(', ')}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.isProfile) say(await profilePlay(options, interrupted.signal));
  else if (options.isGrowth) await grow(options);
  else await bench(options);
} catch (error) {
  if (error instanceof UsageError) say(`${error.message}\n\n${usage}`);
  else process.stderr.write(`bench: ${interrupted.signal.aborted ? 'interrupted' : (error as Error).stack}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
// An IPC channel or a kept connection is no reason to stay.
process.exit();
