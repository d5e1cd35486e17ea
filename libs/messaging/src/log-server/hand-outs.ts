/** Hand-outs: reads the messages that were assigned to members in one turn together, and hands them over. */

import type { Entry } from './group-queue.ts';
import type { LogStore, MessageText } from './log-store.ts';

export interface HandOuts {
  /** Hands an entry over soon. `onRead` receives its message, unless that is gone because another member has handled it. */
  add(entry: Entry, onRead: (message: MessageText) => void): void;
  close(): void;
}

/** Most messages of one read. */
const batch = 256;
/** Time after which a read that failed is tried again, in milliseconds. */
const retryMs = 1_000;

export function createHandOuts(store: Pick<LogStore, 'read'>, onTrouble: (error: unknown) => void): HandOuts {
  let waiting: { readonly entry: Entry; readonly onRead: (message: MessageText) => void }[] = [];
  let isReading = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const readAll = async (): Promise<void> => {
    isReading = true;
    while (waiting.length > 0 && !closed) {
      const some = waiting.slice(0, batch);
      try {
        const texts = await store.read(some.map(({ entry }) => entry.stored.number));
        waiting = waiting.slice(some.length);
        for (const { entry, onRead } of some) {
          const text = texts.get(entry.stored.number);
          if (text !== undefined) onRead(text);
        }
      } catch (error) {
        if (!closed) {
          onTrouble(error);
          await new Promise<void>((resolve) => (timer = setTimeout(resolve, retryMs)));
        }
      }
    }
    isReading = false;
  };

  return {
    add: (entry, onRead) => {
      waiting.push({ entry, onRead });
      if (!isReading) void readAll();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
