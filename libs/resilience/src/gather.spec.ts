import { newCall, type Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { jest } from '@jest/globals';
import { gather, plan } from './index.ts';

const down = () => Promise.reject(new Failure('UNAVAILABLE', 'A service cannot be reached.', { service: 'reviews' }));
const untilCancelled = (call: Call): Promise<never> =>
  new Promise((_, reject) => call.deadline.signal.addEventListener('abort', () => reject(call.deadline.reason!)));

describe('gather', () => {
  it('gives all parts, each after those it needs, and counts the waves', async () => {
    const call = newCall();
    const page = plan<{ call: Call; id: string }>()
      .required('products', async ({ id }) => [id, 'p2'])
      .required('prices', async (_, { products }) => products.map((id) => `${id}:1`), ['products'])
      .optional('picks', async () => ['p9']);
    expect(page.waves).toBe(2);
    await expect(gather(page, { call, id: 'p1' })).resolves.toEqual({
      products: ['p1', 'p2'],
      prices: ['p1:1', 'p2:1'],
      picks: ['p9'],
    });
    expect([call.ledger.waves, call.ledger.degraded]).toEqual([2, []]);
  });

  it('does without optional parts and names them with their cause', async () => {
    const call = newCall();
    const page = plan<{ call: Call }>()
      .required('product', async () => 'lamp')
      .optional('reviews', down)
      .fallback('picks', () => [] as string[], down);
    await expect(gather(page, { call })).resolves.toEqual({ product: 'lamp', reviews: undefined, picks: [] });
    expect(call.ledger.degraded).toEqual(['reviews', 'picks']);
    expect(call.ledger.degradations.get('reviews')).toMatchObject({ code: 'UNAVAILABLE', service: 'reviews' });
  });

  it('fails with what the client did wrong, in a part that may be missing, too', async () => {
    const wrong = () => Promise.reject(new Failure('INVALID_INPUT', 'No.', { reason: 'BAD_CURSOR' }));
    const call = newCall();
    await expect(gather(plan<{ call: Call }>().optional('reviews', wrong), { call })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(call.ledger.degraded).toEqual([]);
  });

  it('lets a slow part that may be missing take no more than its share of the time from those that wait for it', async () => {
    jest.useFakeTimers({ now: 0 });
    try {
      const call = newCall({ budgetMs: 900 });
      const begun: Record<string, number> = {};
      const timed = (name: string) => async () => (begun[name] = Date.now());
      const page = plan<{ call: Call }>()
        .required('product', async () => 'lamp')
        .optional('picks', ({ call: inner }) => untilCancelled(inner))
        .optional('prices', timed('prices'), ['product', 'picks'])
        .optional('taxes', timed('taxes'), ['prices'])
        .optional('alone', ({ call: inner }) => untilCancelled(inner));
      const answer = gather(page, { call });
      await jest.advanceTimersByTimeAsync(900);
      await expect(answer).resolves.toMatchObject({ product: 'lamp', picks: undefined });
      expect(begun).toEqual({ prices: 300, taxes: 300 });
      expect(call.ledger.degraded).toEqual(['picks', 'alone']);
      expect(call.ledger.degradations.get('picks')).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    } finally {
      jest.useRealTimers();
    }
  });

  it('fails with the failure of a required part and cancels the others', async () => {
    let cancelled: unknown;
    const page = plan<{ call: Call }>()
      .optional('slow', ({ call }) =>
        untilCancelled(call).catch((error: unknown) => Promise.reject((cancelled = error))),
      )
      .required('product', () => Promise.reject(new Failure('NOT_FOUND', 'There is no such product.')));
    await expect(gather(page, { call: newCall() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(cancelled).toMatchObject({ code: 'CANCELLED' });
  });

  it('gives up, rather than degrade, when nobody waits any more', async () => {
    const call = newCall();
    const page = plan<{ call: Call }>().optional('slow', ({ call: inner }) => untilCancelled(inner));
    const answer = gather(page, { call });
    call.deadline.cancel();
    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(call.ledger.degraded).toEqual([]);
  });

  it('hides a bug in an optional part from the client, and keeps it for the log', async () => {
    const call = newCall();
    const bug = new TypeError('x is not a function');
    const page = plan<{ call: Call }>().optional('picks', () => Promise.reject(bug));
    await gather(page, { call });
    expect(call.ledger.degradations.get('picks')).toMatchObject({ code: 'INTERNAL', cause: bug });
  });
});
