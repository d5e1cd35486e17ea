/** The run of `npm start`: start, greet, wait for a signal, stop. */

import { relative } from 'node:path';
import { describeEnding } from './child.ts';
import type { RunnerConfig } from './config.ts';
import { listenForHandovers, type HandoverPoint } from './handover.ts';
import { formatLine } from './output.ts';
import { pinnedNode } from './pinned-node.ts';
import type { ProcessTable } from './process-table.ts';
import { StartFailure } from './start-failure.ts';
import { onStopSignals } from './stop-signals.ts';
import { createSupervisor } from './supervisor.ts';

export interface RunOptions {
  readonly table: ProcessTable;
  readonly config: RunnerConfig;
  /** The welcome, printed once everything is ready. */
  readonly greet: (tookMs: number) => string;
  /** Work beside the start, for which the welcome waits. Its problem is told, and stops nothing. */
  readonly beside?: () => { readonly done: Promise<string | undefined>; stop(): void };
  /** Work beside the house once it is ready. Gives what ends it. */
  readonly meanwhile?: () => () => void;
}

/** Runs the table until a signal ends it. Resolves with the exit code, and then nothing runs any more. */
export async function run({ table, config, greet, beside, meanwhile }: RunOptions): Promise<number> {
  const began = performance.now();
  // A terminal or a pipe that has gone away must not stop the stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const complain = (text: string): void => void process.stderr.write(`${text}\n`);

  let finish: (code: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => (finish = resolve));

  const supervisor = createSupervisor({
    table,
    node: pinnedNode(),
    dataDir: config.dataDir,
    portOffset: config.portOffset,
    env: config.env,
    readyTimeoutMs: config.readyTimeoutMs,
    onLine: (line) => line.severity !== 'info' && complain(formatLine(line)),
    onEnded(child, ending) {
      const log = relative(process.cwd(), child.logFile);
      complain(`${child.spec.name} ended (${describeEnding(ending)}); the others keep running. Its log: ${log}`);
      if (table.some(({ name }) => supervisor.child(name)?.isAlive())) return;
      complain('Nothing is left running.');
      finish(1);
    },
  });

  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    const killed = await supervisor.stop();
    if (killed.length > 0) complain(`Had to be killed: ${killed.join(', ')}.`);
    finish(killed.length > 0 ? 1 : 0);
  };
  const kill = (): void => {
    supervisor.kill();
    finish(130);
  };
  const releaseSignals = onStopSignals({ stop, kill, env: config.env });

  let handovers: HandoverPoint | undefined;
  let endMeanwhile: (() => void) | undefined;
  const work = beside?.();
  try {
    const start = async (): Promise<number> => {
      await supervisor.start();
      const problem = await work?.done;
      if (problem !== undefined && !stopping) complain(problem);
      handovers = await listenForHandovers(config, supervisor, complain);
      print(greet(performance.now() - began));
      if (!stopping) endMeanwhile = meanwhile?.();
      return finished;
    };
    return await Promise.race([start(), finished]);
  } catch (problem) {
    if (stopping) return await finished;
    if (!(problem instanceof StartFailure)) throw problem;
    complain(problem.message);
    return problem.exitCode;
  } finally {
    work?.stop();
    endMeanwhile?.();
    await handovers?.close();
    releaseSignals();
  }
}
