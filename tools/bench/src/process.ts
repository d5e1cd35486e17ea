/** Process of the benchmark: started, asked what it used, and stopped. None outlives the benchmark. */

import { createBirpc } from 'birpc';
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BenchmarkFunctions, ProbeFunctions, Usage } from './probe.ts';

export const root = resolve(import.meta.dirname, '../../..');
const probe = fileURLToPath(new URL('probe.ts', import.meta.url));

const startLimitMs = 60_000;
const stopGraceMs = 5_000;
/** Clock ticks a second in /proc: 100 in everything that Linux tells user space. */
const tickUs = 10_000;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill()));

/**
 * Runs a program. It is given nothing of this environment but the path: a `REDIS_URL` or a `NODE_OPTIONS` that happens to be set must
 * not decide who is faster.
 */
export function run(file: string, args: readonly string[], { env, ...options }: SpawnOptions = {}): ChildProcess {
  const child = spawn(file, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    ...options,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Asks processes to end, all unless told which, and ends those that have not after five seconds. */
export async function stopProcesses(children: Iterable<ChildProcess> = running): Promise<void> {
  const stopping = [...children].map(async (child) => {
    if (!running.has(child)) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
    child.kill();
    await once(child, 'close');
    clearTimeout(timer);
  });
  await Promise.all(stopping);
}

/** Waits until a server gives an answer that is no failure of its own. */
export async function answering(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + startLimitMs;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer && answer.status < 500) return;
    if (child.exitCode !== null || performance.now() > until) throw new Error(`${url} does not answer.`);
    await sleep(5);
  }
}

/** Usage of a process that has no probe, by /proc. */
export async function usageOf({ pid }: ChildProcess): Promise<Usage> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
  ]);
  // The name may hold spaces and parentheses; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const rssKb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  return { cpuUs: (Number(fields[11]) + Number(fields[12])) * tickUs, rssBytes: rssKb * 1024 };
}

export interface ProcessOptions {
  readonly name: string;
  /** The file that Node runs. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The file of its log, as in production. Default: none. */
  readonly logFile?: string;
}

/** Runs a file with the probe. */
export function startProcess({ name, entry, args = [], env = {}, logFile }: ProcessOptions) {
  // The log goes straight to its file: carrying it here would cost time meanwhile.
  const log = logFile === undefined ? 'ignore' : openSync(logFile, 'a');
  const child = run(process.execPath, ['--import', probe, entry, ...args], {
    env,
    stdio: ['ignore', log, 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  if (log !== 'ignore') closeSync(log);
  const [listening, started] = [Promise.withResolvers<number>(), Promise.withResolvers<unknown>()];
  const functions = createBirpc<ProbeFunctions, BenchmarkFunctions>(
    { listening: listening.resolve, started: started.resolve },
    {
      // A process that has ended gets no message: its end is what callers are told.
      post: (message) => child.send(message, () => undefined),
      on: (receive) => child.on('message', receive),
      timeout: -1,
    },
  );
  const fail = (why: string): Error => {
    const error = new Error(`${name} ${why}.`);
    for (const { promise, reject } of [listening, started]) {
      promise.catch(() => undefined);
      reject(error);
    }
    return error;
  };
  setTimeout(() => fail(`is not ready after ${startLimitMs / 1_000} s`), startLimitMs).unref();
  child.on('close', (code, signal) => {
    functions.$close(fail(`ended (${code ?? signal})`));
  });
  return {
    pid: child.pid ?? 0,
    functions,
    /** Usage so far. */
    usage: () => functions.usage(),
    /** The port of its first server, once it listens. */
    port: () => listening.promise,
    /** The value with which a process without a server reports that it is ready. */
    started: () => started.promise,
  };
}
