import { createPeppers, parseApiKey } from '@frontage/auth/api-key';
import { openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { openDatabase } from '@frontage/sql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addNumberedKeys, numberedKey } from './api-keys.ts';

describe('numbered keys', () => {
  const keys = Array.from({ length: 1_000 }, (_, number) => numberedKey(number));

  it('are keys, each another one, two of a partner, and always the same', () => {
    for (const { id, key } of keys) expect(parseApiKey(key)).toMatchObject({ id });
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
    expect(new Set(keys.map(({ partnerId }) => partnerId)).size).toBe(keys.length / 2);
    expect(numberedKey(7)).toEqual(keys[7]);
    expect(numberedKey(99_999).partnerId).toHaveLength(numberedKey(0).partnerId.length);
  });

  it('open what they are put into, however often that grows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontage-keys-'));
    const keyDatabase = { pepper: 'the pepper of this spec', databaseUrl: `sqlite:${join(folder, 'keys.sqlite')}` };
    const db = openDatabase<KeyTables>(keyDatabase.databaseUrl);
    try {
      const store = await openSqlKeyStore(db);
      await addNumberedKeys(keyDatabase, 0, 5);
      await addNumberedKeys(keyDatabase, 5, 10);
      const peppers = createPeppers([keyDatabase.pepper]);
      for (const { id, key, partnerId } of keys.slice(0, 10)) {
        const found = await store.find(id);
        expect(peppers.match(key, found?.key)).toBe('right');
        expect(found?.partner).toMatchObject({ id: partnerId, status: 'active' });
      }
      expect(await store.find(numberedKey(10).id)).toBeUndefined();
    } finally {
      await db.destroy();
      rmSync(folder, { recursive: true });
    }
  });
});
