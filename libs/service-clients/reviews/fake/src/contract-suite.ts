/**
 * Contract suite of the reviews service: client and service must both pass it. It runs against the fake in the spec, and against the
 * service of `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import type { Review, ReviewFields, ReviewQuery, ReviewsClient } from '@frontage/reviews-client';
import { randomUUID } from 'node:crypto';

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);

/** Declares the suite. `connect` gives a client of the service under test. */
export function describeReviewsContract(name: string, connect: () => ReviewsClient): void {
  describe(`reviews contract: ${name}`, () => {
    const readAll = async (productId: string, limit: number, more: Partial<ReviewQuery> = {}): Promise<Review[]> => {
      const all: Review[] = [];
      let after: string | undefined;
      do {
        const page = await connect().list({ ...more, productId, limit, after }, newCall());
        expect(page.reviews.length).toBeLessThanOrEqual(limit);
        all.push(...page.reviews);
        after = page.next;
      } while (after !== undefined);
      return all;
    };

    const as = (id: string): Call => newCall({ caller: { kind: 'customer', id } });
    const good: ReviewFields = { rating: 5, title: 'Good', text: 'Bright.\nAnd quiet.', author: 'A. L.' };

    it('keeps one review of each customer: written, read, replaced, listed first, counted, and deleted', async () => {
      const productId = 'p-029';
      const me = `writer-${randomUUID()}`;
      const mine = async (): Promise<Review | undefined> =>
        (await connect().own([productId, 'p-030'], as(me))).get(productId);
      const summary = async () => (await connect().summaries([productId], newCall())).get(productId)!;
      const before = { own: await mine(), all: await readAll(productId, 100), summary: await summary() };
      expect(before.own).toBeUndefined();
      const first = await connect().write({ productId, review: { ...good, title: '  Good ' } }, as(me));
      expect(first).toMatchObject({ productId, ...good });
      const second = await connect().write({ productId, review: { ...good, rating: 1 } }, as(me));
      expect(second).toEqual({ ...first, rating: 1 });
      expect([await mine(), await connect().review(first.id, newCall())]).toEqual([second, second]);
      const another = `writer-${randomUUID()}`;
      const other = await connect().write({ productId, review: good }, as(another));
      expect(other.id).not.toBe(first.id);
      expect(await mine()).toEqual(second);

      const all = await readAll(productId, 1);
      expect(all.slice(0, 2)).toEqual(expect.arrayContaining([second, other]));
      expect(all.slice(2)).toEqual(before.all);
      const [one = 0, two, three, four, five = 0] = before.summary.histogram;
      expect(await summary()).toMatchObject({
        count: before.summary.count + 2,
        histogram: [one + 1, two, three, four, five + 1],
      });

      await connect().remove({ productId }, as(me));
      await connect().remove({ productId }, as(me));
      expect(await mine()).toBeUndefined();
      await expect(connect().review(first.id, newCall())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await summary()).count).toBe(before.summary.count + 1);
      await connect().remove({ productId }, as(another));
      expect(await summary()).toEqual(before.summary);
    });

    it('lets only customers write, and only of products that are there', async () => {
      const write = (productId: string, call: Call) => connect().write({ productId, review: good }, call);
      for (const caller of [
        { kind: 'anonymous' },
        { kind: 'support', id: 'sam' },
        { kind: 'partner', id: 'acme' },
      ] as const) {
        const refused = { code: 'FORBIDDEN', reason: 'MAY_NOT_REVIEW' };
        await expect(write('p-001', newCall({ caller }))).rejects.toMatchObject(refused);
        await expect(connect().remove({ productId: 'p-001' }, newCall({ caller }))).rejects.toMatchObject(refused);
        expect((await connect().own(['p-001'], newCall({ caller }))).size).toBe(0);
      }
      for (const productId of ['p-999', '../summaries', '']) {
        await expect(write(productId, as('ada'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it('finds a review by its id, and nothing by any other', async () => {
      const { reviews } = await connect().list({ productId: 'p-001', limit: 1 }, newCall());
      expect(await connect().review(reviews[0]!.id, newCall())).toEqual(reviews[0]);
      for (const id of ['nothing', 'p-001-r0', 'p-001-r01', 'p-001', '../summaries', '']) {
        await expect(connect().review(id, newCall())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it('sums up products by ids, more than one batch of them, without those it does not know', async () => {
      const summaries = await connect().summaries([...ids(250), 'p-001', 'p-999', '__proto__', ''], newCall());
      expect([...summaries.keys()].toSorted()).toEqual(ids(250));
      for (const [id, summary] of summaries) expect(summary.productId).toBe(id);
    });

    it('has 6,000 reviews or more, of most products but not of all, and of good products more than of bad', async () => {
      const summaries = [...(await connect().summaries(ids(500), newCall())).values()];
      expect(summaries.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(6000);
      const rated = summaries.filter(({ count }) => count > 0);
      expect(rated.length).toBeGreaterThan(400);
      expect(rated.filter(({ average }) => average >= 4).length).toBeGreaterThan(rated.length / 2);
      expect(rated.some(({ average }) => average < 3.5)).toBe(true);
      const silent = summaries.filter(({ count }) => count === 0);
      expect(silent.length).toBeGreaterThan(0);
      for (const { average, histogram } of silent) expect([average, ...histogram]).toEqual([0, 0, 0, 0, 0, 0]);
    });

    it('sums up what the reviews themselves say', async () => {
      for (const [productId, { average, count, histogram }] of await connect().summaries(ids(25), newCall())) {
        const ratings = (await readAll(productId, 100)).map(({ rating }) => rating);
        expect(ratings.length).toBe(count);
        expect(histogram).toEqual([1, 2, 3, 4, 5].map((stars) => ratings.filter((rating) => rating === stars).length));
        const mean = ratings.reduce<number>((sum, rating) => sum + rating, 0) / Math.max(count, 1);
        expect(Math.abs(average - mean)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(average).toBe(Number(average.toFixed(1)));
      }
    });

    it('pages through all reviews of a product once, newest first, whatever the size of a page', async () => {
      const all = await readAll('p-001', 100);
      expect(all.length).toBeGreaterThan(10);
      expect(await readAll('p-001', 7)).toEqual(all);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      const instants = all.map(({ createdAt }) => createdAt);
      expect(instants).toEqual(instants.toSorted().toReversed());
      const page = await connect().list({ productId: 'p-001', limit: all.length }, newCall());
      expect(page.next).toBeUndefined();
    });

    it('lists by stars, in both directions, and those with some stars alone', async () => {
      const newest = await readAll('p-001', 100);
      for (const [sort, sign] of [
        ['highest', -1],
        ['lowest', 1],
      ] as const) {
        // Stable, so that equals stay in the order of the newest.
        const expected = newest.toSorted((one, other) => (one.rating - other.rating) * sign);
        expect(await readAll('p-001', 100, { sort })).toEqual(expected);
        expect(await readAll('p-001', 3, { sort })).toEqual(expected);
      }
      for (const rating of [1, 2, 3, 4, 5]) {
        const expected = newest.filter((each) => each.rating === rating);
        expect(await readAll('p-001', 2, { rating })).toEqual(expected);
        expect(await readAll('p-001', 2, { rating, sort: 'lowest' })).toEqual(expected);
      }
    });

    it('gives whole reviews', async () => {
      const { reviews } = await connect().list({ productId: 'p-001', limit: 5 }, newCall());
      expect(reviews).toHaveLength(5);
      for (const review of reviews) {
        expect(review.productId).toBe('p-001');
        expect(review.createdAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect([1, 2, 3, 4, 5]).toContain(review.rating);
        for (const text of [review.id, review.title, review.text, review.author]) expect(text).toMatch(/\S/);
        expect(`${review.title} ${review.text}`).not.toMatch(/[{}]|undefined/);
      }
    });

    it('says NOT_FOUND for reviews of a product that is not there, whatever its id looks like', async () => {
      for (const productId of ['p-999', '../summaries', '%2e%2e', 'a/b', '..', '']) {
        await expect(connect().list({ productId, limit: 5 }, newCall())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it('refuses positions that it did not give for this product, and pages of impossible size', async () => {
      const { next } = await connect().list({ productId: 'p-001', limit: 1 }, newCall());
      expect(next).toBeDefined();
      const wrong = [
        { productId: 'p-002', limit: 5, after: next },
        { productId: 'p-001', limit: 5, after: 'garbage' },
        { productId: 'p-001', limit: 5, after: `${next}0` },
      ];
      for (const input of wrong) {
        const failed = { code: 'INVALID_INPUT', reason: 'BAD_CURSOR' };
        await expect(connect().list(input, newCall())).rejects.toMatchObject(failed);
      }
      for (const limit of [0, 101]) {
        const list = connect().list({ productId: 'p-001', limit }, newCall());
        await expect(list).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
      }
    });
  });
}
