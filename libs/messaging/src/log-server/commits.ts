/** Group commit: changes that arrive in one turn, or while the disk is busy, are one transaction. */

import { noChanges, type Changes, type LogStore } from './log-store.ts';

export interface Commits {
  /** Changes of the next commit, to be appended to; `soon` or `committed` follows. */
  readonly next: () => Changes;
  /** Commits soon. */
  soon(): void;
  /** Commits soon, and resolves in the order of the calls. After a failure it rejects. */
  committed(): Promise<void>;
  /** Ends after the last commit. */
  close(): Promise<void>;
}

/** Time after which a commit that failed is tried again, in milliseconds: the disk may have room again. */
const retryMs = 1_000;

/** Starts to commit. Of a failure the publishers are told, and their messages are forgotten; all else is tried again. */
export function createCommits(store: Pick<LogStore, 'commit'>, onTrouble: (error: unknown) => void): Commits {
  let changes = noChanges();
  let waiting: PromiseWithResolvers<void>[] = [];
  let isWanted = false;
  let isRunning = false;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const commit = async (): Promise<void> => {
    // All else that is read from the sockets in this turn joins.
    await new Promise((resolve) => setImmediate(resolve));
    isWanted = false;
    const [batch, calls] = [changes, waiting];
    changes = noChanges();
    waiting = [];
    try {
      await store.commit(batch);
      for (const { resolve } of calls) resolve();
    } catch (error) {
      onTrouble(error);
      changes = joined({ ...batch, messages: [], entries: [], revived: [] }, changes);
      for (const { reject } of calls) reject(error);
      if (!closed) timer = setTimeout(soon, retryMs);
    }
  };
  const commitAll = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) await commit();
    // In the same step as the look at `isWanted`: what is wanted after it starts anew.
    isRunning = false;
  };
  function soon(): void {
    clearTimeout(timer);
    isWanted = true;
    if (!isRunning) void commitAll();
  }
  const committed = (): Promise<void> => {
    const call = Promise.withResolvers<void>();
    waiting.push(call);
    soon();
    return call.promise;
  };

  return {
    next: () => changes,
    soon,
    committed,
    close: async () => {
      closed = true;
      await committed().catch(() => undefined);
      clearTimeout(timer);
    },
  };
}

const joined = (first: Changes, second: Changes): Changes => ({
  groups: [...first.groups, ...second.groups],
  messages: [...first.messages, ...second.messages],
  entries: [...first.entries, ...second.entries],
  buried: [...first.buried, ...second.buried],
  revived: [...first.revived, ...second.revived],
  doneEntries: [...first.doneEntries, ...second.doneEntries],
  doneMessages: [...first.doneMessages, ...second.doneMessages],
});
