/** A process of the benchmark: started with the probe, asked what it used, and stopped. None outlives the benchmark. */

import { createBirpc } from 'birpc';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BenchmarkFunctions, ProbeFunctions, Profiled } from './probe.ts';

export const root = resolve(import.meta.dirname, '../../..');
const probe = fileURLToPath(new URL('probe.ts', import.meta.url));

const startLimitMs = 60_000;
const stopGraceMs = 5_000;
/** Characters of standard error that are kept, to say why a process ended. */
const tailLength = 4_000;

export interface ProcessOptions {
  readonly name: string;
  /** The file that Node runs. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The file of its log, as in production. Default: none. */
  readonly logFile?: string;
}

export type BenchProcess = ReturnType<typeof startProcess>;

/**
 * Starts a process. It is given nothing of this environment but the path: a `REDIS_URL` or a
 * `NODE_OPTIONS` that happens to be set must not decide who is faster.
 */
export function startProcess({ name, entry, args = [], env = {}, logFile }: ProcessOptions) {
  // The log goes straight to its file: carrying it here would cost time meanwhile.
  const log = logFile === undefined ? 'ignore' : openSync(logFile, 'a');
  const child = tied(
    spawn(process.execPath, ['--import', probe, entry, ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
      stdio: ['ignore', log, 'pipe', 'ipc'],
      serialization: 'advanced',
    }),
  );
  if (log !== 'ignore') closeSync(log);
  let tail = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-tailLength);
  });
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
  child.on('close', (code, signal) => {
    const why = new Error(`${name} ended (${code ?? signal}).\n${tail}`);
    functions.$close(why);
    for (const { promise, reject } of [listening, started]) {
      promise.catch(() => undefined);
      reject(why);
    }
  });
  const inTime = <T>(promise: Promise<T>): Promise<T> =>
    Promise.race([
      promise,
      sleep(startLimitMs, undefined, { ref: false }).then(() => {
        throw new Error(`${name} is not ready after ${startLimitMs / 1000} s.`);
      }),
    ]);
  return {
    name,
    pid: child.pid ?? 0,
    functions,
    /** The port of its first server, once it listens. */
    port: () => inTime(listening.promise),
    /** The value with which a process without a server reports that it is ready. */
    started: () => inTime(started.promise),
    /** Writes a profile of what happens in the meantime to a file. */
    async profile(what: Profiled, during: () => Promise<unknown>, file: string): Promise<void> {
      await functions.startProfile(what);
      await during();
      await functions.stopProfile(what, file);
    },
    stop: () => stopProcess(child),
  };
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill()));

/** Ties a process to this one: at the latest it is told to end when this one does. */
export function tied<C extends ChildProcess>(child: C): C {
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

/** Asks a process to end, and ends it when it has not after five seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise((done) => child.once('close', done));
  const timer = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
  child.kill('SIGTERM');
  await closed;
  clearTimeout(timer);
}
