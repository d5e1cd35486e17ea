/** Index of the log in memory: its groups, and number, key and size of every message that some group still needs. */

import { topicMatcher } from '../message.ts';
import { createGroupQueue, type GroupQueue, type Stored } from './group-queue.ts';
import type { Loaded } from './log-store.ts';

/** Group of the log. */
export interface LogGroup {
  readonly name: string;
  readonly topics: Set<string>;
  matches: (topic: string) => boolean;
  readonly queue: GroupQueue;
  /** Number of its dead letters. */
  dead: number;
}

export interface LogIndex {
  readonly groups: ReadonlyMap<string, LogGroup>;
  /** Size of all messages. */
  readonly bytes: () => number;
  readonly nextMessage: () => number;
  readonly nextEntry: () => number;
  /** Finds a group, or adds it, and adds topics to it. `isWider` says whether the disk has to know. */
  widen(name: string, topics: readonly string[]): { readonly group: LogGroup; readonly isWider: boolean };
  find(message: number): Stored | undefined;
  add(message: Stored): void;
  remove(message: Stored): void;
  /** Gives up the need of one group. Returns whether it was the last one, and the message is removed. */
  release(message: Stored): boolean;
}

/** Builds the index of what the store has. */
export function createLogIndex({ groups: groupRows, entries }: Loaded): LogIndex {
  const groups = new Map<string, LogGroup>();
  const messages = new Map<number, Stored>();
  let bytes = 0;
  let lastMessage = 0;
  let lastEntry = 0;

  const widen: LogIndex['widen'] = (name, topics) => {
    const known = groups.get(name);
    const group = known ?? { name, topics: new Set(), matches: () => false, queue: createGroupQueue(), dead: 0 };
    groups.set(name, group);
    const before = group.topics.size;
    for (const topic of topics) group.topics.add(topic);
    if (known && group.topics.size === before) return { group, isWider: false };
    group.matches = topicMatcher([...group.topics]);
    return { group, isWider: true };
  };
  const add = (message: Stored): void => {
    messages.set(message.number, message);
    bytes += message.bytes;
  };
  const remove = (message: Stored): void => {
    if (messages.delete(message.number)) bytes -= message.bytes;
  };

  for (const { name, topics } of groupRows) widen(name, topics);
  for (const { number, group: name, message, isDead, ...row } of entries) {
    const { group } = widen(name, []);
    const stored: Stored = messages.get(message) ?? { ...row, number: message, needs: 0 };
    if (stored.needs === 0) add(stored);
    stored.needs += 1;
    lastMessage = Math.max(lastMessage, message);
    lastEntry = Math.max(lastEntry, number);
    if (isDead) group.dead += 1;
    else group.queue.add({ number, stored, redeliveries: 0 });
  }

  return {
    groups,
    bytes: () => bytes,
    nextMessage: () => (lastMessage += 1),
    nextEntry: () => (lastEntry += 1),
    widen,
    find: (number) => messages.get(number),
    add,
    remove,
    release: (message) => {
      message.needs -= 1;
      if (message.needs > 0) return false;
      remove(message);
      return true;
    },
  };
}
