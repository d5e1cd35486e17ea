import { createAttempts } from '../../graphql/attempts.ts';
import { placeOrder, type PlacingAnswer } from './place-order.ts';

const total = { amount: 1250, currency: 'EUR' };
const placed = { order: { id: 'o-1', total } };
const offline = { failure: { code: 'OFFLINE', requestId: undefined } };
const inFlight = { failure: { code: 'CONFLICT', reason: 'IDEMPOTENCY_IN_FLIGHT', requestId: 'r-1' } };

/** Shop that gives these answers, one for each try. */
function openShop(...answers: PlacingAnswer[]) {
  const texts = new Map<string, string>();
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  };
  let made = 0;
  const attempts = createAttempts(storage, () => `key-${(made += 1)}`);
  const keys: string[] = [];
  let now: typeof total | null | undefined = total;
  return {
    attempts,
    keys,
    setTotal: (next: typeof now) => (now = next),
    order: (agreed: typeof total | null = total) =>
      placeOrder({
        name: 'checkout ada',
        attempts,
        agreed,
        readTotal: async () => now,
        place: async (key) => {
          keys.push(key);
          return answers.shift()!;
        },
        wait: async () => undefined,
      }),
  };
}

describe('an order', () => {
  it('has a key of its own each time', async () => {
    const shop = openShop(placed, placed);
    expect(await shop.order()).toEqual({ kind: 'placed', id: 'o-1', total });
    await shop.order();
    expect(shop.keys).toEqual(['key-1', 'key-2']);
  });

  it('keeps its key until an answer has come, whatever the cart is by then', async () => {
    const shop = openShop(offline, placed);
    expect(await shop.order()).toEqual({ kind: 'unknown', failure: offline.failure });
    expect(shop.attempts.isOpen('checkout ada')).toBe(true);
    shop.setTotal(null);
    expect(await shop.order(null)).toMatchObject({ kind: 'placed' });
    expect(shop.keys).toEqual(['key-1', 'key-1']);
    expect(shop.attempts.isOpen('checkout ada')).toBe(false);
  });

  it('that is refused has another key the next time', async () => {
    const shop = openShop({ refusals: ['OUT_OF_STOCK'] }, placed);
    expect(await shop.order()).toEqual({ kind: 'refused', code: 'OUT_OF_STOCK' });
    await shop.order();
    expect(shop.keys).toEqual(['key-1', 'key-2']);
  });

  it('is not placed at another price than the one that was shown', async () => {
    const shop = openShop(placed);
    shop.setTotal({ amount: 1300, currency: 'EUR' });
    expect(await shop.order()).toEqual({ kind: 'price changed', total: { amount: 1300, currency: 'EUR' } });
    expect(shop.keys).toEqual([]);
  });

  it('is placed when nobody can say the total: the order has its own', async () => {
    const shop = openShop(placed);
    shop.setTotal(undefined);
    expect(await shop.order()).toMatchObject({ kind: 'placed' });
  });

  it('waits for what is under way, and not for ever', async () => {
    const onPhone = { failure: { code: 'CONFLICT', reason: 'CHECKOUT_UNDER_WAY', requestId: 'r-1' } };
    const shop = openShop(inFlight, onPhone, placed);
    expect(await shop.order()).toMatchObject({ kind: 'placed' });
    expect(shop.keys).toEqual(['key-1', 'key-1', 'key-1']);
    const stuck = openShop(...Array<PlacingAnswer>(9).fill(inFlight));
    expect(await stuck.order()).toMatchObject({ kind: 'unknown' });
    expect(stuck.keys).toHaveLength(5);
  });

  it('whose key was for another request has been placed before', async () => {
    const shop = openShop({ failure: { code: 'UNPROCESSABLE', reason: 'IDEMPOTENCY_KEY_REUSED', requestId: 'r-1' } });
    expect(await shop.order()).toEqual({ kind: 'placed before' });
    expect(shop.attempts.isOpen('checkout ada')).toBe(false);
  });
});
