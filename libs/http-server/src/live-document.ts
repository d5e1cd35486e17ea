/**
 * A file that is read again while the process runs: lists and limits change more often than programs, and in a hurry.
 *
 * The text is compared, every few seconds. Watching for events of the file system would be quicker and miss what matters: a mounted
 * ConfigMap is a link to a link that is replaced, a network volume sends no events (docs/adr/0014).
 */

import type { Logger } from '@frontage/observability';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ConfigError } from './config.ts';

export interface LiveDocument<T> {
  /** What was last read without a fault. */
  readonly current: T;
  /** Looks now. */
  look(): Promise<void>;
  close(): void;
}

export interface LiveDocumentOptions<T> {
  /** The variable that names the file: what a fault is reported under. */
  readonly variable: string;
  /** Undefined: there is no file, and `empty` stays. */
  readonly file: string | undefined;
  readonly empty: T;
  /** Reads the text. Throws when it is wrong, with a message that says how. */
  readonly parse: (text: string) => T;
  readonly log: Logger;
  /** How often it is looked at, in milliseconds. Default 2,000. */
  readonly everyMs?: number;
}

/**
 * Reads the file; throws a ConfigError when that is not possible. Later, a file that is gone or wrong leaves what there was, and one line
 * in the log.
 */
export function createLiveDocument<T>(options: LiveDocumentOptions<T>): LiveDocument<T> {
  const { variable, file, parse, log, everyMs = 2_000 } = options;
  if (file === undefined) return { current: options.empty, look: async () => undefined, close: () => undefined };
  let { seen, current } = readNow(file);

  const look = async (): Promise<void> => {
    const found = await readFile(file, 'utf8').catch((error: unknown) => error as Error);
    const now = typeof found === 'string' ? found : `\0${found.message}`;
    if (now === seen) return;
    seen = now;
    try {
      if (typeof found !== 'string') throw found;
      current = parse(found);
      log.info({ variable, file }, 'read again');
    } catch (error) {
      log.error({ variable, file, err: error }, 'cannot be read; what was read before still holds');
    }
  };
  // Never what keeps a process alive, and never two at once.
  let looking = Promise.resolve();
  const timer = setInterval(() => void (looking = looking.then(look)), everyMs).unref();
  return {
    get current() {
      return current;
    },
    look: () => (looking = looking.then(look)),
    close: () => clearInterval(timer),
  };

  function readNow(path: string): { seen: string; current: T } {
    try {
      const text = readFileSync(path, 'utf8');
      return { seen: text, current: parse(text) };
    } catch (error) {
      throw new ConfigError([`${variable}: ${path}: ${(error as Error).message}`]);
    }
  }
}
