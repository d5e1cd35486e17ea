/**
 * Configuration file that is reloaded while the process runs. Lists and limits change more often than programs, and in a hurry.
 *
 * The text is compared every few seconds. File-system events would be quicker, but miss the important cases: a mounted ConfigMap is a link
 * to a link that is replaced, and a network volume sends no events (docs/adr/0014).
 */

import type { Logger } from '@frontage/observability';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ConfigError } from './config.ts';

export interface LiveDocument<T> {
  /** Last value that was read without a flaw. */
  readonly current: T;
  /** Reads the file now. */
  look(): Promise<void>;
  close(): void;
}

export interface LiveDocumentOptions<T> {
  /** Variable that names the file. Problems are reported under it. */
  readonly variable: string;
  /** Path of the file; undefined leaves `empty`. */
  readonly file: string | undefined;
  readonly empty: T;
  /** Parses the text. Throws with a message that names the flaw. */
  readonly parse: (text: string) => T;
  readonly log: Logger;
  /** Interval between reads, in milliseconds. Default 2,000. */
  readonly everyMs?: number;
}

/** Reads the file; throws a ConfigError when that fails. Later, a missing or wrong file leaves the last value, and one line in the log. */
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
  // The timer does not keep the process alive, and reads never overlap.
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
