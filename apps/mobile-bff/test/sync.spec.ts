/** Sync: changes since a token, through the front door. */

import { jest } from '@jest/globals';
import { startMobileHouse, type MobileHouse } from './harness.ts';

let house: MobileHouse;
beforeAll(async () => (house = await startMobileHouse()));
afterEach(async () => {
  jest.restoreAllMocks();
  await house.recover();
});
afterAll(() => house.close());

let people = 0;
/** Customer of one test: an empty cart, no orders, no wishes. */
const newcomer = (): string => house.as(`sync-${(people += 1)}`);

const ask = (who: string, since?: string) =>
  house.phone
    .get('/sync')
    .query(since === undefined ? {} : { since })
    .set('Authorization', who);

/** Changes since a token, and the token after them. */
async function changes(who: string, since?: string) {
  const { body } = await ask(who, since).expect(200);
  const { next, ...rest } = body as { readonly next: string } & Readonly<Record<string, unknown>>;
  return { next, rest };
}

const put = (who: string, id: string, quantity: number) =>
  house.phone.put(`/cart/items/${id}`).set('Authorization', who).send({ quantity }).expect(200);
const take = (who: string, id: string) => house.phone.delete(`/cart/items/${id}`).set('Authorization', who).expect(200);
let keys = 0;
const post = async (who: string, path: string) => {
  const { body } = await house.phone
    .post(path)
    .set('Authorization', who)
    .set('Idempotency-Key', `sync-${(keys += 1)}`);
  return body as { readonly id: string };
};
const order = async (who: string): Promise<string> => {
  await put(who, 'p-001', 1);
  return (await post(who, '/checkout')).id;
};
const at = expect.any(String) as unknown;

/** Moves the clock forward. No request may be under way meanwhile. */
function later(ms: number): void {
  jest.restoreAllMocks();
  const real = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => real() + ms);
}

describe('the changes since a token', () => {
  it('are everything for an app that has nothing, and nothing after that', async () => {
    const who = newcomer();
    const id = await order(who);
    await put(who, 'p-002', 2);
    const first = await changes(who);
    expect(first.rest).toEqual({
      cart: { whole: true, changed: [{ id: 'p-002', quantity: 2, at }] },
      orders: {
        whole: true,
        changed: [{ id, status: 'PENDING', total: { amount: expect.any(Number), currency: 'EUR' }, at, lines: 1 }],
      },
      wishlist: { whole: true },
    });
    const second = await changes(who, first.next);
    expect(second.rest).toEqual({});
    expect((await changes(who, second.next)).rest).toEqual({});
    expect((await changes(who, '')).rest).toEqual(first.rest);
  });

  it('are those items that are new, changed and gone', async () => {
    const who = newcomer();
    for (const id of ['p-001', 'p-002', 'p-003']) await put(who, id, 1);
    const { next } = await changes(who);
    await put(who, 'p-002', 5);
    await put(who, 'p-004', 1);
    await take(who, 'p-001');
    const after = await changes(who, next);
    expect(after.rest).toEqual({
      cart: {
        changed: [
          { id: 'p-002', quantity: 5, at },
          { id: 'p-004', quantity: 1, at },
        ],
        removed: ['p-001'],
      },
    });
    await take(who, 'p-002');
    expect((await changes(who, after.next)).rest).toEqual({ cart: { removed: ['p-002'] } });
    // An older token still tells all that has changed since it was given out.
    expect((await changes(who, next)).rest).toEqual({
      cart: { changed: [{ id: 'p-004', quantity: 1, at }], removed: ['p-001', 'p-002'] },
    });
  });

  it('have the orders that moved, and the new ones', async () => {
    const who = newcomer();
    const [first] = [await order(who), await order(who)];
    const { next } = await changes(who);
    await post(who, `/orders/${first}/pay`);
    const third = await order(who);
    const { rest } = await changes(who, next);
    expect(rest['orders']).toEqual({
      changed: [expect.objectContaining({ id: third }), expect.objectContaining({ id: first, status: 'PAID' })],
    });
  });

  it('follow the newest orders; whoever may lack one in between gets them whole', async () => {
    const who = newcomer();
    const none = await changes(who);
    await order(who);
    const one = await changes(who, none.next);
    expect(one.rest).toEqual({ orders: { changed: [expect.anything()] } });
    for (let count = 0; count < 20; count += 1) await order(who);
    const whole = async (since: string) => {
      const { rest, next } = await changes(who, since);
      const { changed, ...flags } = rest['orders'] as { readonly changed: readonly unknown[] };
      return { changed: changed.length, flags, next };
    };
    const allThere = { changed: 20, flags: { whole: true, more: true } };
    expect(await whole(none.next)).toMatchObject(allThere);
    const { next, ...seen } = await whole(one.next);
    expect(seen).toEqual(allThere);
    const id = await order(who);
    expect((await changes(who, next)).rest).toEqual({ orders: { changed: [expect.objectContaining({ id })] } });
  });
});

describe('an answer without news', () => {
  it('takes at most 300 bytes, whatever there is', async () => {
    const who = newcomer();
    for (let count = 0; count < 20; count += 1) await order(who);
    for (let count = 100; count < 150; count += 1) await put(who, `p-${count}`, 99);
    const whole = await changes(who);
    const same = await ask(who, whole.next).expect(200);
    expect(Object.keys(same.body as object)).toEqual(['next']);
    expect(Number(same.headers['content-length'])).toBeLessThanOrEqual(300);
    // There was no room for each item: the cart comes whole when it changes.
    await take(who, 'p-149');
    const { rest } = await changes(who, (same.body as { readonly next: string }).next);
    expect(rest).toEqual({ cart: { whole: true, changed: expect.any(Array) } });
    expect((rest['cart'] as { readonly changed: readonly unknown[] }).changed).toHaveLength(49);
  });
});

describe('a service that fails', () => {
  it.each([
    [{ down: true }, 'customers', ['cart', 'wishlist']],
    [{ status: 503 }, 'orders', ['orders']],
    [{ corrupt: true }, 'orders', ['orders']],
  ] as const)('%j: %s is left out, and its changes come the next time', async (fault, service, degraded) => {
    const who = newcomer();
    await put(who, 'p-001', 1);
    const { next } = await changes(who);
    const id = await order(who);
    await put(who, 'p-002', 1);
    house.domain.services[service].faults.set(fault);
    const { body, headers } = await ask(who, next).expect(200);
    expect((body.degraded as string[]).toSorted()).toEqual(degraded);
    expect(headers['frontage-degraded']!.split(', ').toSorted()).toEqual(degraded);
    for (const part of degraded) expect(body).not.toHaveProperty(part);
    await house.recover();
    const later = await changes(who, body.next);
    const all = { ...body, ...later.rest };
    expect(all.orders.changed).toEqual([expect.objectContaining({ id })]);
    expect(all.cart).toEqual({ changed: [{ id: 'p-002', quantity: 1, at }], removed: ['p-001'] });
  });

  it('leaves an app that has nothing without its part, until it can be asked', async () => {
    const who = newcomer();
    house.domain.services.orders.faults.set({ status: 503 });
    const { body } = await ask(who).expect(200);
    expect(body).toEqual({ cart: { whole: true }, wishlist: { whole: true }, degraded: ['orders'], next: at });
    await house.recover();
    expect((await changes(who, body.next)).rest).toEqual({ orders: { whole: true } });
  });
});

describe('a token', () => {
  it('is of use for 30 days, and then the app starts again', async () => {
    const who = newcomer();
    const { next } = await changes(who);
    const day = 86_400_000;
    later(29.9 * day);
    const fresh = () => house.as(`sync-${people}`);
    expect((await changes(fresh(), next)).rest).toEqual({});
    later(30.1 * day);
    const { body } = await ask(fresh(), next).expect(410);
    expect(body).toMatchObject({
      code: 'GONE',
      reason: 'SYNC_TOO_OLD',
      detail: expect.stringMatching(/^.*start again/i),
    });
    expect(Object.keys((await changes(fresh(), '')).rest)).toEqual(['cart', 'orders', 'wishlist']);
  });

  it('of another person is refused as a forged one is', async () => {
    const [mine, other] = [newcomer(), newcomer()];
    const { next } = await changes(other);
    const damaged = `${next.slice(0, 40)}${next[40] === 'A' ? 'B' : 'A'}${next.slice(41)}`;
    const answers = [];
    for (const token of [next, damaged, 'garbage', next.slice(1), `${next}AA`, '😀', 'x'.repeat(5_000)]) {
      const { body } = await ask(mine, token).expect(400);
      const { requestId, ...answer } = body as { readonly requestId: string };
      expect(requestId).toEqual(at);
      answers.push(answer);
    }
    expect(answers[0]).toMatchObject({
      code: 'INVALID_INPUT',
      reason: 'BAD_TOKEN',
      errors: [{ pointer: '#/query/since' }],
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await changes(other, next)).rest).toEqual({});
  });

  it('says nothing of what it holds', async () => {
    const who = newcomer();
    await put(who, 'p-001', 1);
    const { next } = await changes(who);
    expect(Buffer.from(next, 'base64url').toString('latin1')).not.toContain('p-001');
  });

  it('is for customers alone', async () => {
    await house.phone.get('/sync').expect(401);
    await ask(house.as('sam', { roles: ['support'] })).expect(403);
  });
});
