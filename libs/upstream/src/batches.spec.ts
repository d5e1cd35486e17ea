import { inBatches } from './index.ts';

describe('inBatches', () => {
  it('asks for as many ids at a time as it may, all at the same time', async () => {
    const asked: (readonly string[])[] = [];
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const all = inBatches(['a', 'b', 'c', 'd', 'e'], 2, async (batch) => {
      asked.push(batch);
      await go;
      return batch.map((id) => id.toUpperCase());
    });
    expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    resolve();
    expect(await all).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('asks nobody for nothing', async () => {
    const asked: (readonly string[])[] = [];
    expect(await inBatches([], 2, async (batch) => (asked.push(batch), []))).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('fails when one of its batches does', async () => {
    const failing = inBatches(['a', 'b', 'c'], 1, async ([id]) => {
      if (id === 'b') throw new Error('b is out');
      return [id];
    });
    await expect(failing).rejects.toThrow('b is out');
  });
});
