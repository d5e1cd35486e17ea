/** A process that the runner started: its output, its log file, its end. */

import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { readOnlyCache } from './compile-cache.ts';
import { root } from './config.ts';
import { readLine, type OutputLine } from './output.ts';
import type { ProcessSpec } from './process-table.ts';

const orphanGuard = pathToFileURL(fileURLToPath(new URL('../orphan-guard.mjs', import.meta.url))).href;
const tailLength = 12;
/** Time to read the output of a process that has ended. Something that it started may keep the pipe open. */
const outputGraceMs = 1_000;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The ending of a process, in words. */
export const describeEnding = ({ code, signal }: Ending): string => (signal ? `signal ${signal}` : `exit code ${code}`);

export interface Child {
  readonly spec: ProcessSpec;
  readonly pid: number | undefined;
  readonly logFile: string;
  /** Resolves when it has ended and all it said was read. Never rejects. */
  readonly ended: Promise<Ending>;
  readonly isAlive: () => boolean;
  /** The last lines it said. */
  readonly tail: () => readonly OutputLine[];
  readonly signal: (signal: NodeJS.Signals) => void;
}

export interface ChildOptions {
  /** The Node that runs it. */
  readonly node: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: OutputLine) => void;
}

/** The log file of a process. */
export const logFileOf = (dataDir: string, name: string): string => join(dataDir, 'logs', `${name}.log`);

/** The environment of a process: everything but the variables that are somebody else's port. */
export function childEnv(spec: ProcessSpec, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PORT: _port, ADMIN_PORT: _adminPort, FRONTAGE_PORT_OFFSET: _offset, ...inherited } = env;
  const ports = spec.ports.flatMap(({ port, passedAs }) => (passedAs ? [[passedAs, String(port)] as const] : []));
  return { ...inherited, ...Object.fromEntries(ports), ...spec.env };
}

/** A smaller nursery (in MB): some 15 MB less for each process, at the cost of throughput. */
const smallNursery = '--max-semi-space-size=8';

/** Starts a process that ends with this one and reads the compile cache. */
export function spawnGuarded(
  spec: ProcessSpec,
  { node, dataDir, env }: Pick<ChildOptions, 'node' | 'dataDir' | 'env'>,
  output: 'pipe' | 'inherit',
): ChildProcess {
  const cache = readOnlyCache(env, dataDir, spec.name);
  const child = spawn(node, [smallNursery, '--import', orphanGuard, spec.entry], {
    cwd: root,
    env: { ...childEnv(spec, env), NODE_COMPILE_CACHE: cache.path },
    stdio: ['ignore', output, output, 'ipc'],
  });
  child.once('error', cache.close).once('exit', cache.close);
  return child;
}

/** The ending, once the output is read. Never rejects. */
export const endingOf = (child: ChildProcess): Promise<Ending> =>
  new Promise((done) => {
    child.once('error', () => child.pid === undefined && done({ code: 1, signal: null }));
    child.once('close', (code, signal) => done({ code, signal }));
  });

/** Starts a process. Its log file begins anew. */
export function startChild(spec: ProcessSpec, options: ChildOptions): Child {
  const logFile = logFileOf(options.dataDir, spec.name);
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  // A full disk must not take the house down.
  log.on('error', () => undefined);

  const child = spawnGuarded(spec, options, 'pipe');
  const tail: OutputLine[] = [];
  const listen = (stream: 'stdout' | 'stderr'): void => {
    createInterface({ input: child[stream]!, crlfDelay: Infinity }).on('line', (text) => {
      log.write(`${text}\n`);
      if (text.trim() === '') return;
      const line = readLine(spec.name, stream, text);
      tail.push(line);
      if (tail.length > tailLength) tail.shift();
      options.onLine(line);
    });
  };
  listen('stdout');
  listen('stderr');

  let alive = true;
  const ended = new Promise<Ending>((done) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      alive = false;
      log.end();
      done({ code, signal });
    };
    child.once('error', (problem) => {
      if (child.pid !== undefined) return;
      tail.push({ process: spec.name, severity: 'error', text: problem.message });
      end(1, null);
    });
    child.once('exit', (code, signal) => {
      alive = false;
      setTimeout(() => end(code, signal), outputGraceMs).unref();
    });
    child.once('close', end);
  });

  return {
    spec,
    pid: child.pid,
    logFile,
    ended,
    isAlive: () => alive,
    tail: () => tail,
    signal: (signal) => void child.kill(signal),
  };
}
