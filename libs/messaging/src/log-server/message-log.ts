/** The log: groups, listeners and the bound, over a store on the disk. It is owned by one process, and its state is in memory. */

import { checkGroup, checkGroupName } from '../group.ts';
import { topicMatcher, type Message } from '../message.ts';
import type { DeadLetter, Group, GroupState } from '../messaging.ts';
import { createCommits } from './commits.ts';
import { createHandOuts } from './hand-outs.ts';
import { createGroupQueue, type Entry, type GroupQueue, type Member, type Stored } from './group-queue.ts';
import { openLogStore, toText, type MessageText } from './log-store.ts';

export interface LogOptions {
  /** Path of the SQLite file. */
  readonly file: string;
  /** Most bytes of messages that are not handled, dead letters included, with 500 bytes for each message beside its own. */
  readonly maxBytes: number;
  /** Receives commits that failed. */
  readonly onTrouble: (error: unknown) => void;
}

/** Entry that is handed to a member. */
export interface Handed {
  readonly entry: number;
  readonly redeliveries: number;
  readonly message: MessageText;
}

export interface Membership {
  /** Is handed nothing more. */
  pause(): void;
  /** Gives back what it holds. A `lost` member may have begun with it. */
  leave(how: 'left' | 'lost'): void;
  /** Ends an entry. One that this member does not hold is ignored. */
  done(entry: number): void;
  /** Ends an entry as dead. */
  bury(entry: number, reason: string, attempts: number): void;
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
  letters(group: string, limit: number): Promise<readonly DeadLetter[]>;
  replay(group: string, ids?: readonly string[]): Promise<number>;
  /** Closes the file after the last commit. */
  close(): Promise<void>;
}

interface GroupInLog {
  readonly name: string;
  readonly topics: Set<string>;
  matches: (topic: string) => boolean;
  readonly queue: GroupQueue;
  dead: number;
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
  readonly wanting: readonly GroupInLog[];
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
  const groups = new Map<string, GroupInLog>();
  const stored = new Map<number, Stored>();
  const ears = new Set<Ear>();
  let bytes = 0;
  let lastMessage = 0;
  let lastEntry = 0;
  let replaying: Promise<unknown> = Promise.resolve();

  const groupOf = (name: string): GroupInLog => {
    const known = groups.get(name);
    if (known) return known;
    const made: GroupInLog = { name, topics: new Set(), matches: () => false, queue: createGroupQueue(), dead: 0 };
    groups.set(name, made);
    return made;
  };
  /** Adds topics to a group. Returns whether some are new. */
  const widen = (group: GroupInLog, topics: readonly string[]): boolean => {
    const before = group.topics.size;
    for (const topic of topics) group.topics.add(topic);
    if (group.topics.size === before) return false;
    group.matches = topicMatcher([...group.topics]);
    return true;
  };
  const keep = (message: Stored): Stored => {
    stored.set(message.number, message);
    bytes += message.bytes;
    return message;
  };
  /** Gives up a group's need of a message. Nobody's need is the end of it. */
  const release = (message: Stored): void => {
    message.needs -= 1;
    if (message.needs > 0) return;
    stored.delete(message.number);
    bytes -= message.bytes;
    commits.next().doneMessages.push(message.number);
  };
  const declare = (wanted: Group): GroupInLog => {
    checkGroup(wanted);
    const isNew = !groups.has(wanted.group);
    const group = groupOf(wanted.group);
    if (widen(group, wanted.topics) || isNew)
      commits.next().groups.push({ name: group.name, topics: [...group.topics] });
    return group;
  };

  const { groups: groupRows, entries: entryRows } = await store.load();
  for (const { name, topics } of groupRows) widen(groupOf(name), topics);
  for (const { number, group: name, message, isDead, ...row } of entryRows) {
    const group = groupOf(name);
    const one = stored.get(message) ?? keep({ ...row, number: message, needs: 0 });
    one.needs += 1;
    lastMessage = Math.max(lastMessage, message);
    lastEntry = Math.max(lastEntry, number);
    if (isDead) group.dead += 1;
    else group.queue.add({ number, stored: one, redeliveries: 0 });
  }

  /** Puts a message into the next commit. Returns what follows it, or the failure. */
  const append = ({ message, data, size, wanting }: Offered): Appended => {
    const { id, topic, key, at, traceparent = null } = message;
    lastMessage += 1;
    const row = { number: lastMessage, id, topic, key, at, data, traceparent, bytes: size };
    const one = { number: row.number, key, at, bytes: size, needs: wanting.length };
    if (wanting.length > 0) {
      keep(one);
      commits.next().messages.push(row);
    }
    const entries = wanting.map((group) => {
      lastEntry += 1;
      commits.next().entries.push({ number: lastEntry, group: group.name, message: row.number });
      return { group, entry: { number: lastEntry, stored: one, redeliveries: 0 } };
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
      onFailed: () => {
        if (stored.delete(one.number)) bytes -= one.bytes;
      },
    };
  };
  const replay = async (name: string, ids: readonly string[] | undefined): Promise<number> => {
    const group = groupOf(name);
    await commits.committed();
    const dead = await store.dead(name, ids);
    const revived = dead.map(({ entry, message }): Entry => {
      lastEntry += 1;
      commits.next().revived.push({ entry, number: lastEntry });
      return { number: lastEntry, stored: stored.get(message)!, redeliveries: 0 };
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
        const wanting = [...groups.values()].filter(({ matches }) => matches(message.topic));
        return { message, data, size: wanting.length && Buffer.byteLength(data) + overheadBytes, wanting };
      });
      const more = offered.reduce((sum, { size }) => sum + size, 0);
      if (more > 0 && bytes + more > maxBytes) throw new Error(`the log is full: ${bytes} of ${maxBytes} bytes wait`);
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
      let isIn = true;
      const member: Member = {
        credit,
        onHanded: (entry) =>
          handOuts.add(entry, (message) => {
            if (isIn) onHanded({ entry: entry.number, redeliveries: entry.redeliveries, message });
          }),
      };
      group.queue.join(member);
      group.queue.handOut();
      const end = (number: number): Entry | undefined => {
        const entry = group.queue.done(member, number);
        if (entry) group.queue.handOut();
        return entry;
      };
      return {
        pause: () => group.queue.pause(member),
        leave: (how) => {
          isIn = false;
          group.queue.leave(member, how);
          group.queue.handOut();
        },
        done: (number) => {
          const entry = end(number);
          if (!entry) return;
          commits.next().doneEntries.push(number);
          release(entry.stored);
          commits.soon();
        },
        bury: (number, reason, attempts) => {
          if (!end(number)) return;
          group.dead += 1;
          commits.next().buried.push({ entry: number, reason, attempts, deadAt: new Date().toISOString() });
          commits.soon();
        },
      };
    },
    listen: (topics, onMessage) => {
      const ear: Ear = { matches: topicMatcher(topics), onMessage };
      ears.add(ear);
      return () => void ears.delete(ear);
    },
    groups: () =>
      [...groups.values()].map(({ name, queue, dead }) => {
        const oldest = queue.oldest();
        return { group: name, depth: queue.depth(), dead, ...(oldest && { oldestAt: oldest.stored.at }) };
      }),
    letters: async (group, limit) => {
      checkGroupName(group);
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
