import { newCall } from '@frontage/call';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { readFileSync } from 'node:fs';
import { createCatalogClient, type CatalogClient, type SearchQuery } from '@frontage/catalog-client';
import { describeCatalogContract } from './contract-suite.ts';
import { catalogDocument, fakeCatalog } from './index.ts';

let hosted: Hosted;
let client: CatalogClient;

beforeAll(async () => {
  hosted = await host(fakeCatalog());
  client = createCatalogClient({ location: parseServiceLocation(hosted.url), identity: testIdentity, ...unprotected });
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  await client.close();
  await hosted.close();
});

describeCatalogContract('the fake', () => client);

describe('catalog client', () => {
  it.each([
    [{ status: 500 }, 'UPSTREAM_FAILED'],
    [{ status: 503 }, 'UNAVAILABLE'],
    [{ hangUp: true }, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
    [{ oversizeBytes: 50_000_000 }, 'UPSTREAM_INVALID'],
    [{ down: true }, 'UPSTREAM_FAILED'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    hosted.faults.set(faults);
    await expect(client.product('p-001', newCall())).rejects.toMatchObject({
      code,
      service: 'catalog',
      operation: 'catalog.getProduct',
    });
  });

  it('gives up when the deadline says so', async () => {
    hosted.faults.set({ latencyMs: 60_000 });
    const call = newCall({ budgetMs: 60 });
    await expect(client.product('p-001', call)).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      service: 'catalog',
    });
  });

  it('is refused without a token for the catalog', async () => {
    const stranger = createCatalogClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.product('p-001', newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    await stranger.close();
  });

  it('counts its calls and bytes in the ledger', async () => {
    const call = newCall();
    await client.product('p-001', call);
    expect(call.ledger.calls).toBe(1);
    expect(call.ledger.bytes).toBeGreaterThan(1000);
  });
});

describe('catalog fake', () => {
  it('searches by what others have told last', async () => {
    const fake = fakeCatalog();
    const house = await host(fake);
    const own = createCatalogClient({
      location: parseServiceLocation(house.url),
      identity: testIdentity,
      ...unprotected,
    });
    const ids = async (query: Partial<SearchQuery>): Promise<string[]> =>
      (await own.search({ currency: 'EUR', limit: 100, ...query }, newCall())).products.map(({ id }) => id);
    fake.learn({ productId: 'p-001', prices: { EUR: 1 } });
    expect((await ids({ sort: 'price' }))[0]).toBe('p-001');
    fake.learn({ productId: 'p-001', prices: { EUR: 99_999_999 }, rating: 5, ratingCount: 1_000_000 });
    expect((await ids({ sort: '-price' }))[0]).toBe('p-001');
    expect((await ids({ sort: 'rating' }))[0]).toBe('p-001');
    expect(await ids({ filter: { category: 'desk-lamps', inStock: true } })).toContain('p-001');
    fake.learn({ productId: 'p-001', available: 0 });
    expect(await ids({ filter: { category: 'desk-lamps', inStock: true } })).not.toContain('p-001');
    const partner = newCall({ caller: { kind: 'partner', id: 'acme' } });
    await own.updateProduct({ id: 'p-001', change: { name: 'Zeppelin' } }, partner);
    expect(await ids({ text: 'zeppelin' })).toEqual(['p-001']);
    const fresh = { sku: 'X-9', name: 'Unpriced', brand: 'Spec', categoryId: 'boxes', summary: 'A trial.' };
    const made = await own.createProduct(fresh, partner);
    for (const sort of ['price', '-price'] as const) {
      expect((await ids({ sort, filter: { category: 'boxes' } })).at(-1)).toBe(made.id);
    }
    expect(await ids({ text: 'unpriced', filter: { price: { min: 0 } } })).toEqual([]);
    await own.close();
    await house.close();
  });

  it('serves pictures in the sizes it announces, without a token', async () => {
    const page = await client.list({ limit: 1 }, newCall());
    const path = new URL(page.products[0]!.images[0]!.variants[0]!.url);
    const response = await fetch(`${hosted.url}${path.pathname}${path.search}`);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toContain('width="160"');
    expect((await fetch(`${hosted.url}/images/p-001/99`)).status).toBe(404);
    expect((await fetch(`${hosted.url}/images/p-001/1?w=7`)).status).toBe(400);
  });

  it('is described by the checked-in OpenAPI document', () => {
    const checkedIn: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(catalogDocument()))).toEqual(checkedIn);
  });
});
