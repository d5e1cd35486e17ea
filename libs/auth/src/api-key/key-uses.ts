/** When keys were last used, written now and then: no request waits for it. */

import type { ApiKeyStore, KeyUse } from './key-store.ts';

export interface KeyUsesOptions {
  readonly store: Pick<ApiKeyStore, 'noteUses'>;
  /** How long uses are collected, in milliseconds: a key is written at most once in this time. Default 60,000. */
  readonly everyMs?: number;
  /** Most keys whose uses are collected; further ones are left out until the next writing. Default 10,000. */
  readonly maxKeys?: number;
  /** Told that uses could not be written. They are lost: the next use will do. */
  readonly onFailed: (error: unknown) => void;
}

export interface KeyUses {
  /** Costs a map entry. */
  note(use: KeyUse): void;
  /** Writes what has been collected, and collects no more. */
  close(): Promise<void>;
}

export function collectKeyUses({ store, everyMs = 60_000, maxKeys = 10_000, onFailed }: KeyUsesOptions): KeyUses {
  const collected = new Map<string, KeyUse>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const uses = [...collected.values()];
    collected.clear();
    if (uses.length > 0) writing = writing.then(() => store.noteUses(uses)).catch(onFailed);
    return writing;
  };
  let closed = false;
  return {
    note: (use) => {
      if (closed) return;
      const earlier = collected.get(use.id);
      if (!earlier && collected.size >= maxKeys) return;
      collected.set(use.id, { ...use, rehashed: use.rehashed ?? earlier?.rehashed });
      // What is lost with the process is a time, to the minute.
      timer ??= setTimeout(() => void write(), everyMs).unref();
    },
    close: () => {
      closed = true;
      return write();
    },
  };
}
