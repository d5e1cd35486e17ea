import { orders } from '@frontage/seed';
import { features } from '../src/server.ts';
import { startMobileHouse, type MobileHouse } from './harness.ts';

let house: MobileHouse;
beforeAll(async () => {
  house = await startMobileHouse();
});
afterEach(() => house.recover());
afterAll(() => house.close());

describe('browsing', () => {
  it('shows home with everything on it', async () => {
    const { body } = await house.phone.get('/home').expect(200);
    expect(body).not.toHaveProperty('degraded');
    expect(body.featured).toHaveLength(8);
    expect(body.picks.length).toBeGreaterThan(0);
    expect(body.categories).toHaveLength(6);
    expect(body.featured[0]).toEqual({
      id: 'p-001',
      name: expect.any(String),
      price: { amount: expect.any(Number), currency: 'EUR' },
      ...('was' in body.featured[0] && { was: expect.anything() }),
      stock: expect.stringMatching(/^(IN_STOCK|LOW|OUT_OF_STOCK)$/),
      ...('rating' in body.featured[0] && { rating: expect.any(Number) }),
      image: expect.stringMatching(/\?w=320$/),
    });
  });

  it('pages through a category without repeating or losing a product', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { category: 'desk-lamps', limit: 7, ...(cursor !== undefined && { cursor }) };
      const { body } = await house.phone.get('/products').query(query).expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
    } while (cursor !== undefined);
    const { body } = await house.phone.get('/categories').expect(200);
    const { count } = body.items.find(({ id }: { id: string }) => id === 'desk-lamps');
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
  });

  it('spends as many calls on fifty products as on one', async () => {
    for (const limit of [1, 50]) {
      const response = await house.phone.get('/products').query({ limit }).set('Frontage-Debug', '1').expect(200);
      expect(response.headers['frontage-budget']).toMatch(/^calls=4;waves=2;/);
    }
  });

  it('fits pictures and pages to the phone', async () => {
    const thrifty = await house.phone.get('/products').set('Save-Data', 'on').expect(200);
    expect(thrifty.body.items).toHaveLength(10);
    expect(thrifty.body.items[0].image).toMatch(/w=160$/);
    const sharp = await house.phone.get('/products?limit=1').set('X-Device-DPR', '3').expect(200);
    expect(sharp.body.items[0].image).toMatch(/w=640$/);
    const both = await house.phone.get('/products?limit=1').set({ 'X-Device-DPR': '1', 'Save-Data': 'on' }).expect(200);
    expect(both.body.items[0].image).toMatch(/w=160$/);
    for (const path of ['/products/p-001/reviews', '/orders']) {
      const get = () => house.phone.get(path).set('Authorization', house.as('ada'));
      const [whole, half] = [await get().expect(200), await get().set('Save-Data', 'on').expect(200)];
      expect(half.body.items.length).toBeLessThan(whole.body.items.length);
      expect(half.body.items).toEqual(whole.body.items.slice(0, half.body.items.length));
    }
  });

  it('shows home in one request of 2 kB, for which the services would take at least 5 calls and 20 kB', async () => {
    const { headers } = await house.phone
      .get('/home')
      .set({ 'Accept-Encoding': 'br', 'Frontage-Debug': '1' })
      .expect(200);
    const [, calls, bytes] = /^calls=(\d+);.*;bytes=(\d+);/.exec(headers['frontage-budget']!)!.map(Number);
    expect([headers['content-encoding'], Number(headers['content-length']) <= 2_000]).toEqual(['br', true]);
    expect([calls! >= 5, bytes! >= 20_000]).toEqual([true, true]);
  });

  it('prices in the currency asked for, and by the tier of who asks', async () => {
    const price = async (currency: string, authorization?: string) => {
      const get = house.phone.get('/products/p-002').set('Accept-Currency', currency);
      if (authorization !== undefined) get.set('Authorization', authorization);
      return (await get.expect(200)).body.price;
    };
    const standard = await price('EUR');
    const gold = await price('EUR', house.as('ada', { tier: 'gold' }));
    expect(gold.amount).toBeLessThan(standard.amount);
    expect(await price('JPY')).toMatchObject({ currency: 'JPY' });
  });

  it('shows a product in few bytes, and its reviews on request', async () => {
    const product = await house.phone.get('/products/p-003').expect(200);
    expect(Buffer.byteLength(product.text)).toBeLessThan(1_000);
    expect(product.body).not.toHaveProperty('description');
    const { body } = await house.phone.get('/products/p-003/reviews?limit=3').expect(200);
    expect(body.items.length).toBeLessThanOrEqual(3);
  });
});

/** Request headers of every answer that shows prices or pictures, as `Vary` has them. */
const shaped = 'X-App-Version, Authorization, accept-currency, x-device-dpr, save-data, Accept-Encoding';
const kept = 'private, no-cache';
const shared = 'public, max-age=60, stale-while-revalidate=60';
const { id: orderOfAda } = orders.find(({ owner }) => owner.id === 'ada')!;

/** Every read: what caches may do with its answer, and what the answer depends on. */
const reads: Readonly<Record<string, readonly [path: string, cacheControl: string, vary: string]>> = {
  home: ['/home', kept, shaped],
  listCategories: ['/categories', shared, 'Accept-Encoding'],
  listProducts: ['/products', kept, shaped],
  getProduct: ['/products/p-001', kept, shaped],
  listReviews: ['/products/p-001/reviews', shared, 'save-data, Accept-Encoding'],
  getCart: ['/cart', kept, shaped],
  listOrders: ['/orders', kept, 'X-App-Version, Authorization, save-data, Accept-Encoding'],
  getOrder: [`/orders/${orderOfAda}`, kept, 'X-App-Version, Authorization, Accept-Encoding'],
  getMe: ['/me', kept, 'X-App-Version, Authorization, Accept-Encoding'],
  getWishlist: ['/wishlist', kept, shaped],
};

describe('a read', () => {
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, who = 'ada', tier = 'standard') =>
    house.phone.get(path).set({ Authorization: house.as(who, { tier }), 'Accept-Encoding': 'br', ...headers });
  /** Headers that a 304 has as its 200 has them. */
  const confirmed = (headers: Readonly<Record<string, string>>) =>
    Object.entries(headers).filter(
      ([name]) => !/^(content-(type|length|encoding)|date|x-request-id|server-timing|ratelimit)$/.test(name),
    );

  const gets = features.filter(({ method }) => method === 'GET');

  it('is conditional, unless each of its answers is for one moment: the token in it is another', () => {
    const others = gets.filter(({ etag = false }) => !etag).map(({ name }) => name);
    expect(others.toSorted()).toEqual(['homeRest', 'productRest', 'sync']);
  });

  it.each(gets.filter(({ etag = false }) => etag).map(({ name }) => name))(
    '%s is 304 for whoever has it, with the headers of its 200, and no bytes',
    async (name) => {
      const [path, cacheControl, vary] = reads[name]!;
      const whole = await ask(path).expect(200);
      const { etag } = whole.headers;
      expect(whole.headers).toMatchObject({
        etag: expect.stringMatching(/^W\/"(\d+\.)?[\w-]{22}"$/),
        vary,
        'cache-control': cacheControl,
      });
      const same = await ask(path, { 'If-None-Match': etag! }).expect(304);
      expect([same.text ?? '', confirmed(same.headers)]).toEqual(['', confirmed(whole.headers)]);
      for (const known of ['"other"', 'garbage', `${etag!.slice(0, -2)}"`])
        await ask(path, { 'If-None-Match': known }).expect(200);
    },
  );

  it('is confirmed to those who would see the same, and to nobody who may not see it', async () => {
    const tagOf = async (...request: Parameters<typeof ask>) => (await ask(...request).expect(200)).headers['etag']!;
    const path = '/products/p-002';
    const known = { 'If-None-Match': await tagOf(path) };
    await ask(path, known, 'bob').expect(304);
    await ask(path, known, 'ada', 'gold').expect(200);
    await ask(path, { ...known, 'Accept-Currency': 'JPY' }).expect(200);
    await ask(path, { ...known, 'Save-Data': 'on' }).expect(200);
    const order = reads['getOrder']![0];
    const tag = await tagOf(order);
    await ask(order, { 'If-None-Match': tag }, 'bob').expect(404);
    await house.phone.get(order).set('If-None-Match', tag).expect(401);
    await ask('/products/p-002', { ...known, Authorization: 'Bearer x' }).expect(401);
    await ask('/products/p-002?limit=0', { 'If-None-Match': '*', 'X-Device-DPR': 'x' }).expect(400);
  });

  it('that lacks a part is sent whole, without a tag', async () => {
    const path = '/products/p-001';
    const { etag } = (await ask(path).expect(200)).headers;
    house.domain.services.pricing.faults.set({ down: true });
    const { headers, body } = await ask(path, { 'If-None-Match': etag! }).expect(200);
    expect([body.degraded, headers['etag'], headers['cache-control']]).toEqual([['prices'], undefined, kept]);
    await ask(path, { 'If-None-Match': '*' }).expect(200);
    await house.recover();
    await ask(path, { 'If-None-Match': etag! }).expect(304);
  });
});

describe('when a service is missing', () => {
  it.each([
    ['pricing', 'prices'],
    ['inventory', 'stock'],
    ['reviews', 'reviews'],
    ['recommendations', 'recommendations'],
  ] as const)('%s down leaves home and product pages without %s, and says so', async (service, part) => {
    house.domain.services[service].faults.set({ down: true });
    for (const path of ['/home', '/products/p-001']) {
      const response = await house.phone.get(path).expect(200);
      expect(response.body.degraded).toEqual([part]);
      expect(response.headers['frontage-degraded']).toBe(part);
    }
  });

  it('the catalog down is a problem that does not name it', async () => {
    house.domain.services.catalog.faults.set({ status: 503 });
    const response = await house.phone.get('/products/p-001').expect(503);
    expect(response.body).toMatchObject({ code: 'UNAVAILABLE' });
    expect(response.text).not.toContain('catalog');
  });
});

describe('who is calling', () => {
  it.each([
    ['expired', () => house.as('ada', { exp: 1 })],
    ['for another audience', () => house.as('ada', { aud: 'web-bff' })],
    ['of another issuer', () => house.as('ada', { iss: 'https://evil.example' })],
    ['tampered with', () => `${house.as('ada').slice(0, -4)}AAAA`],
    ['no token at all', () => 'Bearer x'],
  ])('a token that is %s is refused with a challenge', async (_, authorization) => {
    for (const path of ['/orders', '/home']) {
      const response = await house.phone.get(path).set('Authorization', authorization()).expect(401);
      expect(response.headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
      expect(response.body).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('asks for a token where one is needed', async () => {
    const response = await house.phone.get('/orders').expect(401);
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  it('does not let support shop', async () => {
    const sam = house.as('sam', { roles: ['support'] });
    const { headers } = await house.phone.get('/cart').set('Authorization', sam).expect(403);
    expect(headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
  });

  it('knows the new keys of the provider by themselves, and says 503 and not 401 while it cannot be asked for them', async () => {
    const own = await startMobileHouse();
    const cart = (who: string) => own.phone.get('/cart').set('Authorization', who);
    try {
      const old = own.as('ada');
      await cart(old).expect(200);
      own.issuer.rotateKeys();
      own.issuer.down = true;
      await cart(old).expect(200);
      const rotated = await cart(own.as('ada')).expect(503);
      expect(rotated.body).toMatchObject({ code: 'UNAVAILABLE' });
      expect(rotated.headers['www-authenticate']).toBeUndefined();
      own.issuer.down = false;
      await cart(own.as('ada')).expect(200);
    } finally {
      await own.close();
    }
  });

  it('asks for another login, and says which, before it takes an order', async () => {
    const own = await startMobileHouse({ CHECKOUT_ACR: 'urn:example:mfa urn:example:pin', CHECKOUT_MAX_AGE_S: '300' });
    const now = Math.floor(Date.now() / 1_000);
    const checkout = (claims: Record<string, unknown>) =>
      own.phone.post('/checkout').set('Authorization', own.as('ada', claims)).set('Idempotency-Key', 'step-up');
    try {
      const lacking = [
        {},
        { acr: 'urn:example:mfa' },
        { auth_time: now },
        { acr: 'urn:example:pwd', auth_time: now },
        { acr: 'urn:example:pin', auth_time: now - 600 },
      ];
      for (const claims of lacking) {
        const { headers, body } = await checkout(claims).expect(401);
        expect(headers['www-authenticate']).toBe(
          'Bearer error="insufficient_user_authentication", ' +
            'error_description="Another or a more recent login is required", ' +
            'acr_values="urn:example:mfa urn:example:pin", max_age="300"',
        );
        expect(body).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'STEP_UP_REQUIRED' });
      }
      const enough = await checkout({ acr: 'urn:example:pin', auth_time: now - 60 });
      expect([enough.status, enough.body.reason]).toEqual([409, 'CART_EMPTY']);
      // Other endpoints do not demand the step-up.
      await own.phone.get('/cart').set('Authorization', own.as('ada')).expect(200);
      await own.phone
        .post('/checkout')
        .set('Idempotency-Key', 'step-up')
        .expect(401, /UNAUTHENTICATED/);
    } finally {
      await own.close();
    }
  });
});

describe('shopping', () => {
  const put = (who: string, product: string, quantity: unknown) =>
    house.phone.put(`/cart/items/${product}`).set('Authorization', who).send({ quantity });
  const post = (who: string, path: string, key: string) =>
    house.phone.post(path).set('Authorization', who).set('Idempotency-Key', key);

  let customers = 0;
  /** Customer of this test alone: an empty cart, and no orders. */
  const newcomer = (): string => house.as(`newcomer-${(customers += 1)}`);

  /** Products in stock: orders of them succeed. */
  async function available(): Promise<string[]> {
    const { body } = await house.phone.get('/products?limit=50').expect(200);
    return body.items
      .filter(({ stock }: { stock: string }) => stock === 'IN_STOCK')
      .map(({ id }: { id: string }) => id);
  }

  it('goes from an empty cart to a paid order', async () => {
    const who = newcomer();
    const [first, second] = await available();
    await put(who, first!, 2).expect(200);
    const { body: cart } = await put(who, second!, 1).expect(200);
    expect(cart.items).toHaveLength(2);
    expect(cart.total.amount).toBe(cart.items[0].total.amount + cart.items[1].total.amount);

    const { body: order, headers } = await post(who, '/checkout', 'mobile-spec-1').expect(201);
    expect(headers).not.toHaveProperty('idempotent-replayed');
    expect(order).toMatchObject({ status: 'PENDING', total: cart.total, actions: ['pay', 'cancel'] });
    expect((await house.phone.get('/cart').set('Authorization', who)).body.items).toEqual([]);

    const again = await post(who, '/checkout', 'mobile-spec-1').expect(201);
    expect(again.body.id).toBe(order.id);
    expect(again.headers['idempotent-replayed']).toBe('true');

    const { body: paid } = await post(who, `/orders/${order.id}/pay`, 'mobile-spec-2').expect(200);
    expect(paid).toMatchObject({ id: order.id, status: 'PAID' });
    expect(paid.lines[0].name).toEqual(expect.any(String));

    const { body: list } = await house.phone.get('/orders?limit=1').set('Authorization', who).expect(200);
    expect(list).toMatchObject({ items: [{ id: order.id, status: 'PAID' }] });
    expect(list).not.toHaveProperty('next');
  });

  it.each(['auth0|5f7c/..?#%7C', `${'~'.repeat(200)}${'|'.repeat(55)}`])(
    'goes all the way for whoever the provider calls %s',
    async (sub) => {
      const who = house.as(sub);
      const [first] = await available();
      for (const key of ['1', '2']) {
        await put(who, first!, 1).expect(200);
        await post(who, '/checkout', key).expect(201);
      }
      const page = (query: object) => house.phone.get('/orders').query(query).set('Authorization', who).expect(200);
      const { body: newest } = await page({ limit: 1 });
      const { body: older } = await page({ limit: 1, cursor: newest.next });
      const [{ id }, { id: olderId }] = [newest.items[0], older.items[0]];
      expect(new Set([id, olderId]).size).toBe(2);
      await post(who, `/orders/${id}/pay`, '3').expect(200);
      await house.phone.get(`/orders/${id}`).set('Authorization', house.as('bob')).expect(404);
    },
  );

  it('hides the orders of others', async () => {
    const { body } = await house.phone
      .get('/orders')
      .set('Authorization', house.as('ada', { tier: 'gold' }))
      .expect(200);
    const { id } = body.items[0];
    await house.phone.get(`/orders/${id}`).set('Authorization', house.as('ada')).expect(200);
    await house.phone.get(`/orders/${id}`).set('Authorization', house.as('bob')).expect(404);
    await post(house.as('bob'), `/orders/${id}/cancel`, 'mobile-spec-3').expect(404);
  });

  it('answers illegal moves with 409 and the reason of the service', async () => {
    const ada = house.as('ada');
    const { body } = await house.phone.get('/orders?limit=50').set('Authorization', ada).expect(200);
    const { id } = body.items.find(({ status }: { status: string }) => status === 'DELIVERED');
    const response = await post(ada, `/orders/${id}/cancel`, 'mobile-spec-4').expect(409);
    expect(response.body).toMatchObject({ code: 'CONFLICT', reason: 'ILLEGAL_TRANSITION' });
    expect(response.headers).not.toHaveProperty('idempotent-replayed');
    // A repeated refusal is marked as replayed.
    const again = await post(ada, `/orders/${id}/cancel`, 'mobile-spec-4').expect(409);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('refuses bad input with pointers', async () => {
    const ada = house.as('ada');
    await put(ada, 'p-001', 0)
      .expect(400)
      .expect(({ body }) => expect(body.errors[0].pointer).toBe('#/body/quantity'));
    await put(ada, 'no-such-product', 1).expect(404);
    await house.phone
      .post('/checkout')
      .set('Authorization', ada)
      .expect(400)
      .expect(({ body }) => expect(body.errors[0].pointer).toBe('#/headers/idempotency-key'));
    await post(newcomer(), '/checkout', 'mobile-spec-5')
      .expect(409)
      .expect(({ body }) => expect(body.reason).toBe('CART_EMPTY'));
    await house.phone
      .get('/products?cursor=garbage')
      .expect(400)
      .expect(({ body }) => expect(body.reason).toBe('BAD_CURSOR'));
    await house.phone.get('/products?limit=51').expect(400);
    await house.phone.get('/products/p-001').set('Accept-Currency', 'XXX').expect(400);
    await house.phone.get('/products/p-999').expect(404);
  });
});

describe('somebody without a role', () => {
  it('is a customer, unless the environment says that they are nobody', async () => {
    const own = await startMobileHouse({ OIDC_DEFAULT_ROLE: 'none' });
    await house.phone
      .get('/cart')
      .set('Authorization', house.as('ada', { roles: [] }))
      .expect(200);
    const refused = await own.phone
      .get('/cart')
      .set('Authorization', own.as('ada', { roles: ['other'] }))
      .expect(403);
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN', reason: 'NO_ROLE' });
    await own.phone.get('/cart').set('Authorization', own.as('ada')).expect(200);
    await own.close();
  });
});
