/**
 * Consumer: runs a handler over what an adapter hands out, one message of a key at a time.
 *
 * Every adapter uses it, so that order, retries and dead letters are the same on all of them. A message that fails waits for its retry
 * and holds back the messages of its key; those of other keys go on, and its place among the concurrent ones is free meanwhile.
 */

import type { Message } from './message.ts';
import { UnprocessableMessage } from './message.ts';
import type { DeliveryOutcome, Handler, SubscribeOptions } from './messaging.ts';
import { defaultAttempts, retryDelay } from './retry-policy.ts';

/** Message as an adapter hands it out, with what ends it. */
export interface Handed {
  readonly message: Message;
  /** Number of times that it was handed out before, to members that died. */
  readonly redeliveries: number;
  /** Ends it as handled. Repetition by the adapter is harmless, so it does not wait. */
  acknowledge(): void;
  /** Ends it as dead. */
  bury(reason: string, attempts: number): void;
}

export interface Consumer {
  /** Takes a message. Those of one key must come in their order. */
  take(handed: Handed): void;
  /** Forgets all messages: the connection is lost, and they will be handed out again. Handlers under way see their signal abort. */
  abandon(): void;
  /** Ends: handles what is under way, and takes up nothing that waits. The adapter hands the rest to other members. */
  close(): Promise<void>;
}

export interface ConsumerOptions extends Pick<SubscribeOptions, 'group' | 'concurrency' | 'retry'> {
  readonly handler: Handler;
  readonly onDelivered?: ((outcome: DeliveryOutcome) => void) | undefined;
  /** Source of jitter, from 0 to 1. Default `Math.random`. */
  readonly random?: () => number;
}

/** Messages of one key, the oldest first. The first one is under way, ready, or waits for its retry. */
interface Lane {
  readonly queue: Handed[];
  /** Attempts of the first message by this member. */
  attempts: number;
  retry?: NodeJS.Timeout;
}

/** Messages of one connection: those of a lost one are abandoned together. */
interface Era {
  readonly lanes: Map<string, Lane>;
  readonly ready: Lane[];
  readonly abort: AbortController;
}

export function createConsumer({
  group,
  handler,
  concurrency = 16,
  retry = {},
  onDelivered = () => undefined,
  random = Math.random,
}: ConsumerOptions): Consumer {
  const newEra = (): Era => ({ lanes: new Map(), ready: [], abort: new AbortController() });
  let era = newEra();
  let closing = false;
  let running = 0;
  let onIdle: (() => void) | undefined;

  const attemptOf = (lane: Lane): number => lane.queue[0]!.redeliveries + lane.attempts;
  /** Ends the first message of a lane, and makes the next one ready. */
  const finish = (from: Era, lane: Lane): void => {
    const { message } = lane.queue.shift()!;
    lane.attempts = 0;
    if (lane.queue.length > 0) from.ready.push(lane);
    else from.lanes.delete(message.key);
  };
  const failed = (from: Era, lane: Lane, error: unknown): void => {
    const handed = lane.queue[0]!;
    const attempt = attemptOf(lane);
    const { message } = handed;
    if (error instanceof UnprocessableMessage || attempt >= (retry.attempts ?? defaultAttempts)) {
      handed.bury(reasonOf(error), attempt);
      onDelivered({ group, message, attempt, outcome: 'dead', error });
      finish(from, lane);
      return;
    }
    onDelivered({ group, message, attempt, outcome: 'retried', error });
    lane.retry = setTimeout(
      () => {
        from.ready.push(lane);
        startReady();
      },
      retryDelay(attempt, retry, random),
    );
  };
  const run = async (from: Era, lane: Lane): Promise<void> => {
    const handed = lane.queue[0]!;
    lane.attempts += 1;
    const attempt = attemptOf(lane);
    try {
      await handler(handed.message, { attempt, signal: from.abort.signal });
    } catch (error) {
      if (from === era) failed(from, lane, error);
      return;
    }
    // Of a lost connection, there is nothing to acknowledge: the handler will recognise the repetition.
    if (from !== era) return;
    handed.acknowledge();
    onDelivered({ group, message: handed.message, attempt, outcome: 'done' });
    finish(from, lane);
  };
  const startReady = (): void => {
    while (!closing && running < concurrency) {
      const lane = era.ready.shift();
      if (!lane) return;
      running += 1;
      void run(era, lane).finally(() => {
        running -= 1;
        if (running === 0) onIdle?.();
        startReady();
      });
    }
  };
  const clearRetries = (): void => {
    for (const { retry: timer } of era.lanes.values()) clearTimeout(timer);
  };

  return {
    take: (handed) => {
      if (closing) return;
      const { key } = handed.message;
      const lane = era.lanes.get(key);
      if (lane) {
        lane.queue.push(handed);
        return;
      }
      const fresh: Lane = { queue: [handed], attempts: 0 };
      era.lanes.set(key, fresh);
      era.ready.push(fresh);
      startReady();
    },
    abandon: () => {
      clearRetries();
      const lost = era;
      era = newEra();
      lost.abort.abort();
    },
    close: async () => {
      closing = true;
      clearRetries();
      if (running > 0) await new Promise<void>((resolve) => (onIdle = resolve));
    },
  };
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);
