import { startWebHouse, type GraphqlAnswer, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

const cart =
  'cart { items { productId quantity product { name } unit { amount } total { amount } } total { amount currency } }';
const put = `mutation ($id: ID!, $quantity: Int!) { putCartItem(input: { productId: $id, quantity: $quantity }) { ${cart} } }`;
const remove = `mutation ($id: ID!) { removeCartItem(input: { productId: $id }) { ${cart} } }`;
const order =
  'id status total { amount currency } actions lines { productId quantity product { name } total { amount } } history { status at }';
const checkout = `mutation ($key: String!) { checkout(input: { idempotencyKey: $key }) { order { ${order} } } }`;
const pay = `mutation ($id: ID!, $key: String!) { payOrder(input: { orderId: $id, idempotencyKey: $key }) { order { ${order} } } }`;
const cancel = `mutation ($id: ID!, $key: String!) { cancelOrder(input: { orderId: $id, idempotencyKey: $key }) { order { ${order} } } }`;

type Ask = WebHouse['ask'];
type Amount = { readonly amount: number };
type Priced = { readonly id: string; readonly price: { readonly net: Amount } };

/** Products in stock: orders of them succeed. */
async function available(): Promise<string[]> {
  const { data } = await house.ask('{ products(first: 50) { edges { node { id stock { status } } } } }');
  return data.products.edges
    .filter(({ node }: { node: { stock: { status: string } } }) => node.stock.status === 'IN_STOCK')
    .map(({ node }: { node: { id: string } }) => node.id);
}

/** Every product by its price in SEK, in descending order. */
async function dearest(): Promise<Priced[]> {
  const query = `query ($after: String) {
    products(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node { id price(currency: SEK) { net { amount } } } }
    }
  }`;
  const found: Priced[] = [];
  let after: string | undefined;
  do {
    const { data } = await house.ask(query, { after });
    const { edges, pageInfo } = data.products;
    found.push(...edges.map(({ node }: { node: Priced }) => node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (after !== undefined);
  return found.toSorted((a, b) => b.price.net.amount - a.price.net.amount);
}

const codeOf = ({ errors }: GraphqlAnswer): unknown => errors?.[0]?.extensions['code'];
const reasonOf = ({ errors }: GraphqlAnswer): unknown => errors?.[0]?.extensions['reason'];

async function empty(ask: Ask): Promise<void> {
  const { data } = await ask('{ cart { items { productId } } }');
  for (const { productId } of data.cart.items) await ask(remove, { id: productId });
}

describe('who is there', () => {
  it('is nobody before, and the customer with everything we keep after the login', async () => {
    const query = '{ viewer { id role profile { name email tier currency addresses { city isDefault } } } }';
    expect((await house.ask(query)).data).toEqual({ viewer: null });
    const { ask } = await house.login('ada');
    const { data, errors } = await ask(query);
    expect(errors).toBeUndefined();
    expect(data.viewer).toMatchObject({
      id: 'ada',
      role: 'CUSTOMER',
      profile: { email: 'ada@example.test', tier: 'GOLD' },
    });
    expect(data.viewer.profile.addresses.length).toBeGreaterThan(0);
  });

  it('is somebody without a profile for a support agent, who cannot shop', async () => {
    const { ask } = await house.login('sam');
    const { data } = await ask('{ viewer { id role profile { name } } }');
    expect(data.viewer).toEqual({ id: 'sam', role: 'SUPPORT', profile: null });
    const refused = await ask(`{ ${cart} }`);
    expect(refused.status).toBe(403);
    expect(codeOf(refused)).toBe('FORBIDDEN');
  });

  it('is still somebody when the customers service is missing', async () => {
    const { ask } = await house.login('ada');
    house.domain.services.customers.faults.set({ down: true });
    const { data, degraded, errors } = await ask('{ viewer { id profile { name } } }');
    expect({ data, degraded, errors }).toEqual({
      data: { viewer: { id: 'ada', profile: null } },
      degraded: ['profile'],
      errors: undefined,
    });
  });

  it('decides the price, and the reasons for it', async () => {
    const query = '{ product(id: "p-002") { price { net { amount } list { amount } reasons promotion { label } } } }';
    const visitor = (await house.ask(query)).data.product.price;
    const gold = (await (await house.login('ada')).ask(query)).data.product.price;
    expect(gold.list).toEqual(visitor.list);
    expect(gold.net.amount).toBeLessThan(visitor.net.amount);
    const promoted = visitor.promotion ? ['PROMOTION'] : [];
    expect([visitor.reasons, gold.reasons]).toEqual([promoted, ['TIER', ...promoted]]);
  });

  it.each([
    [`{ ${cart} }`, {}],
    ['{ orders { edges { node { id } } } }', {}],
    ['{ order(id: "o-1") { id } }', {}],
    [put, { id: 'p-001', quantity: 1 }],
    [remove, { id: 'p-001' }],
    [checkout, { key: 'k' }],
    [pay, { id: 'o-1', key: 'k' }],
    [cancel, { id: 'o-1', key: 'k' }],
  ])('must be somebody for %s', async (query, variables) => {
    const refused = await house.ask(query, variables);
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('Session');
    expect(codeOf(refused)).toBe('UNAUTHENTICATED');
  });
});

describe('shopping', () => {
  it('goes from the login to a paid order', async () => {
    const { ask } = await house.login('bob');
    await empty(ask);
    const [first, second] = await available();
    await ask(put, { id: first, quantity: 2 });
    const { data: filled } = await ask(put, { id: second, quantity: 1 });
    const bought = filled.putCartItem.cart;
    expect(bought.items).toHaveLength(2);
    for (const { quantity, unit, total, product } of bought.items) {
      expect(total.amount).toBe(unit.amount * quantity);
      expect(product.name).toEqual(expect.any(String));
    }
    expect(bought.total.amount).toBe(bought.items[0].total.amount + bought.items[1].total.amount);

    const { data: placed, errors } = await ask(checkout, { key: 'web-spec-1' });
    expect(errors).toBeUndefined();
    expect(placed.checkout.order).toMatchObject({ status: 'PENDING', total: bought.total, actions: ['PAY', 'CANCEL'] });
    const { id } = placed.checkout.order;
    expect((await ask(`{ ${cart} }`)).data.cart).toEqual({ items: [], total: null });

    const { data: again, headers, replayed } = await ask(checkout, { key: 'web-spec-1' });
    expect(again.checkout.order.id).toBe(id);
    expect([headers['idempotent-replayed'], replayed]).toEqual(['true', ['checkout']]);

    const { data: paid, ...anew } = await ask(pay, { id, key: 'web-spec-2' });
    expect(paid.payOrder.order).toMatchObject({ status: 'PAID', actions: ['CANCEL'] });
    expect([anew.headers['idempotent-replayed'], anew.replayed]).toEqual([undefined, undefined]);
    const both = `mutation ($id: ID!) {
      new: payOrder(input: { orderId: $id, idempotencyKey: "web-spec-2-b" }) { order { status } }
      old: payOrder(input: { orderId: $id, idempotencyKey: "web-spec-2" }) { order { status } }
    }`;
    expect((await ask(both, { id })).replayed).toEqual(['old']);
    const illegal = await ask(pay, { id, key: 'web-spec-3' });
    expect(illegal).toMatchObject({ status: 200, data: { payOrder: null } });
    expect([codeOf(illegal), reasonOf(illegal)]).toEqual(['CONFLICT', 'ILLEGAL_TRANSITION']);

    const { data: list } = await ask(
      '{ orders(first: 1) { edges { node { id status lines { product { name } } } } } }',
    );
    expect(list.orders.edges[0].node).toMatchObject({ id, status: 'PAID' });

    const { data: cancelled } = await ask(cancel, { id, key: 'web-spec-4' });
    expect(cancelled.cancelOrder.order).toMatchObject({ status: 'CANCELLED', actions: [] });
    const { data: read } = await ask(`query ($id: ID!) { order(id: $id) { ${order} } }`, { id });
    expect(read.order.history.map(({ status }: { status: string }) => status)).toEqual([
      'PENDING',
      'PAID',
      'CANCELLED',
    ]);
  });

  it('adds up to more than 32 bits hold', async () => {
    const { ask } = await house.login('bob');
    await empty(ask);
    for (const { id } of (await dearest()).slice(0, 16)) await ask(put, { id, quantity: 99 });
    const answer = await ask(
      '{ cart { total(currency: SEK) { amount currency } items { quantity total(currency: SEK) { amount } } } }',
    );
    expect(answer.errors).toBeUndefined();
    const { items, total } = answer.data.cart;
    expect(items).toHaveLength(16);
    const sum = items.reduce((so: number, item: { total: Amount }) => so + item.total.amount, 0);
    expect(total).toEqual({ amount: sum, currency: 'SEK' });
    expect(sum).toBeGreaterThan(2 ** 31);
    await empty(ask);
  });

  it('does not order an empty cart', async () => {
    const { ask } = await house.login('bob');
    await empty(ask);
    const refused = await ask(checkout, { key: 'web-spec-5' });
    expect(refused).toMatchObject({ status: 200, data: { checkout: null } });
    expect([codeOf(refused), reasonOf(refused)]).toEqual(['CONFLICT', 'CART_EMPTY']);
  });

  it('takes out of the cart what was ordered, and gives the same order for the same key whatever is there by then', async () => {
    const [{ ask }, phone] = [await house.login('bob'), await house.login('bob')];
    await empty(ask);
    const [first, second] = await available();
    await ask(put, { id: first, quantity: 2 });
    const { faults, traffic } = house.domain.services.orders;
    const open = traffic.open;
    faults.set({ latencyMs: 1_000 });
    const ordering = ask(checkout, { key: 'web-spec-5-b' });
    while (traffic.open === open) await new Promise((resolve) => setImmediate(resolve));
    faults.clear();
    for (const id of [first, second]) await phone.ask(put, { id, quantity: 3 });
    const { data: placed } = await ordering;
    expect(placed.checkout.order.status).toBe('PENDING');
    const { data: again } = await ask(checkout, { key: 'web-spec-5-b' });
    expect(again.checkout.order.id).toBe(placed.checkout.order.id);
    const { data } = await ask('{ cart { items { product { id } quantity } } }');
    expect(data.cart.items).toEqual([
      { product: { id: first }, quantity: 1 },
      { product: { id: second }, quantity: 3 },
    ]);
    await empty(ask);
  });

  it('says which product cannot be had', async () => {
    const { ask } = await house.login('bob');
    await empty(ask);
    const { data } = await house.ask('{ products(first: 50) { edges { node { id stock { available } } } } }');
    const { node } = data.products.edges.find(
      ({ node }: { node: { stock: { available: number } } }) => node.stock.available < 90,
    );
    await ask(put, { id: node.id, quantity: 99 });
    const refused = await ask(checkout, { key: 'web-spec-6' });
    expect([codeOf(refused), reasonOf(refused)]).toEqual(['CONFLICT', 'OUT_OF_STOCK']);
    await empty(ask);
  });

  it.each([
    ['nothing that is sold', put, { id: 'p-999', quantity: 1 }, 'NOT_FOUND'],
    ['none of something', put, { id: 'p-001', quantity: 0 }, 'INVALID_INPUT'],
    ['too many of something', put, { id: 'p-001', quantity: 100 }, 'INVALID_INPUT'],
    ['without a key', checkout, { key: '' }, 'INVALID_INPUT'],
    ['with an odd key', checkout, { key: 'a b' }, 'INVALID_INPUT'],
    ['an order that is not there', pay, { id: 'nothing', key: 'k' }, 'NOT_FOUND'],
  ])('refuses %s', async (_, query, variables, code) => {
    const { ask } = await house.login('bob');
    const refused = await ask(query, variables);
    expect(refused.status).toBe(200);
    expect(codeOf(refused)).toBe(code);
  });

  it('prices the cart no longer when pricing is missing, and still shows it', async () => {
    const { ask } = await house.login('bob');
    await empty(ask);
    await ask(put, { id: 'p-001', quantity: 1 });
    house.domain.services.pricing.faults.set({ down: true });
    const { data, degraded, errors } = await ask(`{ ${cart} }`);
    expect(errors).toBeUndefined();
    expect(degraded).toEqual(['prices']);
    expect(data.cart).toMatchObject({ total: null, items: [{ productId: 'p-001', unit: null, total: null }] });
  });
});

describe('many orders, each by its id', () => {
  it('are asked for in one call, and those that are not there fail alone', async () => {
    const { browser, ask } = await house.login('ada');
    const { data } = await ask('{ orders(first: 5) { edges { node { id } } } }');
    const ids: string[] = data.orders.edges.map(({ node }: { node: { id: string } }) => node.id);
    const fields = [...ids, 'nothing'].map((id, index) => `a${index}: order(id: "${id}") { id }`);
    const query = `{ ${fields.join(' ')} }`;
    const answer = await browser.post('/graphql', { query }, { headers: { 'Frontage-Debug': '1' } });
    expect(answer.headers.get('frontage-budget')).toMatch(/^calls=1;waves=1;/);
    const { data: found, errors } = answer.json<{ data: Record<string, { id: string } | null>; errors: object[] }>();
    expect(Object.values(found).map((order) => order?.id)).toEqual([...ids, undefined]);
    expect(errors).toMatchObject([{ path: [`a${ids.length}`], extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('orders of somebody else', () => {
  it('are not there', async () => {
    const { ask: asAda } = await house.login('ada');
    const { data } = await asAda('{ orders { edges { node { id } } } }');
    const { id } = data.orders.edges[0].node;
    const { ask: asBob } = await house.login('bob');
    for (const [query, field] of [
      ['query ($id: ID!) { order(id: $id) { id } }', 'order'],
      [pay, 'payOrder'],
      [cancel, 'cancelOrder'],
    ] as const) {
      const answer = await asBob(query, { id, key: 'web-spec-7' });
      expect(answer.data).toEqual({ [field]: null });
      expect(codeOf(answer)).toBe('NOT_FOUND');
    }
  });

  it('page like any list', async () => {
    const { ask } = await house.login('ada');
    const query =
      'query ($after: String) { orders(first: 1, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } }';
    const { data: first } = await ask(query);
    const { data: second } = await ask(query, { after: first.orders.pageInfo.endCursor });
    expect(second.orders.edges[0].node.id).not.toBe(first.orders.edges[0].node.id);
    const { ask: asBob } = await house.login('bob');
    expect(codeOf(await asBob(query, { after: first.orders.pageInfo.endCursor }))).toBe('INVALID_INPUT');
  });
});

describe('tokens', () => {
  it('are in no answer that a browser sees', async () => {
    const { browser, ask } = await house.login('ada');
    await ask(`{ viewer { id profile { name } } ${cart} orders { edges { node { id } } } }`);
    await browser.get('/auth/session');
    await browser.get('/');
    await browser.get('/graphql?query={viewer{id}}');
    expect(house.issuer.issued.length).toBeGreaterThan(3);
    const seen = browser.answers.map(({ text, headers }) => `${text}\n${[...headers].join('\n')}`).join('\n');
    for (const { kind, value } of house.issuer.issued) {
      if (kind !== 'code') expect(seen).not.toContain(value);
      expect(house.log()).not.toContain(value);
    }
    for (const value of browser.cookies.values()) expect(value).not.toMatch(/^ey/);
  });
});
