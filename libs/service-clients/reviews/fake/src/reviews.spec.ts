import { newCall } from '@frontage/call';
import { products, reviewTotal } from '@frontage/seed';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { readFileSync } from 'node:fs';
import { describeReviewsContract } from './contract-suite.ts';
import { fakeReviews, reviewsDocument } from './index.ts';
import { createReviewsClient, type ReviewsClient } from '@frontage/reviews-client';

let hosted: Hosted;
let client: ReviewsClient;

beforeAll(async () => {
  hosted = await host(fakeReviews());
  client = createReviewsClient({ location: parseServiceLocation(hosted.url), identity: testIdentity, ...unprotected });
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  await client.close();
  await hosted.close();
});

describeReviewsContract('the fake', () => client);

describe('reviews client', () => {
  it.each([
    [{ status: 500 }, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
    [{ down: true }, 'UPSTREAM_FAILED'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    hosted.faults.set(faults);
    await expect(client.list({ productId: 'p-001', limit: 5 }, newCall())).rejects.toMatchObject({
      code,
      service: 'reviews',
      operation: 'reviews.listReviews',
    });
  });

  it('is refused without a token for reviews', async () => {
    const stranger = createReviewsClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.summaries(['p-001'], newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    await stranger.close();
  });
});

describe('reviews fake', () => {
  it('has exactly the seeded number of reviews, each told once and dated since its product came', async () => {
    const seen = new Set<string>();
    for (const product of products) {
      const { reviews, next } = await client.list({ productId: product.id, limit: 100 }, newCall());
      expect(next).toBeUndefined();
      for (const { id, createdAt } of reviews) {
        seen.add(id);
        expect(createdAt >= product.createdAt && createdAt < '2026-09-01').toBe(true);
      }
    }
    expect(seen.size).toBe(reviewTotal);
  });

  it('varies what it says', async () => {
    const texts: string[] = [];
    for (const { id } of products.slice(0, 60)) {
      const { reviews } = await client.list({ productId: id, limit: 100 }, newCall());
      texts.push(...reviews.map(({ text }) => text));
    }
    expect(new Set(texts).size).toBeGreaterThan(0.9 * texts.length);
  });

  it('says the same again after a restart', async () => {
    const another = await host(fakeReviews());
    const again = createReviewsClient({
      location: parseServiceLocation(another.url),
      identity: testIdentity,
      ...unprotected,
    });
    const input = { productId: 'p-002', limit: 100 };
    expect(await again.list(input, newCall())).toEqual(await client.list(input, newCall()));
    expect(await again.summaries(['p-002'], newCall())).toEqual(await client.summaries(['p-002'], newCall()));
    await again.close();
    await another.close();
  });

  it.each([
    ['no stars', { stars: 0 }],
    ['half a star', { stars: 3.5 }],
    ['more than all stars', { stars: 6 }],
    ['a title of nothing', { headline: '  ' }],
    ['a title of two lines', { headline: 'a\nb' }],
    ['a control character', { body: 'a\u0007b' }],
    ['too long a text', { body: 'a'.repeat(5_001) }],
    ['an author of their own word', { 'customer-id': 'bob' }],
  ])('refuses %s with 400', async (_, wrong) => {
    const right = { stars: 5, headline: 'Good', body: 'Good.', 'written-by': { 'display-name': 'A.' } };
    const response = await fetch(`${hosted.url}/v1/products/p-001/own-review`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await testIdentity('reviews')}`, 'frontage-caller': 'customer:ada' },
      body: JSON.stringify({ ...right, ...wrong }),
    });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'INVALID_INPUT' }]);
  });

  it('is described by the checked-in OpenAPI document', () => {
    const checkedIn: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(reviewsDocument()))).toEqual(checkedIn);
  });
});
