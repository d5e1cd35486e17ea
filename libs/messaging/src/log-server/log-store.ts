/** Store of the log: what a crash leaves. One process owns its file, and keeps the index of it in memory. */

import { openSqlite } from '@frontage/sql';
import type { Insertable, Transaction } from 'kysely';
import type { DeadLetter } from '../messaging.ts';
import { migrateLog, type LogTables } from './log-tables.ts';

export type MessageRow = Insertable<LogTables['messages']>;
/** Message as JSON text. Its data is never parsed on the way through the log. */
export type MessageText = string;

/** Entry, as the index of the log is built from it at start-up. */
export interface IndexRow extends Pick<MessageRow, 'key' | 'at' | 'bytes'> {
  readonly number: number;
  readonly group: string;
  readonly message: number;
  readonly isDead: boolean;
}

/** Changes of one turn, which are committed together. */
export interface Changes {
  readonly groups: { name: string; topics: readonly string[] }[];
  readonly messages: MessageRow[];
  readonly entries: { number: number; group: string; message: number }[];
  readonly buried: { entry: number; reason: string; attempts: number; deadAt: string }[];
  /** Dead letters, and the new places at the end of their group. */
  readonly revived: { entry: number; number: number }[];
  readonly doneEntries: number[];
  readonly doneMessages: number[];
}

export const noChanges = (): Changes => ({
  groups: [],
  messages: [],
  entries: [],
  buried: [],
  revived: [],
  doneEntries: [],
  doneMessages: [],
});

/** Content of a store, but for the messages themselves. */
export interface Loaded {
  readonly groups: readonly { readonly name: string; readonly topics: readonly string[] }[];
  /** In the order of their groups. */
  readonly entries: readonly IndexRow[];
}

export interface LogStore {
  load(): Promise<Loaded>;
  /** Commits: when it resolves, the changes are on the disk. */
  commit(changes: Changes): Promise<void>;
  /** Reads messages, by their numbers. */
  read(messages: readonly number[]): Promise<ReadonlyMap<number, MessageText>>;
  letters(group: string, limit: number): Promise<readonly DeadLetter[]>;
  /** Finds dead letters, those with some ids or all, in the order of their death. */
  dead(group: string, ids?: readonly string[]): Promise<readonly { entry: number; message: number }[]>;
  close(): Promise<void>;
}

/** Rows of one statement: SQLite takes 32,766 values. */
const chunkRows = 1_000;

/** Opens the store at a path, and creates it where it is missing. */
export async function openLogStore(file: string): Promise<LogStore> {
  const db = openSqlite<LogTables>({ file, synchronous: 'full', exclusive: true });
  try {
    await migrateLog(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const dead = (group: string) =>
    db
      .selectFrom('entries')
      .innerJoin('messages', 'messages.number', 'entries.message')
      .where('group_name', '=', group)
      .where('dead_at', 'is not', null)
      .orderBy('dead_at')
      .orderBy('entries.number');
  return {
    load: async () => {
      const groups = await db.selectFrom('groups').selectAll().orderBy('name').execute();
      const entries = await db
        .selectFrom('entries')
        .innerJoin('messages', 'messages.number', 'entries.message')
        .select(['entries.number', 'group_name', 'message', 'dead_at', 'key', 'at', 'bytes'])
        .orderBy('entries.number')
        .execute();
      return {
        groups: groups.map(({ name, topics }) => ({ name, topics: JSON.parse(topics) as string[] })),
        entries: entries.map(({ group_name, dead_at, ...row }) => ({
          ...row,
          group: group_name,
          isDead: dead_at !== null,
        })),
      };
    },
    commit: (changes) => db.transaction().execute((transaction) => write(transaction, changes)),
    read: async (messages) => {
      const rows = await db.selectFrom('messages').selectAll().where('number', 'in', messages).execute();
      return new Map(rows.map((row) => [row.number, toText(row)]));
    },
    letters: async (group, limit) => {
      const rows = await dead(group)
        .selectAll('messages')
        .select(['dead_at', 'reason', 'attempts'])
        .limit(limit)
        .execute();
      return rows.map(({ dead_at, reason, attempts, ...row }) => ({
        message: JSON.parse(toText(row)) as DeadLetter['message'],
        reason: reason ?? '',
        attempts: attempts ?? 0,
        deadAt: dead_at ?? '',
      }));
    },
    dead: async (group, ids) => {
      const rows = await dead(group).select(['entries.number as entry', 'message', 'id']).execute();
      const wanted = ids && new Set(ids);
      return rows.filter(({ id }) => wanted?.has(id) ?? true);
    },
    close: () => db.destroy(),
  };
}

async function write(db: Transaction<LogTables>, changes: Changes): Promise<void> {
  for (const { name, topics } of changes.groups) {
    const row = { topics: JSON.stringify(topics) };
    await db
      .insertInto('groups')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute();
  }
  for (const rows of chunked(changes.messages)) await db.insertInto('messages').values(rows).execute();
  for (const rows of chunked(changes.entries)) {
    await db
      .insertInto('entries')
      .values(rows.map(({ number, group, message }) => ({ number, group_name: group, message })))
      .execute();
  }
  for (const { entry, reason, attempts, deadAt } of changes.buried) {
    await db.updateTable('entries').set({ reason, attempts, dead_at: deadAt }).where('number', '=', entry).execute();
  }
  for (const { entry, number } of changes.revived) {
    await db
      .updateTable('entries')
      .set({ number, reason: null, attempts: null, dead_at: null })
      .where('number', '=', entry)
      .execute();
  }
  for (const numbers of chunked(changes.doneEntries)) {
    await db.deleteFrom('entries').where('number', 'in', numbers).execute();
  }
  for (const numbers of chunked(changes.doneMessages)) {
    await db.deleteFrom('messages').where('number', 'in', numbers).execute();
  }
}

function* chunked<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += chunkRows) yield rows.slice(start, start + chunkRows);
}

/** Message as JSON text, of its row. */
export function toText({ id, topic, key, at, data, traceparent }: Omit<MessageRow, 'number' | 'bytes'>): MessageText {
  const head = JSON.stringify({ id, topic, key, at, ...(traceparent !== null && { traceparent }) });
  return `${head.slice(0, -1)},"data":${data}}`;
}
