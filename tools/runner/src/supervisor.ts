/** Supervisor: starts processes together, knows when they are ready, and leaves none behind. */

import { describeEnding, startChild, type Child, type Ending } from './child.ts';
import type { OutputLine } from './output.ts';
import { assertPortsFree, portsLeft } from './ports.ts';
import type { ProcessSpec, ProcessTable } from './process-table.ts';
import { waitUntilReady } from './readiness.ts';
import { configExitCode, StartFailure } from './start-failure.ts';

export interface SupervisorOptions {
  readonly table: ProcessTable;
  /** The Node that runs every process. */
  readonly node: string;
  readonly dataDir: string;
  readonly portOffset: number;
  readonly env: NodeJS.ProcessEnv;
  /** Time for all processes of the table together. Default 60,000. */
  readonly readyTimeoutMs?: number;
  /** After SIGTERM, before SIGKILL. Default 10,000. */
  readonly stopGraceMs?: number;
  /** Lines of the processes; held back until all are ready, so that a failure stands alone. */
  readonly onLine?: (line: OutputLine) => void;
  /** A process ended by itself after start-up. The others keep running. */
  readonly onEnded?: (child: Child, ending: Ending) => void;
}

export interface Supervisor {
  /** Resolves when everything is ready; rejects with a StartFailure, and then nothing runs any more. */
  readonly start: () => Promise<void>;
  /** Stops everything; at any time, as often as wanted. Resolves with the names of those that had to be killed. */
  readonly stop: () => Promise<readonly string[]>;
  /** Kills everything at once. */
  readonly kill: () => void;
  /** Stops one process without calling it an accident: somebody else takes its place. */
  readonly release: (name: string) => Promise<void>;
  /** Starts a released process again. Resolves when it is ready. */
  readonly resume: (name: string) => Promise<void>;
  readonly child: (name: string) => Child | undefined;
}

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { table, readyTimeoutMs = 60_000, stopGraceMs = 10_000 } = options;
  const { onLine = () => undefined, onEnded = () => undefined } = options;
  const children = new Map<string, Child>();
  const leaving = new Set<Child>();
  const stopping = new AbortController();
  let held: OutputLine[] | undefined = [];

  const launch = (spec: ProcessSpec): Child => {
    const child = startChild(spec, {
      ...options,
      onLine: (line) => (held ? void held.push(line) : onLine(line)),
    });
    children.set(spec.name, child);
    return child;
  };

  const watch = (child: Child): void => {
    void child.ended.then((ending) => {
      if (!leaving.has(child)) onEnded(child, ending);
    });
  };

  /** Rejects when it ends first, or is not ready in time. */
  const readiness = async (child: Child, limit: AbortSignal): Promise<void> => {
    const done = new AbortController();
    const answers = new Map(child.spec.readyUrls.map((url) => [url, 'no answer']));
    const signal = AbortSignal.any([limit, stopping.signal, done.signal]);
    const ready = Promise.all(
      child.spec.readyUrls.map(async (url) => {
        await waitUntilReady(url, signal, (answer) => answers.set(url, answer));
        answers.delete(url);
      }),
    );
    const ended = child.ended.then((ending) => {
      throw stopping.signal.aborted ? stopping.signal.reason : endedEarly(child, ending);
    });
    try {
      await Promise.race([ready, ended]);
    } catch (problem) {
      throw limit.aborted && !stopping.signal.aborted ? new NotReady(child, answers) : problem;
    } finally {
      done.abort();
      ready.catch(() => undefined);
      ended.catch(() => undefined);
    }
  };

  const end = async (child: Child): Promise<boolean> => {
    leaving.add(child);
    child.signal('SIGTERM');
    let killed = false;
    const timer = setTimeout(() => {
      killed = true;
      child.signal('SIGKILL');
    }, stopGraceMs);
    await child.ended;
    clearTimeout(timer);
    return killed;
  };

  let stopped: Promise<readonly string[]> | undefined;
  const stop = (): Promise<readonly string[]> => (stopped ??= stopAll());
  const stopAll = async (): Promise<readonly string[]> => {
    stopping.abort(new StartFailure('Stopped before everything was ready.'));
    const killed = await Promise.all(
      [...children].map(async ([name, child]) => (child.isAlive() && (await end(child)) ? [name] : [])),
    );
    return killed.flat();
  };

  const start = async (): Promise<void> => {
    await assertPortsFree(table, options.portOffset);
    stopping.signal.throwIfAborted();
    const limit = AbortSignal.timeout(readyTimeoutMs);
    try {
      const started = table.map(launch);
      const outcomes = started.map((child) => readiness(child, limit));
      await Promise.all(outcomes).catch(async (problem: unknown) => {
        throw problem instanceof NotReady ? await tooSlow(outcomes, readyTimeoutMs) : problem;
      });
      started.forEach(watch);
      const lines = held ?? [];
      held = undefined;
      lines.forEach(onLine);
    } catch (problem) {
      await stop();
      throw problem;
    }
  };

  const specOf = (name: string): ProcessSpec => {
    const spec = table.find((each) => each.name === name);
    if (!spec) throw new StartFailure(`There is no process named ${name}.`);
    return spec;
  };

  return {
    start,
    stop,
    kill() {
      for (const child of children.values()) {
        leaving.add(child);
        child.signal('SIGKILL');
      }
    },
    async release(name) {
      const child = children.get(specOf(name).name);
      if (child?.isAlive()) await end(child);
    },
    async resume(name) {
      if (stopping.signal.aborted || children.get(name)?.isAlive()) return;
      const spec = specOf(name);
      // The process that had its place may still be leaving it.
      await portsLeft(spec, AbortSignal.any([stopping.signal, AbortSignal.timeout(stopGraceMs)]));
      if (stopping.signal.aborted) return;
      const child = launch(spec);
      await readiness(child, AbortSignal.timeout(readyTimeoutMs)).finally(() => watch(child));
    },
    child: (name) => children.get(name),
  };
}

class NotReady extends Error {
  readonly child: Child;
  readonly answers: ReadonlyMap<string, string>;

  constructor(child: Child, answers: ReadonlyMap<string, string>) {
    super('not ready');
    this.child = child;
    this.answers = answers;
  }
}

async function tooSlow(outcomes: readonly Promise<void>[], limitMs: number): Promise<StartFailure> {
  const settled = await Promise.allSettled(outcomes);
  const late = settled.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof NotReady ? [each.reason] : [],
  );
  const waiting = late.flatMap(({ child, answers }) =>
    [...answers].map(([url, what]) => `${child.spec.name} (${url}: ${what})`),
  );
  return new StartFailure(
    [
      `Not ready after ${limitMs / 1000} s: ${waiting.join(', ')}.`,
      ...late.flatMap(({ child }) => lastLines(child)),
    ].join('\n'),
  );
}

function endedEarly(child: Child, ending: Ending): StartFailure {
  const { name } = child.spec;
  if (ending.code !== configExitCode)
    return new StartFailure(
      [`${name} ended during start-up (${describeEnding(ending)}).`, ...lastLines(child)].join('\n'),
    );
  const complaints = child.tail().filter((line) => line.severity !== 'info');
  const said = (complaints.length > 0 ? complaints : child.tail()).map(({ text }) => text).join('\n');
  const message = said || 'refuses its configuration and does not say why.';
  return new StartFailure(message.startsWith(name) ? message : `${name}: ${message}`, configExitCode);
}

const lastLines = (child: Child): readonly string[] => [
  ...child.tail().map((line) => `  ${child.spec.name} | ${line.text}`),
  `  Its log: ${child.logFile}`,
];
