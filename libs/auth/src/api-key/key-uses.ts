/** Last uses of keys, written in batches so that no request waits. */

import type { ApiKeyStore, KeyUse } from './key-store.ts';

export interface KeyUsesOptions {
  readonly store: Pick<ApiKeyStore, 'noteUses'>;
  /** Interval between writes, in milliseconds: a key is written at most once in it. Default 60,000. */
  readonly everyMs?: number;
  /** Most keys collected; uses of others are dropped until the next write. Default 10,000. */
  readonly maxKeys?: number;
  /** Called when a write fails. Its uses are dropped, as the next use replaces them. */
  readonly onFailed: (error: unknown) => void;
}

export interface KeyUses {
  /** Records a use. Costs a map entry. */
  note(use: KeyUse): void;
  /** Writes the collected uses, and collects no more. */
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
      // A crash loses times of one interval, which is acceptable.
      timer ??= setTimeout(() => void write(), everyMs).unref();
    },
    close: () => {
      closed = true;
      return write();
    },
  };
}
