/**
 * Contract suite of the catalog: client and service must both pass it. It runs against the fake in the spec, and against the service of
 * `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import type { CatalogClient, Product, SearchFilter, SearchQuery, Target } from '@frontage/catalog-client';
import { productSorts, searchSorts } from '@frontage/catalog-client/bounds';
import { randomUUID } from 'node:crypto';

/** Declares the suite. `connect` gives a client of the catalog under test. */
export function describeCatalogContract(name: string, connect: () => CatalogClient): void {
  describe(`catalog contract: ${name}`, () => {
    const asPartner = (): Call => newCall({ caller: { kind: 'partner', id: 'acme' } });

    it('pages through every product once', async () => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await connect().list({ limit: 100, after }, newCall());
        expect(page.total).toBeGreaterThanOrEqual(500);
        seen.push(...page.products.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(500);
    });

    it('gives a whole product, with pictures in ascending sizes', async () => {
      const product = await connect().product('p-001', newCall());
      expect(product).toMatchObject({ id: 'p-001', categoryId: 'desk-lamps' });
      expect(product.description.length).toBeGreaterThan(500);
      expect(product.attributes.length).toBeGreaterThan(3);
      const widths = product.images[0]!.variants.map(({ width }) => width);
      expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    });

    it('gives products by ids, more than one batch of them, without those it does not know', async () => {
      const ids = Array.from({ length: 150 }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);
      const products = await connect().products([...ids, 'p-001', 'nothing'], newCall());
      expect([...products.keys()].toSorted()).toEqual(ids);
    });

    it('narrows by category, root categories included, and by words', async () => {
      const lamps = await connect().list({ category: 'lighting', limit: 100 }, newCall());
      expect(lamps.products.length).toBeGreaterThan(20);
      const oak = await connect().list({ search: 'OAK lamp', limit: 5 }, newCall());
      for (const { name, summary } of oak.products) expect(`${name} ${summary}`.toLowerCase()).toContain('oak');
      expect(oak.products.length).toBeGreaterThan(0);
    });

    it('narrows by brand, whatever the case, and by the last change', async () => {
      const { products } = await connect().list({ limit: 100 }, newCall());
      const { brand } = products[0]!;
      const same = await connect().list({ brand: brand.toUpperCase(), limit: 100 }, newCall());
      expect(new Set(same.products.map((each) => each.brand))).toEqual(new Set([brand]));
      expect(same.total).toBeGreaterThan(0);
      const since = products.map(({ updatedAt }) => updatedAt).toSorted()[50]!;
      const late = await connect().list({ updatedSince: since, limit: 100 }, newCall());
      expect(late.total).toBeGreaterThan(0);
      expect(late.products.filter(({ updatedAt }) => updatedAt < since)).toEqual([]);
      const none = await connect().list({ updatedSince: '2999-01-01T00:00:00Z', limit: 100 }, newCall());
      expect(none).toEqual({ products: [], total: 0, next: undefined });
    });

    const keyed = { name: ({ name }: Product) => name.toLowerCase(), updatedAt: ({ updatedAt }: Product) => updatedAt };

    it.each(productSorts)('pages through every product once in the order %s', async (sort) => {
      const seen: Product[] = [];
      let after: string | undefined;
      do {
        const page = await connect().list({ sort, limit: 100, after }, newCall());
        seen.push(...page.products);
        after = page.next;
      } while (after !== undefined);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(500);
      const keys = seen.map(keyed[sort.replace('-', '') as keyof typeof keyed]);
      const ascending = keys.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
      expect(keys).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
    });

    it('neither repeats nor skips others when a product comes and one goes between pages', async () => {
      const query = { sort: 'name', brand: 'Spec', limit: 2 } as const;
      const make = (name: string) =>
        connect().createProduct(
          { sku: 'X-2', name, brand: 'Spec', categoryId: 'desk-lamps', summary: 'A trial.' },
          asPartner(),
        );
      const [b, c, d] = [await make('B'), await make('C'), await make('D')];
      const first = await connect().list(query, newCall());
      expect(first.products.map(({ name }) => name)).toEqual(['B', 'C']);
      const a = await make('A');
      await connect().deleteProduct({ id: c.id }, asPartner());
      const second = await connect().list({ ...query, after: first.next }, newCall());
      expect(second.products.map(({ name }) => name)).toEqual(['D']);
      for (const { id } of [a, b, d]) await connect().deleteProduct({ id }, asPartner());
    });

    const search = (query: Partial<SearchQuery>) =>
      connect().search({ currency: 'EUR', limit: 100, ...query }, newCall());
    const everything = async (query: Partial<SearchQuery>): Promise<Product[]> => {
      const seen: Product[] = [];
      let after: string | undefined;
      do {
        const page = await search({ ...query, after });
        seen.push(...page.products);
        after = page.next;
      } while (after !== undefined);
      return seen;
    };

    it.each(searchSorts)('finds every product once in the order %s, whatever the size of a page', async (sort) => {
      const query = { sort, filter: { category: 'lighting' } };
      const whole = await everything(query);
      expect(await everything({ ...query, limit: 17 })).toEqual(whole);
      const { total } = await search(query);
      expect([whole.length, new Set(whole.map(({ id }) => id)).size]).toEqual([total, total]);
      const keyed = { newest: ({ createdAt }: Product) => createdAt, name: ({ name }: Product) => name.toLowerCase() };
      if (sort !== 'newest' && sort !== 'name') return;
      const keys = whole.map(keyed[sort]);
      expect(keys).toEqual(sort === 'name' ? keys.toSorted() : keys.toSorted().toReversed());
    });

    it('finds words in any order, in singular and plural, by their beginning, and the best match first', async () => {
      const { products, total } = await search({ text: 'LAMPS oak' });
      expect(total).toBeGreaterThan(0);
      for (const { name, summary } of products) expect(`${name} ${summary}`.toLowerCase()).toMatch(/oak/);
      expect((await search({ text: 'the lamp of Oak' })).total).toBe(total);
      expect((await search({ text: 'lam oa' })).total).toBeGreaterThanOrEqual(total);
      const [brand] = (await search({ text: 'marlow' })).products;
      expect(brand!.brand).toBe('Marlow');
      expect((await search({ text: products[0]!.sku })).products[0]!.id).toBe(products[0]!.id);
    });

    it('finds nothing for words of nothing, and everything for no words', async () => {
      const all = (await connect().list({ limit: 1 }, newCall())).total;
      for (const text of [undefined, '', '  ']) expect((await search({ text })).total).toBe(all);
      for (const text of ['***', 'qqqqqqqq', 'oak qqqqqqqq', '__proto__', 'a'.repeat(100)]) {
        expect(await search({ text })).toMatchObject({ total: 0, products: [], suggestion: undefined });
      }
    });

    it('suggests a spelling that finds something, for words that are unknown', async () => {
      for (const [misspelt, meant] of [
        ['dsek lapm', 'desk lamp'],
        ['Walnutt', 'walnut'],
        ['oak ketlte', 'oak kettle'],
      ] as const) {
        const { total, suggestion } = await search({ text: misspelt });
        expect([misspelt, total, suggestion]).toEqual([misspelt, 0, meant]);
        const other = await search({ text: suggestion });
        expect([other.total > 0, other.suggestion]).toEqual([true, undefined]);
      }
    });

    it('counts each facet as its filter would find, and its own filter does not narrow it', async () => {
      const filter = {
        category: 'lighting',
        brands: ['Holm', 'Marlow'],
        price: { max: 30_000 },
        minRating: 3,
        inStock: true,
        attributes: [{ name: 'material', values: ['oak', 'glass', 'steel', 'brass', 'wool'] }],
      };
      const { facets, total } = await search({ filter });
      const countOf = async (other: SearchFilter) => (await search({ filter: { ...filter, ...other } })).total;
      expect(total).toBeGreaterThan(0);
      expect(await countOf({ inStock: false })).toBeGreaterThanOrEqual(total);
      expect(facets.inStock).toBe(total);
      expect(facets.categories.length).toBeGreaterThan(1);
      for (const { categoryId, count } of facets.categories) {
        expect([categoryId, count]).toEqual([categoryId, await countOf({ category: categoryId })]);
      }
      expect(facets.brands.length).toBeGreaterThan(2);
      for (const { brand, count } of facets.brands) {
        expect([brand, count]).toEqual([brand, await countOf({ brands: [brand] })]);
      }
      for (const { min, max, count } of facets.prices) {
        expect([min.amount, count]).toEqual([
          min.amount,
          await countOf({ price: { min: min.amount, max: max?.amount } }),
        ]);
      }
      expect(facets.ratings.map(({ minRating }) => minRating)).toEqual([4, 3, 2, 1]);
      for (const { minRating, count } of facets.ratings) {
        expect([minRating, count]).toEqual([minRating, await countOf({ minRating })]);
      }
      const material = facets.attributes.find(({ name }) => name === 'material')!;
      for (const { value, count } of material.values) {
        const attributes = [{ name: 'material', values: [value] }];
        expect([value, count]).toEqual([value, await countOf({ attributes })]);
      }
      expect(facets.attributes.map(({ name }) => name)).not.toContain('width');
    });

    it('adds the categories below to each, and all prices up', async () => {
      const { facets, total } = await search({});
      const tree = await connect().categories(newCall());
      const counts = new Map(facets.categories.map(({ categoryId, count }) => [categoryId, count]));
      for (const { id, productCount } of tree) expect([id, counts.get(id) ?? 0]).toEqual([id, productCount]);
      const priced = facets.prices.reduce((sum, { count }) => sum + count, 0);
      expect(priced).toBeGreaterThan(0);
      expect(priced).toBeLessThanOrEqual(total);
      const yen = await search({ currency: 'JPY' });
      expect(yen.facets.prices[0]).toMatchObject({ min: { currency: 'JPY' } });
    });

    it('refuses positions that it did not give', async () => {
      await expect(search({ after: 'garbage' })).rejects.toMatchObject({ reason: 'BAD_CURSOR' });
      for (const after of ['garbage', '-1', '', '1', 'x'.repeat(301)]) {
        await expect(connect().list({ after, limit: 5 }, newCall())).rejects.toMatchObject({ reason: 'BAD_CURSOR' });
      }
    });

    it('says NOT_FOUND for a product that is not there, whatever its id looks like', async () => {
      for (const id of ['p-999', '../readyz', '%2e%2e', 'a/b', '..', '']) {
        await expect(connect().product(id, newCall())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it('has 24 categories or more, in two levels', async () => {
      const categories = await connect().categories(newCall());
      expect(categories.length).toBeGreaterThanOrEqual(24);
      const ids = new Set(categories.map(({ id }) => id));
      for (const { parentId } of categories) expect(parentId === undefined || ids.has(parentId)).toBe(true);
    });

    it('lets partners write in live mode, and nobody else', async () => {
      const product = { sku: 'X-1', name: 'Trial lamp', brand: 'Spec', categoryId: 'desk-lamps', summary: 'A trial.' };
      await expect(connect().createProduct(product, newCall())).rejects.toMatchObject({
        code: 'FORBIDDEN',
        reason: 'MAY_NOT_WRITE_CATALOG',
      });
      const asTester = newCall({ caller: { kind: 'partner', id: 'acme', mode: 'test' } });
      await expect(connect().createProduct(product, asTester)).rejects.toMatchObject({
        code: 'FORBIDDEN',
        reason: 'LIVE_KEY_REQUIRED',
      });
      const made = await connect().createProduct(product, asPartner());
      const changed = await connect().updateProduct({ id: made.id, change: { name: 'Renamed lamp' } }, asPartner());
      expect(changed).toMatchObject({ name: 'Renamed lamp', sku: 'X-1' });
      await connect().deleteProduct({ id: made.id }, asPartner());
      await expect(connect().product(made.id, newCall())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('keeps categories whole', async () => {
      const client = connect();
      await expect(client.deleteCategory({ id: 'lighting' }, asPartner())).rejects.toMatchObject({
        reason: 'CATEGORY_NOT_EMPTY',
      });
      const misplaced = { sku: 'X', name: 'X', brand: 'X', categoryId: 'nowhere', summary: 'X' };
      await expect(client.createProduct(misplaced, asPartner())).rejects.toMatchObject({ reason: 'CATEGORY_UNKNOWN' });
      await client.createCategory({ id: 'trial', name: 'Trial', parentId: 'lighting' }, asPartner());
      await expect(client.createCategory({ id: 'trial', name: 'Again' }, asPartner())).rejects.toMatchObject({
        reason: 'ID_TAKEN',
      });
      const moved = (parentId: string | null) =>
        client.updateCategory({ id: 'trial', change: { parentId } }, asPartner());
      for (const parent of ['trial', 'desk-lamps']) {
        await expect(moved(parent)).rejects.toMatchObject({ code: 'UNPROCESSABLE', reason: 'CATEGORY_TOO_DEEP' });
      }
      await expect(
        client.updateCategory({ id: 'lighting', change: { parentId: 'trial' } }, asPartner()),
      ).rejects.toMatchObject({ reason: 'CATEGORY_TOO_DEEP' });
      await expect(moved('nowhere')).rejects.toMatchObject({ reason: 'CATEGORY_UNKNOWN' });
      expect(await moved(null)).toMatchObject({ parentId: undefined, name: 'Trial' });
      await client.deleteCategory({ id: 'trial' }, asPartner());
    });

    describe.each([
      {
        kind: 'a product',
        create: async (client: CatalogClient, id: string) =>
          client.createProduct(
            { id, sku: 'X-1', name: 'Old', brand: 'B', categoryId: 'desk-lamps', summary: 'S' },
            asPartner(),
          ),
        rename: async (client: CatalogClient, target: Target, name: string) =>
          client.updateProduct({ ...target, change: { name } }, asPartner()),
        remove: (client: CatalogClient, target: Target) => client.deleteProduct(target, asPartner()),
      },
      {
        kind: 'a category',
        create: async (client: CatalogClient, id: string) => client.createCategory({ id, name: 'Old' }, asPartner()),
        rename: async (client: CatalogClient, target: Target, name: string) =>
          client.updateCategory({ ...target, change: { name } }, asPartner()),
        remove: (client: CatalogClient, target: Target) => client.deleteCategory(target, asPartner()),
      },
    ])('$kind', ({ create, rename, remove }) => {
      const stale = { code: 'PRECONDITION_FAILED' };
      const newId = (): string => `trial-${randomUUID()}`;

      it('is written by one of many that expect the same revision', async () => {
        const [client, id] = [connect(), newId()];
        const { revision } = await create(client, id);
        const names = ['A', 'B', 'C', 'D'];
        const results = await Promise.allSettled(
          names.map((name) => rename(client, { id, expected: [revision] }, name)),
        );
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject(stale);
        await remove(client, { id });
      });

      it('has another revision after each write, and after it was made again', async () => {
        const [client, id] = [connect(), newId()];
        const first = await create(client, id);
        const second = await rename(client, { id, expected: [first.revision] }, 'New');
        await remove(client, { id, expected: [first.revision, second.revision] });
        const third = await create(client, id);
        expect(new Set([first.revision, second.revision, third.revision]).size).toBe(3);
        for (const expected of [[], [first.revision, second.revision]]) {
          await expect(rename(client, { id, expected }, 'Newer')).rejects.toMatchObject(stale);
          await expect(remove(client, { id, expected })).rejects.toMatchObject(stale);
        }
        await remove(client, { id });
        await expect(remove(client, { id, expected: [third.revision] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      });

      it('that is so already stays so, with its revision, whatever was expected', async () => {
        const [client, id] = [connect(), newId()];
        const { revision } = await create(client, id);
        const changed = await rename(client, { id, expected: [revision] }, 'New');
        const again = await rename(client, { id, expected: [revision] }, 'New');
        expect([again.name, again.revision]).toEqual(['New', changed.revision]);
        await remove(client, { id });
      });
    });
  });
}
