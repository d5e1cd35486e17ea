/** Unreliable networks: one order for each key, whatever is cut, retried or sent at the same time. */

import {
  checkOutUnreliably,
  openTestBed,
  startIdentity,
  type Client,
  type Identity,
  type TestBed,
} from '@frontage/proof';
import { proof } from '../proof/index.ts';

let identity: Identity;
let testBed: TestBed;
beforeAll(async () => {
  identity = await startIdentity();
  testBed = await openTestBed(proof, identity, { CACHE_MAX_BYTES: '0' });
});
afterEach(() => testBed.domain.heal());
afterAll(async () => {
  await testBed.close();
  await identity.close();
});

const post = (path: string, key?: string, currency?: string) => ({
  ...{ method: 'POST', path },
  headers: {
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(currency !== undefined && { 'accept-currency': currency }),
  },
});

let people = 0;
/** Customer with one piece in the cart, and nothing else. */
async function shopper() {
  const who = `shopper-${(people += 1)}`;
  await testBed.fixtures.fillCart(who, 1);
  return { who, owner: { kind: 'customer', id: who } as const, client: await testBed.enter(who) };
}

const placed = async (client: Client, key: string): Promise<string> => {
  const { content, failure } = await client(post('/checkout', key));
  expect(failure).toBeUndefined();
  return (content as { readonly id: string }).id;
};

describe('checkouts whose connections are cut, to services that fail', () => {
  it('make exactly one order each, and take stock once', async () => {
    const count = 200;
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const bed = await openTestBed(proof, identity, { CACHE_MAX_BYTES: '0', BUDGET_FACTOR: '0.2' });
    try {
      const tally = await checkOutUnreliably(bed, proof, identity, { count, seed });
      const { tries, cuts, failures, ...counted } = tally;
      // The seed is in what is compared, so that a failure tells it: SEED=… npm test repeats the draws.
      expect({ seed, ...counted }).toEqual({
        ...{ seed, orders: count, misled: [], stillFull: [], taken: counted.held, held: counted.held },
      });
      expect(counted.held).toBeLessThan(count);
      // Connections were cut at every point, and services did fail.
      expect(tries).toBeGreaterThan(count * 1.2);
      expect(Object.entries(cuts).filter(([, times]) => times === 0)).toEqual([]);
      expect(Object.keys(failures)).not.toEqual([]);
    } finally {
      await bed.close();
    }
  }, 60_000);
});

describe('a key', () => {
  it('of 100 checkouts at once is one order', async () => {
    const { owner, client } = await shopper();
    const before = await testBed.fixtures.available();
    const answers = await Promise.all(Array.from({ length: 100 }, () => client(post('/checkout', 'at-once'))));
    const succeeded = answers.filter(({ failure }) => !failure);
    const refused = answers.filter(({ failure }) => failure);
    expect(succeeded.length).toBeGreaterThan(0);
    expect(new Set(succeeded.map(({ content }) => (content as { readonly id: string }).id)).size).toBe(1);
    // The first is still being worked on, for longer than a retry waits.
    for (const { failure } of refused) expect(failure).toEqual({ status: 409, code: 'CONFLICT' });
    expect([await testBed.fixtures.countOrders(owner), before - (await testBed.fixtures.available())]).toEqual([1, 1]);
  });

  it('of pay and of cancel does each once, and the answer is the same each time', async () => {
    for (const [move, status] of [
      ['pay', 'PAID'],
      ['cancel', 'CANCELLED'],
    ]) {
      const { owner, client } = await shopper();
      const id = await placed(client, `place-${move}`);
      const at = post(`/orders/${id}/${move}`, `once-${move}`);
      const answers = await Promise.all([1, 2, 3, 4].map(() => client(at)));
      for (const { content, failure } of answers) {
        if (failure) expect(failure).toEqual({ status: 409, code: 'CONFLICT' });
        else expect(content).toMatchObject({ id, status });
      }
      const again = await client(at);
      expect([again.content, again.headers.get('idempotent-replayed')]).toEqual([
        expect.objectContaining({ id, status }),
        'true',
      ]);
      const { history } = await testBed.fixtures.order(owner, id);
      expect(history.filter((step) => step.status === status)).toHaveLength(1);
    }
  });

  it('that was used for another cart, currency or order is refused', async () => {
    const { who, owner, client } = await shopper();
    const id = await placed(client, 'used');
    await testBed.fixtures.fillCart(who, 3);
    const reused = { status: 422, code: 'UNPROCESSABLE' };
    expect((await client(post('/checkout', 'used'))).failure).toEqual(reused);
    await testBed.fixtures.fillCart(who, 1);
    expect((await client(post('/checkout', 'used', 'USD'))).failure).toEqual(reused);
    expect(await testBed.fixtures.cartOf(who)).toEqual({ 'p-001': 1 });
    // Keys of one operation are apart from those of another, and those of one person from those of others.
    expect((await client(post(`/orders/${id}/pay`, 'used'))).failure).toBeUndefined();
    const other = await shopper();
    expect(await placed(other.client, 'used')).not.toBe(id);
    expect(await testBed.fixtures.countOrders(owner)).toBe(1);
  });

  it('is required', async () => {
    const { owner, client } = await shopper();
    const id = await placed(client, 'required');
    for (const path of ['/checkout', `/orders/${id}/pay`, `/orders/${id}/cancel`])
      for (const key of [undefined, '', 'x'.repeat(256)])
        expect((await client(post(path, key))).failure).toEqual({ status: 400, code: 'INVALID_INPUT' });
    expect((await testBed.fixtures.order(owner, id)).status).toBe('PENDING');
  });

  it('finds its order after the answer was lost and the cart was emptied', async () => {
    const { owner, client } = await shopper();
    const id = await placed(client, 'lost');
    expect(await placed(client, 'lost')).toBe(id);
    expect((await client(post('/checkout', 'another'))).failure).toEqual({ status: 409, code: 'CONFLICT' });
    expect(await testBed.fixtures.countOrders(owner)).toBe(1);
  });
});
