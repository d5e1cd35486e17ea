import { reachedBy, wavesOf, type Recording } from './recording.ts';

const call = (startedAt: number, endedAt: number, from = 'some-bff') => ({
  from,
  service: 'catalog',
  operation: 'catalog.listProducts',
  startedAt,
  endedAt,
});

describe('waves', () => {
  it('are the longest chain of calls that follow each other', () => {
    expect(wavesOf([])).toBe(0);
    expect(wavesOf([call(0, 10), call(1, 5), call(2, 8)])).toBe(1);
    expect(wavesOf([call(10, 12), call(0, 10), call(5, 6), call(4, 20)])).toBe(2);
    expect(wavesOf([call(0, 1), call(1, 2), call(2, 3)])).toBe(3);
  });

  it('do not count what services ask each other', () => {
    expect(wavesOf([call(0, 1), call(1, 2, 'orders')])).toBe(1);
  });
});

describe('what an operation reaches', () => {
  it('it reaches through another service only if it does not ask itself', () => {
    const made = (from: string, service: string) => ({
      from,
      service,
      operation: `${service}.x`,
      times: 1,
      kept: false,
    });
    const calls = [
      made('some-bff', 'pricing'),
      made('some-bff', 'orders'),
      made('orders', 'pricing'),
      made('orders', 'inventory'),
    ];
    expect([...reachedBy({ calls } as unknown as Recording)]).toEqual([
      ['pricing', undefined],
      ['inventory', 'orders'],
      ['orders', undefined],
    ]);
  });
});
