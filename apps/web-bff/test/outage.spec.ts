import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

const productPage = `{
  product(id: "p-001") {
    id name
    category { id }
    price { net { amount } }
    stock { status }
    rating { average }
    reviews { edges { node { id } } }
    recommendations { reason product { id } }
  }
}`;
const home = `{
  home {
    featured { id price { net { amount } } stock { status } rating { average } }
    recommendations { reason product { id } }
  }
}`;

describe('an optional service that is missing', () => {
  it.each([
    ['pricing', 'prices', ['price']],
    ['inventory', 'stock', ['stock']],
    ['reviews', 'reviews', ['rating', 'reviews']],
    ['recommendations', 'recommendations', ['recommendations']],
  ] as const)('%s leaves the pages without %s, and says so without an error', async (service, part, fields) => {
    house.domain.services[service].faults.set({ down: true });
    for (const query of [productPage, home]) {
      const { status, headers, errors, degraded, text } = await house.ask(query);
      expect({ status, errors, degraded }).toEqual({ status: 200, errors: undefined, degraded: [part] });
      expect(headers['frontage-degraded']).toBe(part);
      expect(JSON.parse(text)).toEqual({ data: expect.anything(), extensions: { degraded: [part] } });
      expect(text).not.toMatch(/127\.0\.0\.1|-client|ECONN|stack/);
    }
    const { data } = await house.ask(productPage);
    expect(data.product.name).toEqual(expect.any(String));
    for (const field of fields) expect(data.product[field]).toBeNull();
    expect(house.log()).toContain(`"service":"${service}"`);
  });

  it.each([{ status: 500 }, { hangUp: true }, { corrupt: true }, { oversizeBytes: 20_000_000 }])(
    'is missing just the same when it has %j',
    async (faults) => {
      house.domain.services.reviews.faults.set(faults);
      const { status, errors, degraded } = await house.ask(productPage);
      expect({ status, errors, degraded }).toEqual({ status: 200, errors: undefined, degraded: ['reviews'] });
    },
  );

  it('is asked once, however many products would show it', async () => {
    // A corrupt answer is not retried.
    house.domain.services.pricing.faults.set({ corrupt: true });
    const query = '{ products(first: 20) { edges { node { price { net { amount } } } } } }';
    expect((await house.cost(query)).calls).toBe(2);
    const { data, errors } = await house.ask(query);
    expect(errors).toBeUndefined();
    for (const { node } of data.products.edges) expect(node.price).toBeNull();
  });

  it('can be several', async () => {
    house.domain.services.pricing.faults.set({ status: 503 });
    house.domain.services.reviews.faults.set({ status: 503 });
    const { degraded } = await house.ask(productPage);
    expect(degraded?.toSorted()).toEqual(['prices', 'reviews']);
  });
});

describe('the catalog that is missing', () => {
  it.each([
    [{ status: 503 }, 503, 'UNAVAILABLE'],
    [{ status: 500 }, 502, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 502, 'UPSTREAM_INVALID'],
    [{ down: true }, 502, 'UPSTREAM_FAILED'],
  ])('with %j is an answer of status %d that does not name it', async (faults, expected, code) => {
    // A fresh BFF for each query: an open circuit would change the answer.
    for (const query of [productPage, home, '{ products { totalCount } }', '{ categories { id } }']) {
      const fresh = await startWebHouse();
      try {
        fresh.domain.services.catalog.faults.set(faults);
        const { status, data, errors, text } = await fresh.ask(query);
        expect([query, status, errors?.[0]?.extensions.code]).toEqual([query, expected, code]);
        expect(data).toBeNull();
        expect(errors).toMatchObject([{ extensions: { requestId: expect.any(String) } }]);
        expect(text).not.toMatch(/catalog|127\.0\.0\.1|stack/);
        expect(fresh.log()).toContain('"service":"catalog"');
      } finally {
        await fresh.close();
      }
    }
  });

  it('that keeps failing is left alone, and the answer is that it cannot be had', async () => {
    const fresh = await startWebHouse();
    try {
      fresh.domain.services.catalog.faults.set({ status: 500 });
      const statuses: number[] = [];
      // The circuit of an operation opens after ten failures.
      for (let times = 0; times < 12; times += 1) statuses.push((await fresh.ask('{ categories { id } }')).status);
      expect([statuses.at(0), statuses.at(-1)]).toEqual([502, 503]);
      expect(statuses).toEqual(statuses.toSorted());
    } finally {
      await fresh.close();
    }
  });

  it('leaves what it has no part in', async () => {
    house.domain.services.catalog.faults.set({ status: 503 });
    const { status, data, errors } = await house.ask('{ viewer { id } products { totalCount } }');
    expect(status).toBe(200);
    expect(data).toEqual({ viewer: null, products: null });
    expect(errors).toMatchObject([{ path: ['products'], extensions: { code: 'UNAVAILABLE' } }]);
  });
});

describe('the identity provider that is missing', () => {
  it('is an answer that does not name it', async () => {
    const other = await startWebHouse();
    try {
      other.issuer.down = true;
      const { status, errors } = await other.ask('{ products { totalCount } }');
      expect(status).toBe(503);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    } finally {
      await other.close();
    }
  });
});
