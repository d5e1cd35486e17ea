/** Exposed keys, flagged beside the requests that expose them. */

import { LRUCache } from 'lru-cache';
import type { ApiKeyStore } from './key-store.ts';

/** Key that was sent where others can read it. */
export interface Exposure {
  readonly id: string;
  readonly partnerId: string;
  readonly at: string;
}

export interface ExposuresOptions {
  readonly store: Pick<ApiKeyStore, 'expose'>;
  /** Called once for a key that has been flagged. */
  readonly onFlagged: (exposure: Exposure) => void;
  /** Called when a key could not be flagged. The next time that it is sent, it is tried again. */
  readonly onFailed: (error: unknown) => void;
}

export interface Exposures {
  /** Flags a key, at once and without being waited for. Repetitions cost a map entry. */
  note(exposure: Exposure): void;
  /** Waits for the flags that are being written. */
  close(): Promise<void>;
}

/** Most keys that are known to be flagged. Others are flagged again, which changes nothing. */
const maxKnown = 10_000;

export function flagExposures({ store, onFlagged, onFailed }: ExposuresOptions): Exposures {
  const known = new LRUCache<string, true>({ max: maxKnown });
  const writing = new Set<Promise<void>>();
  async function flag(exposure: Exposure): Promise<void> {
    try {
      await store.expose(exposure.id, exposure.at);
      onFlagged(exposure);
    } catch (error) {
      known.delete(exposure.id);
      onFailed(error);
    }
  }
  return {
    note: (exposure) => {
      if (known.has(exposure.id)) return;
      known.set(exposure.id, true);
      const flagging = flag(exposure).finally(() => writing.delete(flagging));
      writing.add(flagging);
    },
    close: async () => {
      await Promise.all(writing);
    },
  };
}
