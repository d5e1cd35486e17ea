/** The log: groups, listeners and the bound, over a store on the disk. It is owned by one process, and its state is in memory. */

import { checkGroup, checkGroupName } from '../group.ts';
import { topicMatcher, type Message } from '../message.ts';
import type { DeadLetter, Group, GroupState } from '../messaging.ts';
import { createCommits } from './commits.ts';
import { createHandOuts } from './hand-outs.ts';
import type { Entry } from './group-queue.ts';
import { createLogIndex, type LogGroup } from './log-index.ts';
import { openLogStore, toText, type MessageText } from './log-store.ts';
import { joinQueue, type Handed, type Membership } from './membership.ts';

export interface LogOptions {
  /** Path of the SQLite file. */
  readonly file: string;
  /** Most bytes of messages that are not handled, dead letters included, with 500 bytes for each message beside its own. */
  readonly maxBytes: number;
  /** Receives commits that failed. */
  readonly onTrouble: (error: unknown) => void;
}

export interface MessageLog {
  declare(group: Group): Promise<void>;
  /** Resolves when all are on the disk. Rejects when none is. */
  publish(messages: readonly Message[]): Promise<void>;
  /** Joins a group, and declares it. */
  join(group: Group, credit: number, onHanded: (handed: Handed) => void): Membership;
  /** Hears messages from now on. Returns what ends it. */
  listen(topics: readonly string[], onMessage: (message: MessageText) => void): () => void;
  readonly groups: () => readonly GroupState[];
  /** Reads dead letters. Undefined for a group that there is not. */
  letters(group: string, limit: number): Promise<readonly DeadLetter[] | undefined>;
  /** Hands dead letters out again. Undefined for a group that there is not. */
  replay(group: string, ids?: readonly string[]): Promise<number | undefined>;
  /** Closes the file after the last commit. */
  close(): Promise<void>;
}

/** Listener, with what it hears. */
interface Ear {
  readonly matches: (topic: string) => boolean;
  readonly onMessage: (message: MessageText) => void;
}

/** Message of a publication, and the groups that want it. */
interface Offered {
  readonly message: Message;
  /** JSON text. */
  readonly data: string;
  /** Bytes that count; 0 where no group wants it. */
  readonly size: number;
  readonly wanting: readonly LogGroup[];
}

/** Message of a publication that is not yet committed. */
interface Appended {
  readonly onCommitted: () => void;
  readonly onFailed: () => void;
}

/** Bytes of a message beside its texts: rows, indexes, and its place in memory. */
const overheadBytes = 500;

/** Opens a log. The process that has it open is its owner; another one that opens the same file is refused. */
export async function openLog({ file, maxBytes, onTrouble }: LogOptions): Promise<MessageLog> {
  const store = await openLogStore(file);
  const commits = createCommits(store, onTrouble);
  const handOuts = createHandOuts(store, onTrouble);
  const index = createLogIndex(await store.load());
  const ears = new Set<Ear>();
  let replaying: Promise<unknown> = Promise.resolve();

  const declare = (wanted: Group): LogGroup => {
    checkGroup(wanted);
    const { group, isWider } = index.widen(wanted.group, wanted.topics);
    if (isWider) commits.next().groups.push({ name: group.name, topics: [...group.topics] });
    return group;
  };
  /** Puts a message into the next commit. Returns what follows it, or the failure. */
  const append = ({ message, data, size, wanting }: Offered): Appended => {
    const { id, topic, key, at, traceparent = null } = message;
    const row = { number: index.nextMessage(), id, topic, key, at, data, traceparent, bytes: size };
    const stored = { number: row.number, key, at, bytes: size, needs: wanting.length };
    if (wanting.length > 0) {
      index.add(stored);
      commits.next().messages.push(row);
    }
    const entries = wanting.map((group) => {
      const number = index.nextEntry();
      commits.next().entries.push({ number, group: group.name, message: row.number });
      return { group, entry: { number, stored, redeliveries: 0 } };
    });
    return {
      onCommitted: () => {
        for (const { group, entry } of entries) group.queue.add(entry);
        for (const { group } of entries) group.queue.handOut();
        const hearing = [...ears].filter(({ matches }) => matches(topic));
        if (hearing.length === 0) return;
        const text = toText(row);
        for (const { onMessage } of hearing) onMessage(text);
      },
      onFailed: () => index.remove(stored),
    };
  };
  const replay = async (name: string, ids: readonly string[] | undefined): Promise<number | undefined> => {
    const group = index.groups.get(name);
    if (!group) return undefined;
    await commits.committed();
    const dead = await store.dead(name, ids);
    const revived = dead.map(({ entry, message }): Entry => {
      const number = index.nextEntry();
      commits.next().revived.push({ entry, number });
      return { number, stored: index.find(message)!, redeliveries: 0 };
    });
    await commits.committed();
    group.dead -= revived.length;
    for (const entry of revived) group.queue.add(entry);
    group.queue.handOut();
    return revived.length;
  };

  return {
    declare: async (group) => {
      declare(group);
      await commits.committed();
    },
    publish: async (messages) => {
      const offered = messages.map((message): Offered => {
        const data = JSON.stringify(message.data) ?? 'null';
        const wanting = [...index.groups.values()].filter(({ matches }) => matches(message.topic));
        return { message, data, size: wanting.length && Buffer.byteLength(data) + overheadBytes, wanting };
      });
      const more = offered.reduce((sum, { size }) => sum + size, 0);
      if (more > 0 && index.bytes() + more > maxBytes)
        throw new Error(`the log is full: ${index.bytes()} of ${maxBytes} bytes wait`);
      const appended = offered.map(append);
      try {
        await commits.committed();
      } catch (error) {
        for (const { onFailed } of appended) onFailed();
        throw error;
      }
      for (const { onCommitted } of appended) onCommitted();
    },
    join: (wanted, credit, onHanded) => {
      const group = declare(wanted);
      commits.soon();
      return joinQueue({ group, credit, onHanded, index, commits, handOuts });
    },
    listen: (topics, onMessage) => {
      const ear: Ear = { matches: topicMatcher(topics), onMessage };
      ears.add(ear);
      return () => void ears.delete(ear);
    },
    groups: () =>
      [...index.groups.values()].map(({ name, queue, dead }) => {
        const oldest = queue.oldest();
        return { group: name, depth: queue.depth(), dead, ...(oldest && { oldestAt: oldest.stored.at }) };
      }),
    letters: async (group, limit) => {
      checkGroupName(group);
      if (!index.groups.has(group)) return undefined;
      await commits.committed();
      return store.letters(group, limit);
    },
    replay: (group, ids) => {
      checkGroupName(group);
      // One after the other: two would find the same dead letters.
      const work = replaying.then(() => replay(group, ids));
      replaying = work.catch(() => undefined);
      return work;
    },
    close: async () => {
      handOuts.close();
      await commits.close();
      await store.close();
    },
  };
}
