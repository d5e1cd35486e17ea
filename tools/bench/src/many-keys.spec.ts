import { createPeppers, parseApiKey } from '@frontage/auth';
import { openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyAt } from './many-keys.ts';
import { addManyKeys } from './partner-key.ts';

describe('numbered keys', () => {
  const keys = Array.from({ length: 1_000 }, (_, number) => keyAt(number));

  it('are keys, each another one, and always the same', () => {
    for (const { id, key } of keys) expect(parseApiKey(key)).toEqual({ id });
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
    expect(keyAt(7)).toEqual(keys[7]);
  });

  it('are two of a partner, whose names are of one length', () => {
    expect(new Set(keys.map(({ partnerId }) => partnerId)).size).toBe(keys.length / 2);
    expect(keyAt(99_999).partnerId).toHaveLength(keyAt(0).partnerId.length);
  });

  it('open what they are put into, however often that grows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontage-keys-'));
    const secrets = { pepper: 'the pepper of this spec', databaseUrl: `sqlite:${join(folder, 'keys.sqlite')}` };
    const db = openDatabase<KeyTables>(secrets.databaseUrl);
    try {
      const store = await openSqlKeyStore(db);
      await addManyKeys(secrets, { from: 0, to: 5 });
      await addManyKeys(secrets, { from: 5, to: 10 });
      const peppers = createPeppers([secrets.pepper]);
      for (let number = 0; number < 10; number += 1) {
        const { id, key, partnerId } = keyAt(number);
        const found = await store.find(id);
        expect(peppers.match(key, found?.key)).toBe('right');
        expect(found?.partner).toMatchObject({ id: partnerId, status: 'active' });
      }
      expect(await store.find(keyAt(10).id)).toBeUndefined();
    } finally {
      await db.destroy();
      rmSync(folder, { recursive: true });
    }
  });
});
