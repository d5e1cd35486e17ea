/**
 * A process that starts again whenever something in its folders changes. The folders are watched, not the files that it has loaded:
 * whatever kept it from loading one is put right in a file that it does not know.
 */

import { watch } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { describeEnding, endingOf, spawnGuarded } from './child.ts';
import { root } from './config.ts';
import type { ProcessSpec } from './process-table.ts';

/** Quiet time after changes: an editor or a checkout touches many files at once. */
const quietMs = 100;
/** In development nobody waits for what is in flight. */
const stopGraceMs = 2_000;

export interface WatchedOptions {
  readonly spec: ProcessSpec;
  /** Absolute; each with all below it. */
  readonly folders: readonly string[];
  /** The Node that runs it. */
  readonly node: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** A line for each end or restart. */
  readonly say: (line: string) => void;
}

export interface WatchedProcess {
  /** Ends the process, and the watching. */
  readonly stop: () => Promise<void>;
  /** Ends it at once. */
  readonly kill: () => void;
}

/** Starts the process; it runs, or waits for a change, until `stop`. */
export function startWatched({ spec, folders, say, ...options }: WatchedOptions): WatchedProcess {
  const { name } = spec;
  const changes = watchFolders(folders, ({ message }) => say(`${name} may miss changes: ${message}.`));
  const stopping = Promise.withResolvers<'stop'>();
  let kill = (): void => undefined;

  const life = async (): Promise<void> => {
    for (;;) {
      const child = spawnGuarded(spec, options, 'inherit');
      const ended = endingOf(child);
      kill = () => void child.kill('SIGKILL');
      let event = await Promise.race([ended, changes.happened(), stopping.promise]);
      if (typeof event === 'object') {
        say(`${name} ended (${describeEnding(event)}); it starts again when a file changes.`);
        event = await Promise.race([changes.happened(), stopping.promise]);
      }
      child.kill('SIGTERM');
      const timer = setTimeout(kill, stopGraceMs);
      await ended;
      clearTimeout(timer);
      if (event === 'stop') return;
      say(`${name} restarts: ${describeFiles(changes.take())} changed.`);
    }
  };
  const ended = life().finally(changes.close);

  return {
    stop() {
      stopping.resolve('stop');
      return ended;
    },
    kill: () => kill(),
  };
}

const describeFiles = ([first, ...others]: readonly string[]): string =>
  `${relative(root, first!)}${others.length > 0 ? ` and ${others.length} more` : ''}`;

interface Changes {
  /** Resolves when files have changed since they were last taken, and are quiet. */
  readonly happened: () => Promise<'change'>;
  /** The files that have changed; at least one, once it has happened. */
  readonly take: () => readonly string[];
  readonly close: () => void;
}

function watchFolders(folders: readonly string[], onError: (error: Error) => void): Changes {
  const changed = new Set<string>();
  let quiet = Promise.withResolvers<'change'>();
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, name) => {
      if (name === null || !isLoaded(name)) return;
      changed.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(() => quiet.resolve('change'), quietMs);
    }).on('error', onError),
  );
  return {
    happened: () => quiet.promise,
    take() {
      clearTimeout(timer);
      quiet = Promise.withResolvers();
      const files = [...changed];
      changed.clear();
      return files;
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Files that a process may load: no specs, no proofs, no documents, nothing that an editor puts beside a file. */
const isLoaded = (path: string): boolean =>
  /\.([cm]?[jt]s|json|graphql|proto|html|css)$/.test(path) &&
  !/\.spec\.ts$/.test(path) &&
  !/^[.#]/.test(basename(path)) &&
  !path.split(sep).some((part) => ['node_modules', 'test', 'proof'].includes(part));
