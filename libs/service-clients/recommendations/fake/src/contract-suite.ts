/**
 * Contract suite of the recommendations service: client and service must both pass it. It runs against the fake in the spec, and against
 * the service of `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import type { RecommendationsClient } from '@frontage/recommendations-client';

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);

/** Declares the suite. `connect` gives a client of the service under test. */
export function describeRecommendationsContract(name: string, connect: () => RecommendationsClient): void {
  describe(`recommendations contract: ${name}`, () => {
    const asCustomer = (id: string): Call => newCall({ caller: { kind: 'customer', id } });

    it('recommends for products by ids, more than one batch of them, without those it does not know', async () => {
      const productIds = [...ids(120), 'p-001', 'p-999', '__proto__', ''];
      const byProduct = await connect().forProducts({ productIds, limit: 4 }, newCall());
      expect([...byProduct.keys()].toSorted()).toEqual(ids(120));
      for (const picks of byProduct.values()) expect(picks).toHaveLength(4);
    });

    it('never recommends the product itself, nor anything twice', async () => {
      for (const [id, picks] of await connect().forProducts({ productIds: ids(120), limit: 20 }, newCall())) {
        const picked = picks.map(({ productId }) => productId);
        expect(picked).not.toContain(id);
        expect(new Set(picked).size).toBe(picked.length);
        for (const { productId, reason } of picks)
          expect([productId, reason]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^[A-Z].*[a-z]$/)]);
      }
    });

    it('gives the best first: fewer are the beginning of more', async () => {
      const client = connect();
      const [few, many] = [3, 15];
      const fewLike = await client.forProducts({ productIds: ['p-001'], limit: few }, newCall());
      const manyLike = await client.forProducts({ productIds: ['p-001'], limit: many }, newCall());
      expect(fewLike.get('p-001')).toEqual(manyLike.get('p-001')!.slice(0, few));
      const fewForAda = await client.forCaller({ limit: few }, asCustomer('ada'));
      expect(fewForAda).toEqual((await client.forCaller({ limit: many }, asCustomer('ada'))).slice(0, few));
      expect(fewForAda).toHaveLength(few);
    });

    it('knows callers by who they are, and gives popular products to anybody else', async () => {
      const picksFor = async (call: Call) => {
        const picks = await connect().forCaller({ limit: 10 }, call);
        expect(picks).toHaveLength(10);
        return picks.map(({ productId }) => productId);
      };
      const [ada, bob, anybody] = [
        await picksFor(asCustomer('ada')),
        await picksFor(asCustomer('bob')),
        await picksFor(newCall()),
      ];
      expect(await picksFor(asCustomer('ada'))).toEqual(ada);
      expect(await picksFor(newCall())).toEqual(anybody);
      expect(new Set([ada, bob, anybody].map(String)).size).toBe(3);
    });

    it('asks nobody when nothing is asked for', async () => {
      const call = newCall();
      expect((await connect().forProducts({ productIds: [], limit: 5 }, call)).size).toBe(0);
      expect(call.ledger.calls).toBe(0);
    });

    it.each([0, 51, -1, 2.5])('refuses to give %d', async (limit) => {
      const failed = { code: 'UPSTREAM_REJECTED' };
      await expect(connect().forCaller({ limit }, newCall())).rejects.toMatchObject(failed);
      await expect(connect().forProducts({ productIds: ['p-001'], limit }, newCall())).rejects.toMatchObject(failed);
    });
  });
}
