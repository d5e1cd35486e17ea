import { jest } from '@jest/globals';
import {
  apiKeyAuthenticator,
  collectKeyUses,
  createKeyAdministration,
  createPeppers,
  rememberKeys,
  type ApiKeyStore,
} from '../api-key.exports.ts';
import { memoryKeyStore } from './memory-key-store.ts';
import type { FoundKey, KeyUse } from './key-store.ts';
import { developmentPartners } from '../development.exports.ts';

const peppers = createPeppers(['the pepper of this spec']);
const [acme] = developmentPartners;
let clock: number;
let store: ApiKeyStore;
let lookUps: string[];
/** Look-up in a store that counts. */
const find = async (id: string): Promise<FoundKey | undefined> => {
  lookUps.push(id);
  return store.find(id);
};
const remember = (options = {}) => rememberKeys({ find, now: () => clock, ...options });
const administration = () => createKeyAdministration({ store, peppers, liveWord: 'dev' });

beforeEach(async () => {
  clock = 1_000_000;
  lookUps = [];
  store = memoryKeyStore();
  await store.putPartner(acme!);
});

const issue = () => administration().issue({ partnerId: 'acme', mode: 'live', scopes: ['orders:read'] });

describe('remembered keys', () => {
  it('are looked up once in five seconds, and once for all who ask at once', async () => {
    const { record } = await issue();
    const known = remember();
    await Promise.all(Array.from({ length: 50 }, () => known(record.id)));
    clock += 4_999;
    expect((await known(record.id))?.key).toEqual(record);
    expect(lookUps).toEqual([record.id]);
    clock += 1;
    await known(record.id);
    expect(lookUps).toHaveLength(2);
  });

  it('are looked up again after a look-up that failed, however it failed', async () => {
    const { record } = await issue();
    const failures = [
      () => Promise.reject(new Error('gone')),
      () => {
        throw new Error('gone before it began');
      },
    ];
    for (const fail of failures) {
      let isGone = true;
      const known = remember({ find: (id: string) => (isGone ? fail() : store.find(id)) });
      await expect(known(record.id)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      isGone = false;
      expect((await known(record.id))?.key).toEqual(record);
    }
  });

  it('may be asked for under any name', async () => {
    const known = remember();
    for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(await known(id)).toBeUndefined();
      expect(await known(id)).toBeUndefined();
    }
  });

  it('are no keys any more on any instance five seconds after they were revoked', async () => {
    const { key, record } = await issue();
    const instances = [remember(), remember()].map((known) => apiKeyAuthenticator({ find: known, peppers }));
    const kinds = () =>
      Promise.all(
        instances.map(async ({ authenticate }) => {
          const headers: Record<string, string> = { 'x-api-key': key };
          return (await authenticate({ header: (name) => headers[name], address: undefined })).kind;
        }),
      );
    expect(await kinds()).toEqual(['authenticated', 'authenticated']);
    clock += 3_000;
    await administration().revoke(record.id);
    expect(await kinds()).toEqual(['authenticated', 'authenticated']);
    clock += 2_000;
    expect(await kinds()).toEqual(['rejected', 'rejected']);
  });

  it('count from when they were asked for, however long the store took', async () => {
    const { record } = await issue();
    const known = rememberKeys({
      now: () => clock,
      find: async (id) => {
        const found = await find(id);
        clock += 3_000;
        return found;
      },
    });
    await known(record.id);
    clock += 2_000;
    await known(record.id);
    expect(lookUps).toHaveLength(2);
  });

  it('that do not exist are remembered too, and found once they do', async () => {
    const known = remember();
    expect(await known('nobody')).toBeUndefined();
    expect(await known('nobody')).toBeUndefined();
    expect(lookUps).toHaveLength(1);
    clock += 5_000;
    await known('nobody');
    expect(lookUps).toHaveLength(2);
  });

  it('are not pushed out by a flood of ids that do not exist', async () => {
    const { record } = await issue();
    const known = remember({ maxUnknown: 10 });
    await known(record.id);
    for (let index = 0; index < 1_000; index += 1) await known(`nobody-${index}`);
    lookUps = [];
    await known(record.id);
    await known('nobody-999');
    expect(lookUps).toEqual([]);
    await known('nobody-0');
    expect(lookUps).toEqual(['nobody-0']);
  });

  it('still open while the store is gone, for as long as they are remembered; then it is unavailable, and comes back', async () => {
    const { record } = await issue();
    const known = remember();
    await known(record.id);
    const gone = new Error('ECONNREFUSED');
    const { find: well } = store;
    store = { ...store, find: () => Promise.reject(gone) };
    clock += 4_999;
    expect(await known(record.id)).toBeDefined();
    clock += 1;
    await expect(known(record.id)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: gone });
    store = { ...store, find: well };
    expect(await known(record.id)).toBeDefined();
  });

  it('are unavailable when the store says nothing in time', async () => {
    const { record } = await issue();
    const known = remember({ timeoutMs: 20 });
    const { find: well } = store;
    store = { ...store, find: () => new Promise(() => undefined) };
    await expect(known(record.id)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { code: 'DEADLINE_EXCEEDED' } });
    store = { ...store, find: well };
    expect(await known(record.id)).toBeDefined();
  });
});

describe('uses of keys', () => {
  let written: (readonly KeyUse[])[];
  let failures: unknown[];
  const at = (second: number): string => new Date(Date.UTC(2026, 4, 1, 10, 0, second)).toISOString();
  const collect = (noteUses = async (uses: readonly KeyUse[]) => void written.push(uses)) =>
    collectKeyUses({ store: { noteUses }, onFailed: (error) => failures.push(error), maxKeys: 3 });
  beforeEach(() => {
    jest.useFakeTimers();
    written = [];
    failures = [];
  });
  afterEach(() => jest.useRealTimers());

  it('are written once a minute, whatever their number, and not at all without any', async () => {
    const uses = collect();
    for (let second = 0; second < 50; second += 1) uses.note({ id: second % 2 ? 'k-1' : 'k-2', at: at(second) });
    await jest.advanceTimersByTimeAsync(59_999);
    expect(written).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(written).toEqual([
      [
        { id: 'k-2', at: at(48), rehashed: undefined },
        { id: 'k-1', at: at(49), rehashed: undefined },
      ],
    ]);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(written).toHaveLength(1);
  });

  it('are written at the end, and then no more', async () => {
    const uses = collect();
    uses.note({ id: 'k-1', at: at(1) });
    await uses.close();
    uses.note({ id: 'k-1', at: at(2) });
    await uses.close();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(written).toHaveLength(1);
  });

  it('keep a new hash until it is written', async () => {
    const uses = collect();
    const rehashed = peppers.hash('a key');
    uses.note({ id: 'k-1', at: at(1), rehashed });
    uses.note({ id: 'k-1', at: at(2) });
    await uses.close();
    expect(written).toEqual([[{ id: 'k-1', at: at(2), rehashed }]]);
  });

  it('of more keys than there may be are left out', async () => {
    const uses = collect();
    for (let index = 0; index < 10; index += 1) uses.note({ id: `k-${index}`, at: at(1) });
    await uses.close();
    expect(written[0]!.map(({ id }) => id)).toEqual(['k-0', 'k-1', 'k-2']);
  });

  it('that cannot be written are told of and lost, and the next ones are written again', async () => {
    let broken = true;
    const uses = collect(async (some) => {
      if (broken) throw new Error('no database');
      written.push(some);
    });
    uses.note({ id: 'k-1', at: at(1) });
    await jest.advanceTimersByTimeAsync(60_000);
    broken = false;
    uses.note({ id: 'k-1', at: at(2) });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(failures).toHaveLength(1);
    expect(written).toHaveLength(1);
  });
});
