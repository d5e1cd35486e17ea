/** Suite for every store of partners and keys. `open` gives an empty store. */

import { createPeppers, type ApiKeyRecord, type ApiKeyStore, type Partner } from '../src/api-key.exports.ts';

const day = (number: number): string => `2026-05-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const acme: Partner = { id: 'acme', status: 'active', tier: 'standard', regions: ['EU', 'UK'] };
const { hash } = createPeppers(['the pepper of the suite']);
const key = (id: string, more: Partial<ApiKeyRecord> = {}): ApiKeyRecord => ({
  id,
  partnerId: 'acme',
  mode: 'live',
  hint: 'x9Zq',
  scopes: ['orders:read', 'orders:write'],
  addresses: ['192.0.2.0/24', '2001:db8::/32'],
  ...hash(`key ${id}`),
  createdAt: day(1),
  expiresAt: undefined,
  revokedAt: undefined,
  replacedBy: undefined,
  lastUsedAt: undefined,
  exposedAt: undefined,
  ...more,
});

/** Declares the suite. */
export function describeKeyStore(name: string, open: () => Promise<ApiKeyStore>): void {
  describe(`key store: ${name}`, () => {
    let store: ApiKeyStore;
    beforeEach(async () => {
      store = await open();
      await store.putPartner(acme);
    });
    const add = (record: ApiKeyRecord, maxLive = 2) => store.add({ key: record, maxLive });
    const found = async (id: string): Promise<ApiKeyRecord | undefined> => (await store.find(id))?.key;
    const ids = async (): Promise<string[]> => (await store.keysOf('acme')).map(({ id }) => id);

    it('gives back what it was given, with whose it is', async () => {
      const full = key('k-1', {
        expiresAt: day(9),
        revokedAt: day(8),
        replacedBy: 'k-2',
        lastUsedAt: day(7),
        exposedAt: day(6),
        addresses: [],
        scopes: ['catalog:read'],
        mode: 'test',
      });
      expect(await add(full)).toBe('added');
      expect(await add(key('k-2'))).toBe('added');
      expect(await store.find('k-1')).toEqual({ key: full, partner: acme });
      expect(await store.find('k-2')).toEqual({ key: key('k-2'), partner: acme });
      expect(await store.find('k-3')).toBeUndefined();
    });

    it('knows what has become of a partner', async () => {
      await add(key('k-1'));
      const globex: Partner = { id: 'globex', status: 'active', tier: 'premium', regions: [] };
      await store.putPartner(globex);
      const suspended: Partner = { id: 'acme', status: 'suspended', tier: 'gold', regions: ['JP'] };
      await store.putPartner(suspended);
      expect((await store.find('k-1'))?.partner).toEqual(suspended);
      expect(await store.partners()).toEqual([suspended, globex]);
    });

    it('lists the keys of a partner, newest first, dead ones included', async () => {
      await store.putPartner({ ...acme, id: 'globex' });
      await add(key('k-1', { createdAt: day(1) }));
      await add(key('k-2', { createdAt: day(3), revokedAt: day(4) }));
      await add(key('k-3', { createdAt: day(2), expiresAt: day(2) }));
      await add(key('k-4', { partnerId: 'globex' }));
      expect(await ids()).toEqual(['k-2', 'k-3', 'k-1']);
      expect(await store.keysOf('nobody')).toEqual([]);
    });

    it('lists them in pages', async () => {
      await store.putPartner({ ...acme, id: 'globex' });
      await add(key('k-4', { partnerId: 'globex', createdAt: day(2) }));
      for (const [id, createdAt] of [
        ['k-1', day(1)],
        ['k-2', day(2)],
        ['k-3', day(2)],
      ] as const)
        await store.add({ key: key(id, { createdAt }), maxLive: 9 });
      const page = async (limit: number, after?: string) =>
        (await store.keysOf('acme', { limit, after })).map(({ id }) => id);
      expect(await page(2)).toEqual(['k-3', 'k-2']);
      expect(await page(2, 'k-3')).toEqual(['k-2', 'k-1']);
      expect(await page(2, 'k-1')).toEqual([]);
    });

    it('lists and counts the keys of each mode apart', async () => {
      for (const [id, mode] of [
        ['k-1', 'live'],
        ['k-2', 'test'],
        ['k-3', 'test'],
      ] as const)
        expect(await add(key(id, { mode }))).toBe('added');
      expect(await add(key('k-4', { mode: 'test' }))).toBe('too-many');
      expect(await add(key('k-5'))).toBe('added');
      const of = async (query: object) => (await store.keysOf('acme', query)).map(({ id }) => id);
      expect(await of({ mode: 'live' })).toEqual(['k-5', 'k-1']);
      expect(await of({ mode: 'test', limit: 1 })).toEqual(['k-3']);
      expect(await of({ mode: 'test', limit: 5, after: 'k-3' })).toEqual(['k-2']);
      expect(await ids()).toHaveLength(4);
    });

    it('adds no key of nobody, and none twice', async () => {
      expect(await add(key('k-1', { partnerId: 'nobody' }))).toBe('no-partner');
      expect(await found('k-1')).toBeUndefined();
      await add(key('k-1'));
      expect(await add(key('k-1', { hint: 'else' }))).toBe('exists');
      expect(await found('k-1')).toEqual(key('k-1'));
    });

    it('adds no more live keys than there may be; dead ones do not count', async () => {
      await add(key('k-1', { expiresAt: day(5) }));
      await add(key('k-2'));
      expect(await add(key('k-3', { createdAt: day(4) }))).toBe('too-many');
      expect(await ids()).toHaveLength(2);
      expect(await add(key('k-3', { createdAt: day(5) }))).toBe('added');
      expect(await add(key('k-4', { createdAt: day(6) }))).toBe('too-many');
      await store.revoke('k-2', day(6));
      expect(await add(key('k-4', { createdAt: day(6) }))).toBe('added');
    });

    it('counts right when many add at once', async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => add(key(`k-${index}`))));
      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(2);
      expect(outcomes.filter((outcome) => outcome === 'too-many')).toHaveLength(6);
      expect(await ids()).toHaveLength(2);
    });

    it('replaces a key: the old one ends when it is told to, and not later than it would have', async () => {
      await add(key('k-1'));
      const roll = (id: string, from: string, endsAt: string) =>
        store.add({ key: key(id, { createdAt: day(2) }), maxLive: 2, replaces: { id: from, endsAt } });
      expect(await roll('k-2', 'k-1', day(3))).toBe('added');
      expect(await found('k-1')).toMatchObject({ expiresAt: day(3), replacedBy: 'k-2' });
      expect(await roll('k-3', 'k-2', day(4))).toBe('too-many');
      expect(await found('k-2')).toEqual(key('k-2', { createdAt: day(2) }));
      expect(await found('k-3')).toBeUndefined();
      expect(await roll('k-3', 'k-2', day(2))).toBe('added');
      expect(await found('k-2')).toMatchObject({ expiresAt: day(2), replacedBy: 'k-3' });
      await store.revoke('k-3', day(2));
      expect(await roll('k-4', 'k-1', day(9))).toBe('added');
      expect(await found('k-1')).toMatchObject({ expiresAt: day(3), replacedBy: 'k-4' });
    });

    it('revokes a key once and for all', async () => {
      await add(key('k-1'));
      expect(await store.revoke('k-1', day(3))).toBe(true);
      expect(await store.revoke('k-1', day(4))).toBe(true);
      expect(await found('k-1')).toEqual(key('k-1', { revokedAt: day(3) }));
      expect(await store.revoke('k-2', day(3))).toBe(false);
    });

    it('flags a key as exposed once', async () => {
      await add(key('k-1'));
      await store.expose('k-1', day(3));
      await store.expose('k-1', day(4));
      await store.expose('nothing', day(4));
      expect(await found('k-1')).toEqual(key('k-1', { exposedAt: day(3) }));
    });

    it('notes when keys were last used, in whatever order it hears of it', async () => {
      await add(key('k-1'));
      await add(key('k-2'));
      const rehashed = createPeppers(['a new pepper']).hash('key k-2');
      await store.noteUses([
        { id: 'k-1', at: day(4) },
        { id: 'nothing', at: day(4) },
        { id: 'k-2', at: day(4), rehashed },
      ]);
      await store.noteUses([{ id: 'k-1', at: day(3) }]);
      await store.noteUses([]);
      expect(await found('k-1')).toEqual(key('k-1', { lastUsedAt: day(4) }));
      expect(await found('k-2')).toEqual(key('k-2', { lastUsedAt: day(4), ...rehashed }));
    });

    it('notes any number of uses', async () => {
      await add(key('k-1'));
      await store.noteUses(Array.from({ length: 1_000 }, (_, index) => ({ id: `k-${1_000 - index}`, at: day(5) })));
      expect(await found('k-1')).toMatchObject({ lastUsedAt: day(5) });
    });
  });
}
