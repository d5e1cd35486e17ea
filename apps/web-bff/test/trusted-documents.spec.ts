/** Documents that clients run by id: those of the checked-in manifest, and public parts of pages, which a CDN may hold. */

import { documentIdOf, readManifest, writeManifest } from '@frontage/graphql-server/manifest';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebHouse, type WebHouse } from './harness.ts';

const checkedIn = new URL('../trusted-documents.json', import.meta.url);
const shop = [...readManifest(readFileSync(checkedIn, 'utf8')).values()];

/** Document of all that is declared to be the same for everybody. */
const facts = `query Facts($id: ID!) {
  product(id: $id) {
    id sku name brand summary description createdAt updatedAt
    attributes { name value }
    images { alt variants { width url } }
    category { id name description productCount parent { id } children { id } }
    rating { average count histogram }
    reviews(first: 3) { edges { cursor node { id rating title text author createdAt } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
    stock { status available deliveryBy warehouses { id warehouseId name available deliveryBy } }
    recommendations(limit: 3) { reason product { id name } }
  }
  products(first: 3) { totalCount edges { cursor node { id } } }
  category(id: "lighting") { path { id } products(first: 2) { totalCount } }
  search(text: "oak", first: 2) {
    totalCount suggestion edges { cursor node { id } }
    facets {
      categories { categoryId count category { name } } brands { brand count } prices { min { amount } max { amount } count }
      ratings { minRating count } inStock attributes { name values { value count } }
    }
  }
  home { featured(first: 3) { id name } categories { id } }
  categories { id name }
}`;
const steady =
  'query Steady($id: ID!) { product(id: $id) { id name rating { average } reviews(first: 2) { edges { cursor } } } }';

const arranged = 'query Arranged { home { layout featured(first: 3) { id } categories { id } } }';

const folder = mkdtempSync(join(tmpdir(), 'web-documents-'));
const file = join(folder, 'manifest.json');
writeFileSync(file, writeManifest([...shop, facts, steady, arranged]));

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse({ TRUSTED_DOCUMENTS_FILE: file, TRUSTED_DOCUMENTS: 'only' })));
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const idOf = (name: string): string =>
  documentIdOf(shop.find((text) => new RegExp(`^\\w+ ${name}\\b`, 'm').test(text))!);
const pathOf = (documentId: string, variables?: object): string =>
  `/graphql?${new URLSearchParams({ documentId, ...(variables && { variables: JSON.stringify(variables) }) }).toString()}`;
const product = { id: 'p-001' };
const offer = { ...product, currency: 'CHF' };
const get = (path: string) => house.client.get(path).set('X-CSRF', '1');

describe('the shop’s documents', () => {
  it('are run by id, and a text is not', async () => {
    const post = (body: object) => house.client.post('/graphql').set('X-CSRF', '1').send(body);
    const page = await post({ documentId: idOf('ProductOffer'), variables: offer }).expect(200);
    expect(page.body.data.product).toMatchObject({ id: 'p-001', price: { net: { currency: 'CHF' } } });
    const refused = await post({ query: '{ viewer { id } }' }).expect(403);
    expect(refused.body.errors).toMatchObject([{ extensions: { code: 'PERSISTED_DOCUMENT_REQUIRED' } }]);
    const unknown = await post({ documentId: documentIdOf('{ viewer { id } }') }).expect(400);
    expect(unknown.body.errors).toMatchObject([{ extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND' } }]);
  });

  it('may be read with GET, and change nothing by it', async () => {
    const cart = await house.login('ada');
    const path = pathOf(idOf('PutCartItem'), { productId: 'p-001', quantity: 1 });
    const refused = await cart.browser.get(path, { headers: { 'X-CSRF': '1' } });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect((await cart.browser.get(pathOf(idOf('Cart')), { headers: { 'X-CSRF': '1' } })).status).toBe(200);
    await house.client.get(pathOf(idOf('Categories'))).expect(403);
  });

  it.each(['Home', 'ProductOffer', 'CategoryPage', 'Search', 'Profile', 'Cart', 'Orders', 'Order', 'SupportOrder'])(
    '%s depends on who asks, and is kept by nobody',
    async (name) => {
      const { headers } = await get(pathOf(idOf(name), { ...offer, sort: 'NEWEST' })).expect((response) => {
        if (![200, 401, 403].includes(response.status)) throw new Error(response.text);
      });
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('a part of a page that an experiment decides is kept by nobody, also with others that are public', async () => {
    const { headers } = await get(pathOf(documentIdOf(arranged))).expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toEqual([expect.stringContaining('visitor=')]);
  });

  it.each([
    ['Categories', {}, 60],
    ['ProductFacts', product, 30],
    ['Reviews', { ...product, sort: 'HIGHEST' }, 30],
  ])('%s is the same for everybody, with a session too, and without a cookie', async (name, variables, seconds) => {
    const path = pathOf(idOf(name), variables);
    const visitor = await get(path).expect(200);
    expect(visitor.headers['cache-control']).toBe(`public, max-age=${seconds}, stale-while-revalidate=${seconds}`);
    const { browser } = await house.login('ada');
    const customer = await browser.get(path, { headers: { 'X-CSRF': '1' } });
    expect([customer.text, customer.headers.get('etag')]).toEqual([visitor.text, visitor.headers['etag']]);
    for (const header of ['set-cookie', 'ratelimit'])
      expect([visitor.headers[header], customer.headers.get(header)]).toEqual([undefined, null]);
    await get(path).set('If-None-Match', visitor.headers['etag']!).expect(304);
  });

  it.each([
    ['variables that are no JSON', (id: string) => `/graphql?documentId=${id}&variables={`, 400, 'INVALID_INPUT'],
    ['variables that are a list', (id: string) => `/graphql?documentId=${id}&variables=[]`, 400, 'INVALID_INPUT'],
    ['variables twice', (id: string) => `/graphql?documentId=${id}&variables={}&variables={}`, 400, 'INVALID_INPUT'],
    ['no variables, of which one is required', (id: string) => `/graphql?documentId=${id}`, 400, 'BAD_USER_INPUT'],
    ['an id that is none', () => '/graphql?documentId=sha256:1', 400, 'INVALID_INPUT'],
    ['an unknown id', () => pathOf(documentIdOf('{ gone }')), 400, 'PERSISTED_DOCUMENT_NOT_FOUND'],
  ])('by GET with %s are refused, and nobody keeps the refusal', async (_, pathWith, status, code) => {
    const { headers, body } = await get(pathWith(idOf('ProductFacts'))).expect(status);
    const { code: problem, errors } = body as { code?: string; errors?: { extensions?: { code: string } }[] };
    expect(problem ?? errors?.[0]?.extensions?.code).toBe(code);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
  });

  it('by GET are read with the longest address that the storefront sends, and with more', async () => {
    const { body } = await get(pathOf(idOf('ProductFacts'), { id: 'x'.repeat(6_000) })).expect(200);
    expect(body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('a public answer', () => {
  const path = pathOf(documentIdOf(facts), product);

  it('is the same in every session, to the byte, without a cookie and without a word about the caller', async () => {
    const visitor = await get(path).expect(200);
    expect(visitor.body.data.product).toMatchObject({ stock: { warehouses: expect.any(Array) } });
    const sessions = await Promise.all(['ada', 'bob', 'sam'].map((user) => house.login(user)));
    for (const { browser } of sessions) {
      const { status, text, headers } = await browser.get(path, { headers: { 'X-CSRF': '1' } });
      expect([status, text]).toEqual([200, visitor.text]);
      expect(headers.get('etag')).toBe(visitor.headers['etag']);
      expect(headers.get('cache-control')).toBe('public, max-age=2, stale-while-revalidate=2');
      expect(headers.get('vary')).toBe('Accept, Accept-Encoding');
      for (const name of ['set-cookie', 'ratelimit', 'ratelimit-policy']) expect(headers.has(name)).toBe(false);
    }
  });

  it('of a field that is declared public is what each caller is told anyway', async () => {
    const { body } = await get(path).expect(200);
    for (const user of ['ada', 'bob', 'sam']) {
      const { browser } = await house.login(user);
      const { text } = await browser.post('/graphql', { documentId: documentIdOf(facts), variables: product });
      expect((JSON.parse(text) as { data: unknown }).data).toEqual((body as { data: unknown }).data);
    }
  });

  it('is confirmed with 304, and told anew when it has changed', async () => {
    const steadyPath = pathOf(documentIdOf(steady), product);
    const { headers } = await get(steadyPath).expect(200);
    expect(headers['cache-control']).toBe('public, max-age=30, stale-while-revalidate=30');
    const confirmed = await get(steadyPath).set('If-None-Match', headers['etag']!).expect(304);
    expect(confirmed.text).toBe('');
    expect(confirmed.headers['cache-control']).toBe(headers['cache-control']);
    expect(confirmed.headers).not.toHaveProperty('ratelimit');
    await get(pathOf(documentIdOf(steady), { id: 'p-002' }))
      .set('If-None-Match', headers['etag']!)
      .expect(200);
  });

  it('that lacks a part, or failed, is kept by nobody', async () => {
    house.domain.services.reviews.faults.set({ down: true });
    const { headers, body } = await get(pathOf(documentIdOf(steady), product)).expect(200);
    await house.recover();
    expect(body.extensions).toEqual({ degraded: ['reviews'] });
    const missing = await get(pathOf(documentIdOf(steady), { id: 'nothing' })).expect(200);
    for (const some of [headers, missing.headers]) {
      expect(some['cache-control']).toBe('no-store');
      expect(some).not.toHaveProperty('etag');
    }
  });
});

it('production runs nothing but trusted documents where it has a manifest, and development texts as well', async () => {
  const production = await startWebHouse({
    NODE_ENV: 'production',
    INSECURE_ISSUER: 'true',
    PUBLIC_URL: 'https://shop.example',
    SESSION_KEYS: 'a'.repeat(32),
    WEB_BFF_CLIENT_SECRET: 'b'.repeat(32),
    TRUSTED_DOCUMENTS_FILE: file,
  });
  expect((await production.ask('{ viewer { id } }')).status).toBe(403);
  await production.close();
  const development = await startWebHouse({ TRUSTED_DOCUMENTS_FILE: file });
  expect((await development.ask('{ viewer { id } }')).status).toBe(200);
  await development.close();
});

it('a manifest that does not fit the schema keeps the process from starting', async () => {
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, writeManifest([...shop, 'query Gone { gone }', 'query Lost { lost }']));
  await expect(startWebHouse({ TRUSTED_DOCUMENTS_FILE: wrong })).rejects.toMatchObject({
    name: 'ConfigError',
    problems: [expect.stringMatching(/^TRUSTED_DOCUMENTS_FILE: .*Gone .*Cannot query field "gone".*Lost /)],
  });
});
