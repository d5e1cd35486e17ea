import { newCall } from '@frontage/call';
import { productById, products, reviewCount } from '@frontage/seed';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { readFileSync } from 'node:fs';
import { describeRecommendationsContract } from './contract-suite.ts';
import { fakeRecommendations, recommendationsDocument } from './index.ts';
import { createRecommendationsClient, type RecommendationsClient } from '@frontage/recommendations-client';

let hosted: Hosted;
let client: RecommendationsClient;

beforeAll(async () => {
  hosted = await host(fakeRecommendations());
  client = createRecommendationsClient({
    location: parseServiceLocation(hosted.url),
    identity: testIdentity,
    ...unprotected,
  });
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  await client.close();
  await hosted.close();
});

describeRecommendationsContract('the fake', () => client);

describe('recommendations client', () => {
  it.each([
    [{ status: 503 }, 'UNAVAILABLE'],
    [{ hangUp: true }, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    hosted.faults.set(faults);
    await expect(client.forCaller({ limit: 5 }, newCall())).rejects.toMatchObject({
      code,
      service: 'recommendations',
      operation: 'recommendations.pickForCaller',
    });
  });

  it('is refused without a token for recommendations', async () => {
    const stranger = createRecommendationsClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.forCaller({ limit: 5 }, newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    await stranger.close();
  });
});

describe('recommendations fake', () => {
  it('finds things of the same kind, and says of a shared material first', async () => {
    const productIds = products.map(({ id }) => id);
    const materialOf = (id: string) => productById.get(id)!.attributes.find(({ name }) => name === 'material')!.value;
    for (const [id, picks] of await client.forProducts({ productIds, limit: 8 }, newCall())) {
      const { categoryId } = productById.get(id)!;
      for (const { productId, reason } of picks) {
        expect(productById.get(productId)!.categoryId).toBe(categoryId);
        expect(reason === `Also of ${materialOf(id)}`).toBe(materialOf(productId) === materialOf(id));
      }
    }
  });

  it('gives everybody what has most reviews', async () => {
    const picks = await client.forCaller({ limit: 20 }, newCall());
    const counts = products.map(({ id }) => reviewCount(id)).sort((a, b) => b - a);
    expect(picks.map(({ productId }) => reviewCount(productId))).toEqual(counts.slice(0, 20));
  });

  it('tells a customer from a partner of the same name', async () => {
    const forCustomer = await client.forCaller({ limit: 10 }, newCall({ caller: { kind: 'customer', id: 'acme' } }));
    const forPartner = await client.forCaller({ limit: 10 }, newCall({ caller: { kind: 'partner', id: 'acme' } }));
    expect(forCustomer).not.toEqual(forPartner);
  });

  it('is described by the checked-in OpenAPI document', () => {
    const checkedIn: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(recommendationsDocument()))).toEqual(checkedIn);
  });
});
