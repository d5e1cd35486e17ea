import { newCall, type Call } from '@frontage/call';
import { jest } from '@jest/globals';
import { bulkhead, noBulkhead, type Bulkhead } from './index.ts';

/** Calls that record their beginning, and that the test ends. */
function visitors(subject: Bulkhead) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const enter = (name: string, call: Call = newCall()): Promise<unknown> =>
    subject
      .execute(call, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      })
      .catch((error: unknown) => error);
  const end = async (name: string, outcome: Promise<unknown>) => {
    ends.get(name)!();
    await expect(outcome).resolves.toBe(name);
  };
  return { begun, enter, end };
}

describe('a bulkhead', () => {
  it('lets in as many as declared, the others in order of arrival', async () => {
    const subject = bulkhead({ concurrent: 2, queue: 3 });
    const { begun, enter, end } = visitors(subject);
    const [a, , c] = ['a', 'b', 'c', 'd', 'e'].map((name) => enter(name));
    expect([begun, subject.inFlight, subject.queued]).toEqual([['a', 'b'], 2, 3]);
    await end('a', a!);
    await end('c', c!);
    expect([begun, subject.inFlight, subject.queued]).toEqual([['a', 'b', 'c', 'd'], 2, 1]);
  });

  it('lets requests take turns, whatever one of them has waiting', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 1_000 });
    const { begun, enter, end } = visitors(subject);
    const [greedy, modest, shared] = [newCall(), newCall(), newCall()];
    const first = enter('first');
    const outcomes = new Map(['g1', 'g2', 'g3', 'g4', 'g5'].map((name) => [name, enter(name, greedy)]));
    outcomes.set('m1', enter('m1', modest));
    outcomes.set('m2', enter('m2', modest));
    // A shared fetch counts for the request that began it.
    outcomes.set('g6', enter('g6', newCall({ begunBy: greedy.ledger })));
    outcomes.set('s1', enter('s1', shared));
    await end('first', first);
    while (subject.inFlight > 0) await end(begun.at(-1)!, outcomes.get(begun.at(-1)!)!);
    expect(begun).toEqual(['first', 'g1', 'm1', 's1', 'g2', 'm2', 'g3', 'g4', 'g5', 'g6']);
  });

  it('does not let a call wait for somebody else’s turn because both want the same', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 1_000 });
    const { begun, enter, end } = visitors(subject);
    const [greedy, modest] = [newCall(), newCall()];
    const first = enter('first');
    const outcomes = new Map(['g1', 'g2', 'g3'].map((name) => [name, enter(name, greedy)]));
    const shared = newCall({ begunBy: greedy.ledger });
    outcomes.set('both', enter('both', shared));
    outcomes.set('g4', enter('g4', greedy));
    shared.ledger.joinedBy(modest.ledger);
    await end('first', first);
    while (subject.inFlight > 0) await end(begun.at(-1)!, outcomes.get(begun.at(-1)!)!);
    expect([begun, subject.queued]).toEqual([['first', 'g1', 'both', 'g2', 'g3', 'g4'], 0]);
  });

  it('refuses whoever has most waiting when the queue is full, the newest of theirs', async () => {
    const onReject = jest.fn();
    const subject = bulkhead({ concurrent: 1, queue: 4, onReject });
    const { begun, enter, end } = visitors(subject);
    const [greedy, modest] = [newCall(), newCall()];
    const first = enter('first');
    const outcomes = new Map(['g1', 'g2', 'g3', 'g4'].map((name) => [name, enter(name, greedy)]));
    const refused = { code: 'OVERLOADED' };
    await expect(enter('g5', greedy)).resolves.toMatchObject(refused);
    outcomes.set('m1', enter('m1', modest));
    await expect(outcomes.get('g4')).resolves.toMatchObject(refused);
    outcomes.set('m2', enter('m2', modest));
    await expect(outcomes.get('g3')).resolves.toMatchObject(refused);
    // Both requests have as many calls waiting, so the newcomer is refused.
    await expect(enter('m3', modest)).resolves.toMatchObject(refused);
    expect(onReject).toHaveBeenCalledTimes(4);
    expect(subject.queued).toBe(4);
    await end('first', first);
    while (subject.inFlight > 0) await end(begun.at(-1)!, outcomes.get(begun.at(-1)!)!);
    expect(begun).toEqual(['first', 'g1', 'm1', 'g2', 'm2']);
  });

  it('hands a place over: who comes at the moment it is free does not overtake the queue', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 5 });
    const first = Promise.withResolvers<void>();
    const begun: string[] = [];
    const enter = (name: string) => subject.execute(newCall(), async () => begun.push(name));
    const outcomes = [subject.execute(newCall(), () => first.promise), enter('queued')];
    // The callback runs right after the bulkhead has seen the first call end.
    void first.promise.then(() => outcomes.push(enter('newcomer')));
    first.resolve();
    await outcomes[1];
    await outcomes[2];
    expect(begun).toEqual(['queued', 'newcomer']);
  });

  it('refuses at once when the queue is full', async () => {
    const onReject = jest.fn();
    const subject = bulkhead({ concurrent: 1, queue: 1, onReject });
    const { begun, enter, end } = visitors(subject);
    const a = enter('a');
    const b = enter('b');
    await expect(enter('c')).resolves.toMatchObject({ code: 'OVERLOADED', cause: { by: 'bulkhead' } });
    expect(onReject).toHaveBeenCalledTimes(1);
    await end('a', a);
    await end('b', b);
    expect([begun, subject.inFlight]).toEqual([['a', 'b'], 0]);
  });

  it('forgets a waiting call that is cancelled, and gives its place to another', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 1 });
    const { begun, enter, end } = visitors(subject);
    const a = enter('a');
    const call = newCall();
    const b = enter('b', call);
    call.deadline.cancel();
    await expect(b).resolves.toMatchObject({ code: 'CANCELLED' });
    expect(subject.queued).toBe(0);
    const c = enter('c');
    await end('a', a);
    await end('c', c);
    expect(begun).toEqual(['a', 'c']);
  });

  it('forgets a waiting call that is out of time', async () => {
    jest.useFakeTimers();
    try {
      const subject = bulkhead({ concurrent: 1, queue: 1 });
      const { begun, enter } = visitors(subject);
      void enter('a');
      const b = enter('b', newCall({ budgetMs: 200 }));
      await jest.advanceTimersByTimeAsync(200);
      await expect(b).resolves.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      expect([begun, subject.queued]).toEqual([['a'], 0]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('lets nobody in whose call is over', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 1 });
    const call = newCall();
    call.deadline.cancel();
    const { begun, enter } = visitors(subject);
    await expect(enter('a', call)).resolves.toMatchObject({ code: 'CANCELLED' });
    expect([begun, subject.inFlight]).toEqual([[], 0]);
  });

  it('frees the place of work that fails', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 0 });
    const bug = new TypeError('x is not a function');
    await expect(subject.execute(newCall(), () => Promise.reject(bug))).rejects.toBe(bug);
    await expect(subject.execute(newCall(), async () => 'answer')).resolves.toBe('answer');
  });

  it('leaves nothing behind on a call that waited', async () => {
    const subject = bulkhead({ concurrent: 1, queue: 1 });
    const { enter, end } = visitors(subject);
    const call = newCall();
    const a = enter('a');
    const b = enter('b', call);
    await end('a', a);
    call.deadline.cancel();
    expect(subject.queued).toBe(0);
    await end('b', b);
    expect(subject.inFlight).toBe(0);
  });

  it('is refused when it makes no sense, and has a stand-in without limits', async () => {
    expect(() => bulkhead({ concurrent: 0 })).toThrow('concurrent must be a number of at least 1, got 0');
    expect(() => bulkhead({ queue: -1 })).toThrow('queue');
    await expect(noBulkhead.execute(newCall(), async () => 'answer')).resolves.toBe('answer');
  });
});
