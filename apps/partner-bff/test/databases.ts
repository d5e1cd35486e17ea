/** Databases for specs of records: SQLite, and PostgreSQL where `DATABASE_URL` names a server. */

import { openPostgresSchema } from '@frontage/sql/fake';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeysConfig } from '../src/config.ts';
import { runKeysCommand } from '../src/keys/keys-command.ts';
import { openKeys, type Keys } from '../src/keys/keys.ts';
import { openRecords } from '../src/records.ts';

export interface Database {
  /** Environment of a house that uses it. */
  readonly env: Readonly<Record<string, string>>;
  readonly keys: Keys;
  /** Output of the keys command for the arguments of a line. */
  readonly command: (line: string) => Promise<string>;
  close(): Promise<void>;
}

async function open(url: string, remove: () => unknown): Promise<Database> {
  const env = { DATABASE_URL: url };
  const keys = await openKeys(loadKeysConfig(env));
  const records = await openRecords(keys.db);
  return {
    env,
    keys,
    command: async (line) => {
      const said: string[] = [];
      const say = (text: string): void => void said.push(text);
      const code = await runKeysCommand(line.split(' '), { ...keys, ...records, out: say, say });
      if (code !== 0) throw new Error(said.join(''));
      return said.join('');
    },
    close: async () => {
      await keys.close();
      await remove();
    },
  };
}

const sqlite = () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontage-partner-'));
  return open(`sqlite:${join(folder, 'partner.sqlite')}`, () => rmSync(folder, { recursive: true }));
};

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

const postgres = async () => {
  const { url, close } = await openPostgresSchema(postgresUrl!);
  return open(url, close);
};

/** Databases by name, with the number of instances that may share one. */
export const databases: readonly (readonly [name: string, open: () => Promise<Database>, instances: number])[] = [
  ['SQLite', sqlite, 1],
  ...(postgresUrl === undefined ? [] : [['PostgreSQL', postgres, 2] as const]),
];
