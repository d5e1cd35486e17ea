import { createCommits } from './commits.ts';
import type { Changes } from './log-store.ts';

/** Store that keeps what it is given, unless its disk is full. */
function disk() {
  const commits: Changes[] = [];
  const disk = {
    commits,
    isFull: false,
    commit: async (changes: Changes) => {
      if (disk.isFull) throw new Error('no space');
      commits.push(changes);
    },
  };
  return disk;
}

const message = { number: 1, id: 'm', topic: 't', key: 'k', at: '', data: '1', traceparent: null, bytes: 1 };

describe('group commit', () => {
  it('commits together what arrives in one turn, and answers in the order of the calls', async () => {
    const store = disk();
    const commits = createCommits(store, () => undefined);
    const order: number[] = [];
    const calls = [1, 2, 3].map(async (number) => {
      commits.next().doneEntries.push(number);
      await commits.committed();
      order.push(number);
    });
    await Promise.all(calls);
    expect(store.commits.map(({ doneEntries }) => doneEntries)).toEqual([[1, 2, 3]]);
    expect(order).toEqual([1, 2, 3]);
  });

  it('tells publishers of a failure, forgets their messages, and tries all else again', async () => {
    const store = disk();
    const troubles: unknown[] = [];
    const commits = createCommits(store, (error) => troubles.push(error));
    store.isFull = true;
    commits.next().messages.push(message);
    commits.next().entries.push({ number: 1, group: 'g', message: 1 });
    commits.next().doneEntries.push(7);
    commits.next().groups.push({ name: 'g', topics: ['#'] });
    await expect(commits.committed()).rejects.toThrow('no space');
    expect(troubles).toHaveLength(1);
    store.isFull = false;
    commits.next().doneEntries.push(8);
    await commits.committed();
    expect(store.commits).toEqual([
      {
        groups: [{ name: 'g', topics: ['#'] }],
        messages: [],
        entries: [],
        buried: [],
        revived: [],
        doneEntries: [7, 8],
        doneMessages: [],
      },
    ]);
  });

  it('commits what is left when it closes', async () => {
    const store = disk();
    const commits = createCommits(store, () => undefined);
    commits.next().doneEntries.push(1);
    commits.soon();
    await commits.close();
    expect(store.commits.flatMap(({ doneEntries }) => doneEntries)).toEqual([1]);
  });
});
