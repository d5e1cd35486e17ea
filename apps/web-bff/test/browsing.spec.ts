import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

const card = `
  fragment Card on Product {
    id name summary
    category { id name }
    images { alt variants { width url } }
    price { net { amount currency } list { amount } promotion { label percentOff until } }
    stock { status available }
    rating { average count }
  }
`;

describe('home', () => {
  const query = `query {
    home {
      featured { ...Card }
      recommendations { reason product { ...Card } }
      categories { id name children { id } }
    }
    viewer { id }
  } ${card}`;

  it('shows a visitor everything, in few calls', async () => {
    const { status, data, errors, degraded } = await house.ask(query);
    expect({ status, errors, degraded }).toEqual({ status: 200, errors: undefined, degraded: undefined });
    expect(data.viewer).toBeNull();
    expect(data.home.featured).toHaveLength(8);
    expect(data.home.recommendations).toHaveLength(4);
    for (const { product } of data.home.recommendations) expect(product.price.net.amount).toBeGreaterThan(0);
    expect(data.home.categories).toHaveLength(6);
    expect(data.home.featured[0]).toEqual({
      id: 'p-001',
      name: expect.any(String),
      summary: expect.any(String),
      category: { id: 'desk-lamps', name: expect.any(String) },
      images: expect.arrayContaining([{ alt: expect.any(String), variants: expect.any(Array) }]),
      price: {
        net: { amount: expect.any(Number), currency: 'EUR' },
        list: { amount: expect.any(Number) },
        promotion: data.home.featured[0].price.promotion,
      },
      stock: { status: expect.stringMatching(/^(IN_STOCK|LOW|OUT_OF_STOCK)$/), available: expect.any(Number) },
      rating: { average: expect.any(Number), count: expect.any(Number) },
    });
    expect((await house.cost(query)).calls).toBeLessThanOrEqual(10);
  });
});

describe('products', () => {
  const page = `query ($first: Int!, $after: String, $category: ID, $search: String) {
    products(first: $first, after: $after, category: $category, search: $search) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id name summary } }
    }
  }`;

  it('page through a category without repeating or losing one', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    let total: number;
    do {
      const { data } = await house.ask(page, { first: 7, after, category: 'lighting' });
      const { edges, pageInfo, totalCount } = data.products;
      expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
      expect(pageInfo).toMatchObject({ startCursor: edges[0].cursor, endCursor: edges.at(-1).cursor });
      seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      total = totalCount;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it('go on after any of their cursors', async () => {
    const { data: whole } = await house.ask(page, { first: 10 });
    const ids = whole.products.edges.map(({ node }: { node: { id: string } }) => node.id);
    for (const index of [0, 4, 9]) {
      const { data } = await house.ask(page, { first: 3, after: whole.products.edges[index].cursor });
      const { data: expected } = await house.ask(page, { first: index + 4 });
      expect(data.products.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(
        expected.products.edges.slice(index + 1).map(({ node }: { node: { id: string } }) => node.id),
      );
    }
    expect(new Set(ids).size).toBe(10);
  });

  it('end where they end: after the last cursor there is nothing', async () => {
    const { data: all } = await house.ask(page, { first: 50, category: 'desk-lamps' });
    expect(all.products.pageInfo.hasNextPage).toBe(false);
    const { data } = await house.ask(page, {
      first: 5,
      after: all.products.pageInfo.endCursor,
      category: 'desk-lamps',
    });
    expect(data.products).toMatchObject({
      totalCount: all.products.totalCount,
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it('can be looked for', async () => {
    const { data } = await house.ask(page, { first: 50, search: 'oak lamp' });
    expect(data.products.edges.length).toBeGreaterThan(0);
    for (const { node } of data.products.edges) expect(`${node.name} ${node.summary}`.toLowerCase()).toContain('oak');
    const nothing = await house.ask(page, { first: 5, search: 'no such thing in this shop' });
    expect(nothing.data.products).toMatchObject({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it('cost as many calls by twenty as by one: nothing is asked for one by one', async () => {
    const query = `query ($first: Int!) { products(first: $first) { edges { node { ...Card } } } } ${card}`;
    for (const first of [1, 20, 50]) {
      const { calls, waves } = await house.cost(query, { first });
      expect({ first, calls, waves }).toEqual({ first, calls: 5, waves: 2 });
    }
  });

  it.each([
    [{ first: 0 }, '#/first'],
    [{ first: -1 }, '#/first'],
    [{ first: 51 }, '#/first'],
    [{ first: 5, after: 'nonsense' }, '#/after'],
    [{ first: 5, after: '' }, '#/after'],
    [{ first: 5, category: '../secrets' }, '#/category'],
    [{ first: 5, search: 'x'.repeat(201) }, '#/search'],
  ])('refuse %j with a pointer', async (variables, pointer) => {
    const { data, errors } = await house.ask(page, variables);
    expect(data).toEqual({ products: null });
    expect(errors).toMatchObject([
      { path: ['products'], extensions: { code: 'INVALID_INPUT', errors: [{ pointer }] } },
    ]);
  });

  it('refuse the cursor of another list', async () => {
    const { data } = await house.ask(page, { first: 1 });
    const after = data.products.pageInfo.endCursor;
    const { errors } = await house.ask(page, { first: 1, after, category: 'lighting' });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', reason: 'BAD_CURSOR' } }]);
  });

  it('refuse variables of the wrong kind', async () => {
    const { status, errors } = await house.ask(page, { first: 'many' });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a search', () => {
  const page = `query ($text: String, $filter: SearchFilter, $sort: SearchSort! = RELEVANCE, $currency: Currency! = EUR, $first: Int! = 20, $after: String) {
    search(text: $text, filter: $filter, sort: $sort, currency: $currency, first: $first, after: $after) {
      totalCount suggestion
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id name brand } }
      facets {
        categories { categoryId count category { name path { id } } } brands { brand count }
        prices { min { amount currency } max { amount } count } ratings { minRating count } inStock
        attributes { name values { value count } }
      }
    }
  }`;
  const found = async (variables: object) => (await house.ask(page, variables)).data.search;

  it('finds by words and filters, and tells what each other filter would find', async () => {
    const filter = { category: 'lighting', brands: ['holm'], price: { max: 30_000 }, inStock: true };
    const { data, errors, degraded } = await house.ask(page, { text: 'lamp', filter });
    expect({ errors, degraded }).toEqual({ errors: undefined, degraded: undefined });
    const { totalCount, edges, facets, suggestion } = data.search;
    expect([totalCount > 0, edges.length, suggestion]).toEqual([true, Math.min(totalCount, 20), null]);
    for (const { node } of edges) expect(node.brand).toBe('Holm');
    expect(facets.brands.length).toBeGreaterThan(1);
    for (const { brand, count } of facets.brands) {
      expect((await found({ text: 'lamp', filter: { ...filter, brands: [brand] } })).totalCount).toBe(count);
    }
    expect(facets.categories).toContainEqual({
      categoryId: 'desk-lamps',
      count: expect.any(Number),
      category: { name: 'Desk lamps', path: [{ id: 'lighting' }, { id: 'desk-lamps' }] },
    });
    expect(facets.prices[0]).toMatchObject({ min: { currency: 'EUR' }, max: { amount: 9_999 } });
    expect((await found({})).facets.prices.at(-1)).toMatchObject({ min: { amount: 100_000 }, max: null });
    const colours = facets.attributes.find(({ name }: { name: string }) => name === 'colour');
    const [{ value, count }] = colours.values;
    const attributes = [{ name: 'colour', values: [value] }];
    expect((await found({ text: 'lamp', filter: { ...filter, attributes } })).totalCount).toBe(count);
  });

  it('is in the order of what pages show: prices, ratings', async () => {
    const shown = `query ($sort: SearchSort!) { search(sort: $sort, first: 50, currency: JPY) {
      edges { node { price(currency: JPY) { list { amount } } rating { average count } } }
    } }`;
    const nodes = async (sort: string) =>
      (await house.ask(shown, { sort })).data.search.edges.map(({ node }: { node: unknown }) => node);
    for (const [sort, sign] of [
      ['PRICE_ASC', 1],
      ['PRICE_DESC', -1],
    ] as const) {
      const amounts = (await nodes(sort)).map(
        ({ price }: { price: { list: { amount: number } } }) => price.list.amount,
      );
      expect(amounts).toEqual(amounts.toSorted((a: number, b: number) => (a - b) * sign));
    }
    const ratings = (await nodes('RATING')).map(({ rating }: { rating: { average: number } }) => rating.average);
    expect(ratings).toEqual(ratings.toSorted((a: number, b: number) => b - a));
    expect(ratings[0]).toBeGreaterThan(4);
  });

  it('pages through what it finds, and each cursor is good for its own search alone', async () => {
    const query = { filter: { category: 'lighting', brands: ['Holm', 'Marlow'] }, sort: 'PRICE_DESC', first: 7 };
    const seen: string[] = [];
    let after: string | undefined;
    let total: number;
    do {
      const { edges, pageInfo, totalCount } = await found({ ...query, after });
      seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      total = totalCount;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
    const { edges } = await found(query);
    const same = {
      ...query,
      filter: { brands: ['Marlow', 'Holm', 'Holm'], category: 'lighting', price: {}, attributes: [], inStock: false },
    };
    expect(
      (await found({ ...same, after: edges[2].cursor })).edges.map(({ node }: { node: { id: string } }) => node.id),
    ).toEqual(seen.slice(3, 10));
    for (const other of [
      { sort: 'NAME' },
      { currency: 'USD' },
      { text: 'oak' },
      { filter: { category: 'lighting' } },
    ]) {
      const { errors } = await house.ask(page, { ...query, ...other, after: edges[2].cursor });
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', reason: 'BAD_CURSOR' } }]);
    }
  });

  it('suggests what may have been meant, and finds nothing meanwhile', async () => {
    expect(await found({ text: '  dsek   lapm ' })).toMatchObject({
      totalCount: 0,
      edges: [],
      suggestion: 'desk lamp',
    });
    expect(await found({ text: 'no such thing in this shop' })).toMatchObject({ totalCount: 0, suggestion: null });
  });

  it('costs as many calls by fifty as by one, facets included', async () => {
    const query = `query ($first: Int!) {
      search(first: $first, text: "oak") {
        edges { node { ...Card } }
        facets { categories { count category { name path { name } } } brands { brand count } inStock }
      }
    } ${card}`;
    for (const first of [1, 50]) {
      const { calls, waves } = await house.cost(query, { first });
      expect({ first, calls, waves }).toEqual({ first, calls: 5, waves: 2 });
    }
  });

  it.each([
    [{ first: 0 }, '#/first'],
    [{ first: -1 }, '#/first'],
    [{ first: 51 }, '#/first'],
    [{ after: 'nonsense' }, '#/after'],
    [{ text: 'x'.repeat(101) }, '#/text'],
    [{ filter: { category: '../secrets' } }, '#/filter/category'],
    [{ filter: { brands: Array(21).fill('Holm') } }, '#/filter/brands'],
    [{ filter: { brands: ['x'.repeat(61)] } }, '#/filter/brands/0'],
    [{ filter: { price: { min: 2, max: 1 } } }, '#/filter/price/min'],
    [{ filter: { price: { min: -1 } } }, '#/filter/price/min'],
    [{ filter: { minRating: 0 } }, '#/filter/minRating'],
    [{ filter: { minRating: 6 } }, '#/filter/minRating'],
    [{ filter: { attributes: [{ name: 'colour', values: [] }] } }, '#/filter/attributes/0/values'],
    [{ filter: { attributes: Array(11).fill({ name: 'colour', values: ['moss'] }) } }, '#/filter/attributes'],
  ])('refuses %j with a pointer, and asks nobody', async (variables, pointer) => {
    const { data, errors } = await house.ask(page, variables);
    expect(data).toEqual({ search: null });
    expect(errors).toMatchObject([{ path: ['search'], extensions: { code: 'INVALID_INPUT', errors: [{ pointer }] } }]);
    expect((await house.cost(page, variables)).calls).toBe(0);
  });

  it('refuses a page of 10,000 by its cost', async () => {
    const { status, errors } = await house.ask(page, { first: 10_000 });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE' } }]);
  });

  it.each([
    { sort: 'CHEAPEST' },
    { currency: 'XXX' },
    { filter: { colour: 'red' } },
    { filter: { price: { min: 1.5 } } },
  ])('refuses %j as no value of its type', async (variables) => {
    const { status, errors } = await house.ask(page, variables);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is an error when the catalog cannot be asked', async () => {
    house.domain.services.catalog.faults.set({ status: 503 });
    const { status, data, errors } = await house.ask('{ search(text: "oak") { totalCount } }');
    expect([status, data]).toEqual([503, null]);
    expect(errors).toMatchObject([{ path: ['search'], extensions: { code: 'UNAVAILABLE' } }]);
  });
});

describe('a product page', () => {
  const query = `query ($id: ID!, $currency: Currency! = EUR, $after: String) {
    product(id: $id) {
      id sku name brand summary description createdAt
      attributes { name value }
      images { alt variants { width url } }
      category { id name parent { id name children { id } } }
      price(currency: $currency) { net { amount currency } list { amount currency } }
      stock { status available deliveryBy warehouses { id name available deliveryBy } }
      rating { average count histogram }
      reviews(first: 2, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { cursor node { id rating title text author createdAt } }
      }
      recommendations(limit: 3) { reason product { id name price { net { amount } } } }
    }
  }`;

  it('is rich', async () => {
    const { status, data, errors, degraded } = await house.ask(query, { id: 'p-003' });
    expect({ status, errors, degraded }).toEqual({ status: 200, errors: undefined, degraded: undefined });
    const { product } = data;
    expect(product.description.length).toBeGreaterThan(500);
    expect(product.attributes.length).toBeGreaterThan(3);
    expect(product.category.parent.children).toContainEqual({ id: product.category.id });
    const { stock, rating } = product;
    expect(stock.warehouses).toHaveLength(3);
    expect(stock.available).toBe(
      stock.warehouses.reduce((sum: number, one: { available: number }) => sum + one.available, 0),
    );
    const days = stock.warehouses.flatMap(({ deliveryBy }: { deliveryBy: string | null }) => deliveryBy ?? []);
    expect(stock.deliveryBy).toBe(days.toSorted()[0]);
    expect(stock.deliveryBy).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(rating.histogram.reduce((sum: number, one: number) => sum + one, 0)).toBe(rating.count);
    expect(product.recommendations).toHaveLength(3);
    for (const { reason, product: other } of product.recommendations) {
      expect(reason).toEqual(expect.any(String));
      expect(other.id).not.toBe('p-003');
      expect(other.price.net.amount).toBeGreaterThan(0);
    }
    expect((await house.cost(query, { id: 'p-003' })).calls).toBeLessThanOrEqual(9);
  });

  it.each([
    ['asked for', '(limit: 2)', 1],
    ['left out', '@skip(if: true)', 0],
    ['more than there may be', '(limit: 21)', 0],
  ])('has recommendations that are fetched beside it where they are %s', async (_, how, more) => {
    const text = `query ($id: ID!) { product(id: $id) { id recommendations ${how} { reason } } }`;
    expect(await house.cost(text, { id: 'p-004' })).toEqual({ calls: 1 + more, waves: 1 });
  });

  it('prices in the currency asked for', async () => {
    const { data } = await house.ask(query, { id: 'p-003', currency: 'JPY' });
    expect(data.product.price.net.currency).toBe('JPY');
    const { status, errors } = await house.ask(query, { id: 'p-003', currency: 'XXX' });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('turns the pages of its reviews', async () => {
    const { data: home } = await house.ask('{ products(first: 50) { edges { node { id rating { count } } } } }');
    const { node } = home.products.edges.find(
      ({ node }: { node: { rating: { count: number } } }) => node.rating.count > 4,
    );
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data } = await house.ask(query, { id: node.id, after });
      const { edges, pageInfo } = data.product.reviews;
      seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(node.rating.count);
    const { data, errors, degraded } = await house.ask(query, { id: node.id, after: 'nonsense' });
    expect(data.product).toMatchObject({ id: node.id, reviews: null });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', errors: [{ pointer: '#/after' }] } }]);
    expect(degraded).toBeUndefined();
  });

  it('shows reviews by stars, and those with some stars alone', async () => {
    const reviews = `query ($sort: ReviewSort! = NEWEST, $rating: Int, $after: String) {
      product(id: "p-001") { rating { histogram } reviews(first: 50, sort: $sort, rating: $rating, after: $after) { edges { cursor node { rating createdAt } } } }
    }`;
    const stars = async (variables: object): Promise<number[]> =>
      (await house.ask(reviews, variables)).data.product.reviews.edges.map(
        ({ node }: { node: { rating: number } }) => node.rating,
      );
    const all = await stars({ sort: 'LOWEST' });
    expect(all).toEqual(all.toSorted());
    expect(await stars({ sort: 'HIGHEST' })).toEqual(all.toReversed());
    const { data } = await house.ask(reviews, { rating: 5 });
    expect((await stars({ rating: 5 })).length).toBe(data.product.rating.histogram[4]);
    const { cursor: after } = data.product.reviews.edges[0];
    for (const [variables, pointer] of [
      [{ rating: 0 }, '#/rating'],
      [{ rating: 6 }, '#/rating'],
      [{ after }, '#/after'],
      [{ after, rating: 5, sort: 'LOWEST' }, '#/after'],
    ] as const) {
      const { errors, degraded } = await house.ask(reviews, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', errors: [{ pointer }] } }]);
      expect(degraded).toBeUndefined();
    }
  });

  it.each(['p-999', '', '../readyz', '%2e%2e', 'a/b'])('of %j is null with a coded error', async (id) => {
    const { status, data, errors } = await house.ask(
      'query ($id: ID!) { product(id: $id) { name } categories { id } }',
      { id },
    );
    expect(status).toBe(200);
    expect(data.product).toBeNull();
    expect(data.categories).toHaveLength(6);
    expect(errors).toMatchObject([
      {
        message: expect.any(String),
        path: ['product'],
        extensions: { code: 'NOT_FOUND', requestId: expect.any(String) },
      },
    ]);
  });
});

describe('many products, each by its id', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);
  const of = (some: readonly string[]): string =>
    `{ ${some.map((id, index) => `a${index}: product(id: ${JSON.stringify(id)}) { id name }`).join(' ')} }`;

  it('are asked for in one call', async () => {
    const { data, errors } = await house.ask(of(ids));
    expect(errors).toBeUndefined();
    expect(Object.values<{ id: string }>(data).map(({ id }) => id)).toEqual(ids);
    expect(await house.cost(of(ids))).toEqual({ calls: 1, waves: 1 });
    expect(await house.cost(of([...ids.slice(0, 9), ...ids.slice(0, 9)]))).toEqual({ calls: 1, waves: 1 });
  });

  it('are asked for together with those that others lead to', async () => {
    const query = `{ a: product(id: "p-001") { recommendations(limit: 2) { product { name } } } b: product(id: "p-002") { name } }`;
    expect(await house.cost(query)).toEqual({ calls: 3, waves: 2 });
  });

  it.each([
    ['that there is not', 'p-999'],
    ['that cannot be', '../readyz'],
    ['of nothing', ''],
    ['with a backslash', 'a\\b'],
    ['that never ends', 'p'.repeat(50_000)],
  ])('are answered, but for an id %s', async (_, id) => {
    const { status, data, errors } = await house.ask(of(['p-001', id, 'p-002']));
    expect(status).toBe(200);
    expect(data).toMatchObject({ a0: { id: 'p-001' }, a1: null, a2: { id: 'p-002' } });
    expect(errors).toMatchObject([{ path: ['a1'], extensions: { code: expect.stringMatching(/^NOT_FOUND$|INPUT/) } }]);
  });

  it('fail each with the reason when the catalog cannot be asked', async () => {
    house.domain.services.catalog.faults.set({ down: true });
    const { status, data, errors } = await house.ask(of(['p-001', 'p-002']));
    expect(status).toBeGreaterThanOrEqual(500);
    expect(data).toBeNull();
    expect(errors!.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['a0'], 'UPSTREAM_FAILED'],
      [['a1'], 'UPSTREAM_FAILED'],
    ]);
  });
});

describe('categories', () => {
  it('are a tree', async () => {
    const { data } = await house.ask(
      '{ categories { id productCount parent { id } children { id productCount parent { id } } } }',
    );
    for (const root of data.categories) {
      expect(root.parent).toBeNull();
      for (const child of root.children) expect(child.parent).toEqual({ id: root.id });
    }
    const all = data.categories.flatMap(({ children }: { children: unknown[] }) => children);
    expect(all.length + data.categories.length).toBeGreaterThanOrEqual(24);
  });

  it('lead to each by its id, with the way to it and its products', async () => {
    const query = `query ($id: ID!) {
      category(id: $id) { id path { id name } products(first: 3) { totalCount edges { cursor node { id category { id } } } } productCount }
    }`;
    const { data } = await house.ask(query, { id: 'desk-lamps' });
    expect(data.category).toMatchObject({
      path: [{ id: 'lighting', name: 'Lighting' }, { id: 'desk-lamps' }],
      products: { totalCount: data.category.productCount },
    });
    for (const { node } of data.category.products.edges) expect(node.category.id).toBe('desk-lamps');
    const { data: root } = await house.ask(query, { id: 'lighting' });
    expect(root.category.path).toEqual([{ id: 'lighting', name: 'Lighting' }]);
    expect(await house.cost(query, { id: 'lighting' })).toEqual({ calls: 2, waves: 2 });
  });

  it.each(['nothing', '', '../x', '__proto__'])('have none with the id %j', async (id) => {
    const { data, errors } = await house.ask('query ($id: ID!) { category(id: $id) { name } }', { id });
    expect(data).toEqual({ category: null });
    expect(errors).toMatchObject([{ path: ['category'], extensions: { code: 'NOT_FOUND' } }]);
  });
});
