/** Messaging over the embedded log. */

import { checkGroup, checkGroupName, noSuchGroup } from '../group.ts';
import { checkMessage, type Message } from '../message.ts';
import type { Messaging, MessagingOptions, Subscription } from '../messaging.ts';
import { mayWait } from '../waiting.ts';
import { maxFrameMessages } from './frames.ts';
import { createLogLink, unavailable } from './log-link.ts';
import { listenTo } from './log-listener.ts';
import { joinGroup } from './log-member.ts';
import { logUrl } from './log-url.ts';

export interface LogClientOptions extends MessagingOptions {
  /** Address, `log://[:token@]host[:port]`. */
  readonly url: string;
  /** Name of the process. Default `frontage`. */
  readonly name?: string;
  /** Time limit of one `publish`, in milliseconds. Default 10,000. */
  readonly publishTimeoutMs?: number;
  /** Longest delay between attempts to connect, in milliseconds. Default 5,000. */
  readonly maxReconnectDelayMs?: number;
}

/** Time limit of other calls, in milliseconds. */
const patienceMs = 10_000;

/** Most dead letters of one call. */
const maxLetters = 10_000;

/** Bytes of data that go into one frame, far below its limit. */
const batchBytes = 1024 * 1024;

/**
 * Connects to a log, in the background: its owner may be absent at first, go away and come back.
 *
 * Throws a TypeError for a malformed address, without repeating it.
 */
export function connectToLog(options: LogClientOptions): Messaging {
  const { url, name = 'frontage', publishTimeoutMs = 10_000, maxReconnectDelayMs = 5_000 } = options;
  const { onDelivered, onTrouble = () => undefined } = options;
  const wrong = logUrl.safeParse(url).error?.issues[0]?.message;
  if (wrong !== undefined) throw new TypeError(`The address of the message log ${wrong}.`);
  const link = createLogLink({ url, name, maxReconnectDelayMs, onTrouble });
  const subscriptions = new Set<Subscription>();
  const publishing = new Set<Promise<void>>();
  let pending = 0;
  let closed: Promise<void> | undefined;

  const assertOpen = (): void => {
    if (closed) throw new TypeError('The connection to the message log is closed.');
  };
  const kept = (subscription: Subscription): Subscription => {
    const close = async (): Promise<void> => {
      await subscription.close();
      subscriptions.delete(subscription);
    };
    subscriptions.add(subscription);
    return { close };
  };
  /** Sends one batch after the other: each is on the disk before the next, and a call that fails is a prefix of itself. */
  const send = async (messages: readonly Message[]): Promise<void> => {
    const end = performance.now() + publishTimeoutMs;
    for (const batch of batches(messages)) {
      await link.call({ type: 'publish', messages: batch }, Math.max(0, end - performance.now()));
    }
  };
  const close = async (): Promise<void> => {
    await Promise.all([...subscriptions].map((subscription) => subscription.close()));
    await Promise.allSettled(publishing);
    await link.close();
  };

  return {
    state: () => (link.state() === 'up' ? 'up' : 'unreachable'),
    declare: async ({ group, topics }) => {
      checkGroup({ group, topics });
      await link.call({ type: 'declare', group, topics: [...topics] }, patienceMs);
    },
    publish: async (messages) => {
      for (const message of messages) checkMessage(message);
      if (closed) throw unavailable(new Error('the connection is closed'));
      if (!mayWait(pending, messages.length)) throw unavailable(new Error('too many messages wait'));
      pending += messages.length;
      const sending = send(messages).finally(() => {
        pending -= messages.length;
        publishing.delete(sending);
      });
      publishing.add(sending);
      await sending;
    },
    subscribe: (subscription, handler) => {
      checkGroup(subscription);
      assertOpen();
      return kept(joinGroup(link, { ...subscription, handler, onDelivered }));
    },
    listen: (topics, listener) => {
      assertOpen();
      return kept(listenTo(link, topics, listener));
    },
    groups: () => link.call({ type: 'groups' }, patienceMs),
    deadLetters: async (group, limit) => {
      checkGroupName(group);
      const most = Math.max(0, Math.min(Math.floor(limit), maxLetters));
      return ofGroup(group, await link.call({ type: 'letters', group, limit: most }, patienceMs));
    },
    replay: async (group, ids) => {
      checkGroupName(group);
      return ofGroup(group, await link.call({ type: 'replay', group, ...(ids && { ids: [...ids] }) }, patienceMs));
    },
    close: () => (closed ??= close()),
  };
}

/** Answer about a group. */
function ofGroup<T>(group: string, answer: T | null): T {
  if (answer === null) throw noSuchGroup(group);
  return answer;
}

/** Parts of a publication, in order, each of which fits a frame. */
function* batches(messages: readonly Message[]): Generator<Message[]> {
  let batch: Message[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(JSON.stringify(message.data));
    if (batch.length === maxFrameMessages || (batch.length > 0 && bytes + size > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(message);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
