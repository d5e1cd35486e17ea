import { jest } from '@jest/globals';
import { Deadline } from './index.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Deadline', () => {
  it('aborts its signal when the time is up, and not before', () => {
    const deadline = Deadline.in(100);
    const { signal } = deadline;
    jest.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(() => deadline.throwIfOver()).toThrow('The answer took too long.');
  });

  it('is over even when nobody asked for its signal', () => {
    const deadline = Deadline.in(100);
    jest.advanceTimersByTime(100);
    expect(deadline.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('gives a child what is left minus max(5 %, 20 ms) to answer in', () => {
    expect(Deadline.in(1000).child({ reserve: true }).remainingMs).toBe(950);
    expect(Deadline.in(100).child({ reserve: true }).remainingMs).toBe(80);
    expect(Deadline.in(10).child({ reserve: true }).remainingMs).toBe(0);
    expect(Deadline.in(1000).child({ reserve: true, maxMs: 300 }).remainingMs).toBe(300);
  });

  it('cancels its children, and a child alone', () => {
    const parent = Deadline.in(1000);
    const [first, second] = [parent.child(), parent.child()];
    first.cancel();
    expect([first.signal.aborted, second.signal.aborted, parent.signal.aborted]).toEqual([true, false, false]);
    parent.cancel();
    expect(second.reason).toMatchObject({ code: 'CANCELLED' });
    expect(parent.child().reason).toMatchObject({ code: 'CANCELLED' });
  });

  it('leaves no timer and no listener behind once closed', () => {
    const parent = Deadline.in(1000);
    for (let round = 0; round < 100; round += 1) {
      const child = parent.child();
      void child.signal;
      child.close();
    }
    parent.close();
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(2000);
    expect(parent.signal.aborted).toBe(false);
  });
});

describe('work within a deadline', () => {
  it('gives what comes of it, and listens no longer', async () => {
    const deadline = Deadline.in(60_000);
    expect(await deadline.within(Promise.resolve('done'))).toBe('done');
    await expect(deadline.within(Promise.reject(new Error('broke')))).rejects.toThrow('broke');
    deadline.close();
  });

  it('is waited for until it is cancelled, and not begun to be waited for after that', async () => {
    const deadline = Deadline.in(60_000);
    const never = new Promise<string>(() => undefined);
    const waiting = deadline.within(never);
    deadline.cancel();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(deadline.within(never)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
