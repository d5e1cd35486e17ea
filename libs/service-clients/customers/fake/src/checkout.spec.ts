/** Checkouts of one cart by two devices, in any order of their steps: what was accepted is ordered or in the cart, and never both. */

import { newCall, type Call } from '@frontage/call';
import { checkOut, createCustomersClient, type CustomersClient, type OrderedLine } from '@frontage/customers-client';
import { Failure } from '@frontage/errors';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import fc from 'fast-check';
import { claimedCart } from './checkouts.ts';
import { fakeCustomers, seededCustomers } from './index.ts';

let at = Date.parse('2026-05-01T10:00:00.000Z');
let hosted: Hosted;
let client: CustomersClient;
beforeAll(async () => {
  // Each look at the clock is a millisecond later, as lines are told apart by the instant at which they were added.
  hosted = await host(fakeCustomers({ now: () => new Date((at += 1)) }));
  client = createCustomersClient({
    location: parseServiceLocation(hosted.url),
    identity: testIdentity,
    ...unprotected,
  });
});
afterAll(async () => {
  await client.close();
  await hosted.close();
});

const budgetMs = 5_000;
const graceMs = 5_000;

interface Order {
  readonly status: string;
  readonly lines: readonly OrderedLine[];
  readonly total: { readonly currency: string };
}

let people = 0;
/** Customer with an empty cart and without orders, and what two devices do there. */
function newShopper() {
  const customerId = `shopper-${(people += 1)}`;
  const asked = (): Call => newCall({ budgetMs, caller: { kind: 'customer', id: customerId } });
  const orders = new Map<string, Order>();
  /** Keys whose first request the orders service is working on. */
  const inFlight = new Set<string>();
  /** Attempt to check out. `step` runs before each call to a service, and after it with the answer in hand. */
  const checkout = (key: string, step: (name: string) => Promise<void> = async () => undefined, currency = 'EUR') => {
    const endsAt = at + budgetMs;
    const inTime = (): void => {
      if (at > endsAt) throw new Failure('DEADLINE_EXCEEDED', 'too late');
    };
    const stepped =
      <Input extends unknown[], T>(name: string, work: (...input: Input) => Promise<T>) =>
      async (...input: Input): Promise<T> => {
        await step(`before ${name}`);
        inTime();
        const result = await work(...input);
        await step(`after ${name}`);
        return result;
      };
    const call = asked();
    return checkOut<Order>(
      {
        ...{ customerId, key, currency },
        customers: {
          claimCart: stepped('claim', client.claimCart),
          settleCheckout: stepped('settle', client.settleCheckout),
          releaseCheckout: stepped('release', client.releaseCheckout),
        },
        place: stepped('place', async (lines) => {
          if (inFlight.has(key)) throw new Failure('CONFLICT', 'under way', { reason: 'IDEMPOTENCY_IN_FLIGHT' });
          const placed = orders.get(key);
          if (placed && JSON.stringify([placed.lines, placed.total]) !== JSON.stringify([lines, { currency }]))
            throw new Failure('UNPROCESSABLE', 'another request', { reason: 'IDEMPOTENCY_KEY_REUSED' });
          if (placed) return placed;
          inFlight.add(key);
          try {
            await step('while placing');
          } finally {
            // The service goes on, whoever waits for its answer, until the time is over.
            inFlight.delete(key);
            if (at <= endsAt) orders.set(key, { status: 'PENDING', lines, total: { currency } });
          }
          inTime();
          return orders.get(key)!;
        }),
        placedWith: stepped('find', async (of) => orders.get(of)),
      },
      call,
    ).then((order) => ({ order, degraded: call.ledger.degraded, replays: call.ledger.replays }));
  };
  const cart = async (): Promise<Record<string, number>> => quantities((await client.cart(customerId, asked())).items);
  return {
    ...{ orders, checkout, cart },
    revision: async () => (await client.cart(customerId, asked())).revision,
    put: (productId: string, quantity: number) => client.putCartItem({ customerId, productId, quantity }, asked()),
    remove: (productId: string) => client.removeCartItem({ customerId, productId }, asked()),
    claim: (key: string) => client.claimCart({ customerId, key }, asked()),
    settle: (key: string, ordered: readonly OrderedLine[]) =>
      client.settleCheckout({ customerId, key, ordered }, asked()),
    ordered: () => quantities([...orders.values()].flatMap(({ lines }) => lines)),
    cancel: (key: string) => orders.set(key, { ...orders.get(key)!, status: 'CANCELLED' }),
    /** Lets the claims of those who died become stale. */
    rest: () => void (at += budgetMs + graceMs + 1),
  };
}

function quantities(lines: readonly OrderedLine[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { productId, quantity } of lines) all[productId] = (all[productId] ?? 0) + quantity;
  return all;
}

/** Step at which something happens, once. */
const atStep = (wanted: string, act: () => Promise<unknown>) => {
  let isDone = false;
  return async (name: string): Promise<void> => {
    if (name !== wanted || isDone) return;
    isDone = true;
    await act();
  };
};

const die = async (): Promise<never> => {
  throw new Failure('UNAVAILABLE', 'The process has died.');
};

describe('a checkout', () => {
  it('leaves in the cart what was added while it went on, and what has grown by the difference', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 2);
    await shopper.put('p-2', 1);
    const meanwhile = atStep('after place', async () => {
      await shopper.put('p-1', 5);
      await shopper.put('p-3', 1);
    });
    await shopper.checkout('k', meanwhile);
    expect([shopper.ordered(), await shopper.cart()]).toEqual([
      { 'p-1': 2, 'p-2': 1 },
      { 'p-1': 3, 'p-3': 1 },
    ]);
  });

  it('is no error of a line that shrank or is gone, and takes no line that was added again', async () => {
    const shopper = newShopper();
    for (const product of ['p-1', 'p-2', 'p-3']) await shopper.put(product, 3);
    const meanwhile = atStep('after place', async () => {
      await shopper.put('p-1', 1);
      await shopper.remove('p-2');
      await shopper.remove('p-3');
      await shopper.put('p-3', 1);
    });
    expect(await shopper.checkout('k', meanwhile)).toMatchObject({ order: { status: 'PENDING' }, degraded: [] });
    expect(await shopper.cart()).toEqual({ 'p-3': 1 });
  });

  it('takes out once, however often it is repeated, and is the same order each time', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    const { order } = await shopper.checkout('k');
    await shopper.put('p-1', 1);
    await shopper.put('p-2', 1);
    const revision = await shopper.revision();
    for (let times = 0; times < 3; times += 1)
      expect(await shopper.checkout('k')).toEqual({ order, degraded: [], replays: 1 });
    shopper.rest();
    expect((await shopper.checkout('k')).order).toEqual(order);
    expect([await shopper.cart(), await shopper.revision()]).toEqual([{ 'p-1': 1, 'p-2': 1 }, revision]);
    await expect(shopper.checkout('k', undefined, 'USD')).rejects.toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it.each(['before claim', 'after claim', 'before place', 'after place', 'before settle', 'after settle'])(
    'that died %s goes on with its key, whatever is in the cart by then',
    async (when) => {
      for (const pause of [false, true]) {
        const shopper = newShopper();
        await shopper.put('p-1', 1);
        await shopper.checkout('k', atStep(when, die)).catch(() => undefined);
        const isClaimed = when !== 'before claim';
        const isPlaced = shopper.orders.size > 0;
        await shopper.put('p-2', 1);
        if (pause) shopper.rest();
        await shopper.checkout('k');
        const isNew = !isClaimed || (pause && !isPlaced);
        expect([when, pause, shopper.ordered(), await shopper.cart()]).toEqual([
          ...[when, pause],
          ...(isNew ? [{ 'p-1': 1, 'p-2': 1 }, {}] : [{ 'p-1': 1 }, { 'p-2': 1 }]),
        ]);
      }
    },
  );

  it.each([
    ['after claim', {}],
    ['after place', { 'p-1': 1 }],
  ])('that died %s for good is ended by the next one', async (when, ordered) => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    await expect(shopper.checkout('k', atStep(when, die))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect([shopper.ordered(), await shopper.cart()]).toEqual([ordered, { 'p-1': 1 }]);
    // The first one may still order, for all that anybody knows.
    await expect(shopper.checkout('other')).rejects.toMatchObject({ code: 'CONFLICT', reason: 'CHECKOUT_UNDER_WAY' });
    shopper.rest();
    await shopper.put('p-2', 1);
    // The order that it finds is another one's: this one is new.
    expect(await shopper.checkout('other')).toMatchObject({ order: { status: 'PENDING' }, replays: 0 });
    expect([shopper.ordered(), await shopper.cart()]).toEqual([{ 'p-1': 1, 'p-2': 1 }, {}]);
  });

  it('with the same key in another currency, while its order is being placed, leaves the claim to it', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    const meanwhile = atStep('while placing', async () => {
      await expect(shopper.checkout('k', undefined, 'CHF')).rejects.toMatchObject({ reason: 'IDEMPOTENCY_IN_FLIGHT' });
      await expect(shopper.checkout('other')).rejects.toMatchObject({ reason: 'CHECKOUT_UNDER_WAY' });
    });
    await shopper.checkout('k', meanwhile);
    expect([shopper.ordered(), await shopper.cart()]).toEqual([{ 'p-1': 1 }, {}]);
  });

  it('of two at once is one order, and the other one is told when to come again', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    const [first, second] = await Promise.allSettled([shopper.checkout('one'), shopper.checkout('two')]);
    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const { reason } = [first, second].find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(reason).toMatchObject({ code: 'CONFLICT', reason: 'CHECKOUT_UNDER_WAY' });
    expect((reason as Failure).retryAfterMs).toBeLessThanOrEqual(budgetMs + graceMs);
    expect([shopper.ordered(), await shopper.cart()]).toEqual([{ 'p-1': 1 }, {}]);
  });

  it('does not hold up another one when it was refused, or when what it claimed is gone', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    const refuse = async (): Promise<never> => {
      throw new Failure('CONFLICT', 'sold out', { reason: 'OUT_OF_STOCK' });
    };
    await expect(shopper.checkout('refused', atStep('before place', refuse))).rejects.toMatchObject({
      reason: 'OUT_OF_STOCK',
    });
    await expect(shopper.checkout('dead', atStep('before place', die))).rejects.toThrow('died');
    await shopper.remove('p-1');
    await shopper.put('p-1', 2);
    await shopper.checkout('third');
    expect([shopper.ordered(), await shopper.cart()]).toEqual([{ 'p-1': 2 }, {}]);
  });

  it('leaves what was ordered and cancelled before it was out of the cart', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    await shopper.checkout('k', atStep('after place', die)).catch(() => undefined);
    shopper.cancel('k');
    shopper.rest();
    for (let times = 0; times < 2; times += 1)
      expect((await shopper.checkout('k')).order).toMatchObject({ status: 'CANCELLED' });
    expect(await shopper.cart()).toEqual({ 'p-1': 1 });
    expect((await shopper.checkout('next')).order).toMatchObject({ status: 'PENDING' });
  });

  it('stands when the cart cannot be rid of it, and says so', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    expect(await shopper.checkout('k', atStep('before settle', die))).toMatchObject({
      ...{ order: { status: 'PENDING' }, degraded: ['cart'] },
    });
    expect(await shopper.cart()).toEqual({ 'p-1': 1 });
    shopper.rest();
    expect((await shopper.checkout('next')).order).toBeUndefined();
    expect([shopper.ordered(), await shopper.cart()]).toEqual([{ 'p-1': 1 }, {}]);
  });

  it('of nothing is nothing', async () => {
    const shopper = newShopper();
    expect(await shopper.checkout('k')).toEqual({ order: undefined, degraded: [], replays: 0 });
    await shopper.put('p-1', 1);
    expect((await shopper.checkout('k')).order).toBeDefined();
  });

  it('that nobody has begun takes nothing out', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    await shopper.settle('k', [{ productId: 'p-1', quantity: 1 }]);
    expect(await shopper.cart()).toEqual({ 'p-1': 1 });
  });

  it('is remembered for longer than its key is by orders, and then forgotten', async () => {
    const shopper = newShopper();
    await shopper.put('p-1', 1);
    await shopper.checkout('k');
    await shopper.put('p-1', 1);
    at += 24 * 3_600_000;
    expect((await shopper.claim('k')).state).toBe('settled');
    at += 3_600_000;
    expect((await shopper.claim('k')).state).toBe('open');
  });

  it('is refused when too many are remembered, and none of them is forgotten for it', () => {
    const claimedAt = '2026-05-01T10:00:00.000Z';
    const settled = (key: string) => ({ ...{ key, claimedAt, until: claimedAt, items: [] }, isSettled: true });
    const remembered = Array.from({ length: 500 }, (_, index) => settled(`k-${index}`));
    const cart = [{ productId: 'p-1', quantity: 1, addedAt: claimedAt }];
    const claim = (key: string, checkouts: typeof remembered) =>
      claimedCart(
        { ...seededCustomers[0]!, cart, checkouts },
        { key, at: new Date('2026-05-01T11:00:00.000Z'), budgetMs },
      );
    expect(() => claim('new', remembered)).toThrow(expect.objectContaining({ reason: 'TOO_MANY_CHECKOUTS' }));
    expect(claim('k-0', remembered)).toEqual({ claimed: remembered[0], checkouts: remembered });
    expect(claim('new', remembered.slice(1)).checkouts).toHaveLength(500);
  });

  it.each(['', 'a b', 'ä', 'k'.repeat(256)])('with the key %j is refused', async (key) => {
    await expect(newShopper().claim(key)).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      reason: 'CHECKOUT_KEY_INVALID',
    });
  });
});

/** Deed of a device. Products are few, so that both devices write the same lines. */
const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      product: fc.nat(2),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), product: fc.nat(2) }) },
  // After so many steps the process dies; then the device tries again so often.
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('checkout' as const),
      // Few, so that both devices use the same ones, also at the same time and in another currency.
      key: fc.nat(3),
      currency: fc.constantFrom('EUR', 'CHF'),
      diesAfter: fc.nat(9),
      retries: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer Each> ? Each : never;

/** Turns of two devices: each waits at its gate before every step, and one of them is let through at a time. */
function takeTurns(picks: readonly number[]) {
  const waiting: (() => void)[] = [];
  let running = 0;
  let turn = 0;
  const next = (): void => {
    if (running > 0 || waiting.length === 0) return;
    const pick = (picks[turn % picks.length] ?? 0) % waiting.length;
    turn += 1;
    running += 1;
    waiting.splice(pick, 1)[0]!();
  };
  return {
    gate: async (): Promise<void> => {
      running -= 1;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        next();
      });
    },
    run: async (devices: readonly (() => Promise<void>)[]): Promise<void> => {
      running = devices.length;
      await Promise.all(
        devices.map((device) =>
          device().finally(() => {
            running -= 1;
            next();
          }),
        ),
      );
    },
  };
}

describe('two devices', () => {
  it('never lose what was accepted, and never order it twice, whatever comes between their steps', async () => {
    const deeds = fc.array(deed, { minLength: 1, maxLength: 6 });
    const picks = fc.array(fc.nat(1), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(deeds, deeds, picks, async (first, second, picks) => {
        const shopper = newShopper();
        const turns = takeTurns(picks);
        /** Pieces that were accepted, less those that were taken back; and without that. */
        const balance: Record<string, number> = {};
        const accepted: Record<string, number> = {};
        const write = async (product: string, work: () => Promise<unknown>): Promise<void> => {
          const before = (await shopper.cart())[product] ?? 0;
          await work();
          const more = ((await shopper.cart())[product] ?? 0) - before;
          balance[product] = (balance[product] ?? 0) + more;
          accepted[product] = (accepted[product] ?? 0) + Math.max(0, more);
        };
        const act = async (deed: Deed): Promise<void> => {
          await turns.gate();
          if (deed.kind === 'wait') return shopper.rest();
          if (deed.kind === 'put')
            return write(`p-${deed.product}`, () => shopper.put(`p-${deed.product}`, deed.quantity));
          if (deed.kind === 'remove') return write(`p-${deed.product}`, () => shopper.remove(`p-${deed.product}`));
          for (let tries = 0; tries <= deed.retries; tries += 1) {
            let steps = 0;
            const step = async (): Promise<void> => {
              await turns.gate();
              if ((steps += 1) > deed.diesAfter) await die();
            };
            // A failure is not known to be one by the device: it tries again, or gives up.
            await shopper.checkout(`k-${deed.key}`, step, deed.currency).catch(requireExpected);
          }
        };
        const device = (all: readonly Deed[]) => async (): Promise<void> => {
          for (const each of all) await act(each);
        };
        await turns.run([device(first), device(second)]);

        // The next checkout ends what the dead have left.
        shopper.rest();
        await shopper.checkout('last');
        const [ordered, cart] = [shopper.ordered(), await shopper.cart()];
        expect(cart).toEqual({});
        for (const [product, least] of Object.entries(balance)) {
          const most = accepted[product]!;
          const pieces = ordered[product] ?? 0;
          expect({ product, pieces, isLost: pieces < least, isTwice: pieces > most }).toEqual({
            ...{ product, pieces, isLost: false, isTwice: false },
          });
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Failures that a checkout may end with here. */
function requireExpected(error: unknown): void {
  const known = ['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'CONFLICT'];
  if (!(error instanceof Failure)) throw error;
  if (!known.includes(error.code) && error.reason !== 'IDEMPOTENCY_KEY_REUSED') throw error;
}
