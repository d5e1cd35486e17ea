/** Transactional outbox: events kept with the change that they tell of, and the relay that publishes them. */

import type { Message } from './message.ts';
import type { Messaging } from './messaging.ts';

/** Outbox, as the relay reads it. A store appends to it in the transaction of the change. */
export interface Outbox {
  /** Reads unpublished messages, in the order in which they happened. */
  pending(limit: number): Promise<readonly Message[]>;
  /** Removes messages from `pending`. Unknown ids are no error. */
  markPublished(ids: readonly string[]): Promise<void>;
}

export interface RelayOptions {
  readonly outbox: Outbox;
  readonly messaging: Pick<Messaging, 'publish'>;
  /** Time between looks at the outbox, in milliseconds. Default 1,000. */
  readonly pollMs?: number;
  /** Most messages of one publication. Default 100. */
  readonly batch?: number;
  /** Receives the first failure in a row. The relay goes on, and its messages wait. */
  readonly onFailed?: (error: unknown) => void;
}

export interface Relay {
  /** Looks at once: something was committed. */
  wake(): void;
  /** Ends the relay, after the publication under way. The rest stays in the outbox. */
  close(): Promise<void>;
}

/**
 * Starts a relay. It publishes every message at least once, in order: after a crash or a failure, those that may have been published are
 * repeated, with the same ids.
 *
 * One relay per outbox keeps the order of keys.
 */
export function startRelay({
  outbox,
  messaging,
  pollMs = 1_000,
  batch = 100,
  onFailed = () => undefined,
}: RelayOptions): Relay {
  let closing = false;
  let failing = false;
  let wanted = false;
  let publishing: Promise<void> | undefined;

  /** Publishes one batch. Returns whether more may wait. */
  const publishBatch = async (): Promise<boolean> => {
    const messages = await outbox.pending(batch);
    if (messages.length === 0) return false;
    await messaging.publish(messages);
    await outbox.markPublished(messages.map(({ id }) => id));
    return messages.length === batch;
  };
  const publishAll = async (): Promise<void> => {
    try {
      while (wanted && !closing) {
        wanted = false;
        wanted = (await publishBatch()) || wanted;
        failing = false;
      }
    } catch (error) {
      if (!failing) onFailed(error);
      failing = true;
    }
    // In the same step as the look at `wanted`: a wake after it starts anew.
    publishing = undefined;
  };
  const wake = (): void => {
    wanted = true;
    if (closing) return;
    publishing ??= publishAll();
  };

  const timer = setInterval(wake, pollMs);
  timer.unref();
  wake();
  return {
    wake,
    close: async () => {
      closing = true;
      clearInterval(timer);
      await publishing;
    },
  };
}
