/** Data of customers: profile, addresses, wish list, reviews; and refusals as data. */

import { startWebHouse, type GraphqlAnswer, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

type Ask = WebHouse['ask'];

const errors = 'errors { code field message }';
const addresses = 'addresses { id label postcode country isDefault }';
const profile = `viewer { id profile { revision name locale currency ${addresses} } }`;
const mutation = (name: string, type: string, fields: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
const update = mutation('updateProfile', 'UpdateProfileInput', `${profile} ${errors}`);
const add = mutation('addAddress', 'AddAddressInput', `address { id isDefault } ${profile} ${errors}`);
const change = mutation('updateAddress', 'UpdateAddressInput', `address { id label country } ${errors}`);
const choose = mutation('setDefaultAddress', 'SetDefaultAddressInput', `address { id isDefault } ${profile} ${errors}`);
const drop = mutation('removeAddress', 'RemoveAddressInput', `${profile} ${errors}`);
const wishList = 'wishList { id totalCount items { edges { node { productId addedAt product { name } } } } }';
const wish = mutation('addToWishList', 'AddToWishListInput', `${wishList} ${errors}`);
const unwish = mutation('removeFromWishList', 'RemoveFromWishListInput', `${wishList} ${errors}`);
const reviewed = 'product { rating { average count histogram } viewerReview { id rating } }';
const write = mutation(
  'writeReview',
  'WriteReviewInput',
  `review { id rating title text author } ${reviewed} ${errors}`,
);
const withdraw = mutation('deleteReview', 'DeleteReviewInput', `${reviewed} ${errors}`);
const merge = `mutation ($items: [MergeCartItemInput!]!) { mergeCart(input: { items: $items }) { cart { items { productId quantity } } ${errors} } }`;
const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';

const home = { label: 'Home', recipient: 'Bob', street: 'Mill Lane 1', postcode: '', city: 'Dublin', country: 'IE' };
const codesOf = ({ errors: found }: GraphqlAnswer): unknown => found?.map(({ extensions }) => extensions['code']);
const idOf = (operation: string, { data }: GraphqlAnswer): string => data[operation].address.id;

/** Asks a mutation that has to answer without GraphQL errors, and returns its payload. */
async function payloadOf(ask: Ask, query: string, input: object) {
  const { data, errors: failed } = await ask(query, { input });
  expect(failed).toBeUndefined();
  return Object.values(data as object)[0];
}

/** Calls of one operation to the services. */
async function callsOf(user: string, query: string, variables: object): Promise<number> {
  const { browser } = await house.login(user);
  const answer = await browser.post('/graphql', { query, variables }, { headers: { 'Frontage-Debug': '1' } });
  return Number(/^calls=(\d+)/.exec(answer.headers.get('frontage-budget') ?? '')?.[1]);
}

describe('a profile', () => {
  it('is changed in what is named, in one call, and shows its new state', async () => {
    const { ask } = await house.login('bob');
    const { profile: before } = (await ask(`{ ${profile} }`)).data.viewer;
    const input = { name: '  Bob B. Berg ', locale: null };
    const { viewer, errors: refused } = await payloadOf(ask, update, input);
    expect(refused).toEqual([]);
    expect(viewer.profile).toEqual({ ...before, name: 'Bob B. Berg', revision: before.revision + 1 });
    expect((await payloadOf(ask, update, input)).viewer.profile).toEqual(viewer.profile);
    expect(await callsOf('bob', update, { input })).toBe(1);
    expect((await ask(`{ ${profile} }`)).data.viewer.profile).toEqual(viewer.profile);
  });

  it('refuses with the paths of all that is wrong, and without a call', async () => {
    const { ask } = await house.login('bob');
    const input = { name: 'a\nb', locale: 'klingon', revision: 0 };
    const { errors: refused } = await payloadOf(ask, update.replace(profile, 'viewer { id }'), input);
    expect(refused).toMatchObject([
      { code: 'INVALID', field: ['input', 'name'] },
      { code: 'INVALID', field: ['input', 'locale'] },
      { code: 'INVALID', field: ['input', 'revision'] },
    ]);
    expect(await callsOf('bob', update.replace(profile, 'viewer { id }'), { input })).toBe(0);
  });

  it('is not changed over what somebody changed meanwhile', async () => {
    const { ask } = await house.login('bob');
    const { viewer } = await payloadOf(ask, update, { locale: 'de-CH' });
    const { revision } = viewer.profile;
    await payloadOf(ask, update, { locale: 'de-AT', revision });
    const late = await payloadOf(ask, update, { locale: 'de-DE', revision });
    expect(late.errors).toMatchObject([{ code: 'CHANGED_MEANWHILE' }]);
    expect(late.viewer.profile.locale).toBe('de-AT');
  });

  it('refuses by GraphQL errors where an operation does not look for others, in fragments and conditions neither', async () => {
    const { ask } = await house.login('bob');
    const bare = mutation('updateProfile', 'UpdateProfileInput', 'viewer { id }');
    const refused = await ask(bare, { input: { locale: 'klingon' } });
    expect([refused.status, refused.data]).toEqual([200, { updateProfile: null }]);
    expect(codesOf(refused)).toEqual(['INVALID_INPUT']);
    const asked = `mutation ($input: UpdateProfileInput!, $look: Boolean!) {
      updateProfile(input: $input) { viewer { id } ...E @include(if: $look) ... { ... @skip(if: true) { errors { code } } } }
    }
    fragment E on UpdateProfilePayload { refusals: errors { code } }`;
    const looked = await ask(asked, { input: { locale: 'klingon' }, look: true });
    expect(looked.data.updateProfile).toEqual({ viewer: { id: 'bob' }, refusals: [{ code: 'INVALID' }] });
    expect(codesOf(await ask(asked, { input: { locale: 'klingon' }, look: false }))).toEqual(['INVALID_INPUT']);
  });
});

describe('an address book', () => {
  it('takes an address once per key, changes it, makes it the default, and never is without one', async () => {
    const { ask } = await house.login('bob');
    const before = (await ask(`{ ${profile} }`)).data.viewer.profile.addresses;
    const input = { ...home, idempotencyKey: 'account-1' };
    const added = await ask(add, { input });
    const id = idOf('addAddress', added);
    expect(idOf('addAddress', await ask(add, { input }))).toBe(id);
    expect(added.data.addAddress.viewer.profile.addresses).toHaveLength(before.length + 1);
    const { address } = await payloadOf(ask, change, { addressId: id, label: 'Office', city: null });
    expect(address).toEqual({ id, label: 'Office', country: 'IE' });
    const defaults = ({ viewer }: { viewer: { profile: { addresses: { id: string; isDefault: boolean }[] } } }) =>
      viewer.profile.addresses.filter(({ isDefault }) => isDefault).map((each) => each.id);
    expect(defaults(await payloadOf(ask, choose, { addressId: id }))).toEqual([id]);
    expect(defaults(await payloadOf(ask, drop, { addressId: id }))).toEqual([before[0].id]);
    const again = await payloadOf(ask, drop, { addressId: id });
    expect([again.errors, again.viewer.profile.addresses]).toEqual([[], before]);
    expect((await payloadOf(ask, choose, { addressId: id })).errors).toMatchObject([
      { code: 'NOT_FOUND', field: ['input', 'addressId'] },
    ]);
  });

  it('refuses what no parcel gets to, and more than 20', async () => {
    const { ask } = await house.login('bob');
    const wrong = { ...home, country: 'XX', postcode: '<b>', street: ' ', idempotencyKey: 'account-2' };
    const { errors: refused } = await payloadOf(ask, add, wrong);
    const fields = refused.map(({ field }: { field: string[] }) => field.at(-1)).toSorted();
    expect(fields).toEqual(['country', 'postcode', 'street']);
    const keyless = await ask(add, { input: { ...home, idempotencyKey: 'ä' } });
    expect([keyless.data, codesOf(keyless)]).toEqual([{ addAddress: null }, ['INVALID_INPUT']]);
    const ids: string[] = [];
    let full;
    for (let count = 0; full === undefined; count += 1) {
      const { address, errors: found } = await payloadOf(ask, add, { ...home, idempotencyKey: `fill-${count}` });
      if (address) ids.push(address.id);
      else full = found;
    }
    expect(full).toMatchObject([{ code: 'ADDRESS_BOOK_FULL' }]);
    expect(ids.length).toBeLessThan(20);
    for (const addressId of ids) await payloadOf(ask, drop, { addressId });
  });

  it.each([
    'address/ada/a-1',
    'address/bob',
    'address/bob/a-1/x',
    'address/bob/%61-1',
    'cart/bob',
    'a-1',
    'address/bob/a%2F1',
  ])('has no address %s, and nobody is asked', async (addressId) => {
    const { ask } = await house.login('bob');
    for (const query of [change, choose.replace(profile, ''), drop.replace(profile, 'viewer { id }')]) {
      const { errors: refused } = await payloadOf(ask, query, { addressId });
      expect(refused).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'addressId'] }]);
      expect(await callsOf('bob', query, { input: { addressId } })).toBe(0);
    }
  });
});

describe('a wish list', () => {
  it('takes a product once, newest first, and loads products together', async () => {
    const { ask } = await house.login('bob');
    const { wishList: first } = await payloadOf(ask, wish, { productId: 'p-011' });
    const { wishList: again } = await payloadOf(ask, wish, { productId: 'p-011' });
    expect(again).toEqual(first);
    expect(first.items.edges[0].node).toMatchObject({ productId: 'p-011', product: { name: expect.any(String) } });
    expect(await callsOf('bob', `{ viewer { ${wishList} } }`, {})).toBe(2);
    const { wishList: fewer } = await payloadOf(ask, unwish, { productId: 'p-011' });
    expect((await payloadOf(ask, unwish, { productId: 'p-011' })).wishList).toEqual(fewer);
    expect([fewer.id, fewer.totalCount]).toEqual([first.id, first.totalCount - 1]);
  });

  it('pages on, whatever is taken off meanwhile', async () => {
    const { ask } = await house.login('ada');
    const page = `query ($after: String) {
      viewer { wishList { totalCount items(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { cursor node { productId } } } } }
    }`;
    const read = async (after?: string) => (await ask(page, { after })).data.viewer.wishList.items;
    const productsOf = ({ edges }: { edges: { node: { productId: string } }[] }) =>
      edges.map((edge) => edge.node.productId);
    const first = await read();
    expect([productsOf(first), first.pageInfo.hasNextPage]).toEqual([['p-101', 'p-042'], true]);
    expect(productsOf(await read(first.edges[0].cursor))).toEqual(['p-042', 'p-007']);
    await payloadOf(ask, unwish, { productId: 'p-042' });
    const second = await read(first.pageInfo.endCursor);
    expect([productsOf(second), second.pageInfo.hasNextPage]).toEqual([['p-007'], false]);
    await payloadOf(ask, wish, { productId: 'p-042' });
    const { ask: asBob } = await house.login('bob');
    expect(codesOf(await asBob(page, { after: first.pageInfo.endCursor }))).toEqual(['INVALID_INPUT']);
  });

  it('refuses what is not sold, and asks nobody about what is no id', async () => {
    const { ask } = await house.login('bob');
    for (const productId of ['p-999', '../carts', '']) {
      expect((await payloadOf(ask, wish, { productId })).errors).toMatchObject([
        { code: 'NOT_FOUND', field: ['input', 'productId'] },
      ]);
    }
    expect(await callsOf('bob', wish, { input: { productId: '../carts' } })).toBe(0);
  });

  it('is missing, and named as such, when the customers service is', async () => {
    const { ask } = await house.login('bob');
    house.domain.services.customers.faults.set({ down: true });
    const { data, degraded, errors: failed } = await ask('{ viewer { id wishList { id } } }');
    expect([data.viewer, degraded, failed]).toEqual([{ id: 'bob', wishList: null }, ['wishes'], undefined]);
    const written = await ask(unwish, { input: { productId: 'p-011' } });
    expect([written.data, codesOf(written)]).toEqual([null, ['UPSTREAM_FAILED']]);
  });
});

describe('a review', () => {
  const text = { title: 'Quiet', text: 'Bright.\r\nAnd quiet.', author: 'B.' };

  it('is one of each customer and product: written, replaced, counted, and deleted', async () => {
    const { ask } = await house.login('bob');
    const query = `query ($id: ID!) { product(id: $id) { rating { count histogram } viewerReview { rating } } }`;
    const before = (await ask(query, { id: 'p-033' })).data.product;
    expect(before.viewerReview).toBeNull();
    const first = await payloadOf(ask, write, { productId: 'p-033', rating: 5, ...text });
    expect(first.review).toMatchObject({ rating: 5, title: 'Quiet', text: 'Bright.\nAnd quiet.', author: 'B.' });
    const second = await payloadOf(ask, write, { productId: 'p-033', rating: 1, ...text });
    expect(second.review.id).toBe(first.review.id);
    expect(second.product).toMatchObject({
      rating: { count: before.rating.count + 1 },
      viewerReview: { id: first.review.id, rating: 1 },
    });
    expect(second.product.rating.histogram[0]).toBe(before.rating.histogram[0] + 1);
    const { ask: asAda } = await house.login('ada');
    expect((await asAda(query, { id: 'p-033' })).data.product.viewerReview).toBeNull();
    expect((await house.ask(query, { id: 'p-033' })).data.product).toMatchObject({ viewerReview: null });
    expect((await ask(node, { id: first.review.id })).data.node).toEqual({ __typename: 'Review', id: first.review.id });
    const gone = await payloadOf(ask, withdraw, { productId: 'p-033' });
    expect(gone.product).toMatchObject({ rating: { count: before.rating.count }, viewerReview: null });
    expect((await payloadOf(ask, withdraw, { productId: 'p-033' })).errors).toEqual([]);
    expect((await ask(node, { id: first.review.id })).data).toEqual({ node: null });
  });

  it('refuses what cannot be printed, and products that are not there', async () => {
    const { ask } = await house.login('bob');
    const wrong = { productId: 'p-033', rating: 6, title: '', text: 'a\u0007', author: 'a\u2028b' };
    const { errors: refused, product } = await payloadOf(ask, write, wrong);
    expect(refused.map(({ field }: { field: string[] }) => field.join('.'))).toEqual([
      'input.rating',
      'input.title',
      'input.text',
      'input.author',
    ]);
    expect(product).toBeNull();
    for (const [productId, calls] of [
      ['p-999', 1],
      ['a/b', 0],
    ] as const) {
      const input = { productId, rating: 5, ...text };
      expect((await payloadOf(ask, write, input)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
      expect(await callsOf('bob', write, { input })).toBe(calls);
    }
  });

  it('of many products is asked for in one call', async () => {
    const { ask } = await house.login('bob');
    const query = '{ products(first: 10) { edges { node { id viewerReview { id } } } } }';
    expect((await ask(query)).errors).toBeUndefined();
    expect(await callsOf('bob', query, {})).toBe(2);
  });
});

describe('the cart of a visitor', () => {
  it('is merged once: the larger quantities stay, and what cannot be had is told', async () => {
    const { ask } = await house.login('ada');
    const items = [
      { productId: 'p-001', quantity: 2 },
      { productId: 'p-999', quantity: 1 },
      { productId: 'p-002', quantity: 100 },
      { productId: 'a/b', quantity: 1 },
      { productId: 'p-001', quantity: 5 },
    ];
    const merged = await ask(merge, { items });
    expect(merged.errors).toBeUndefined();
    const { cart, errors: refused } = merged.data.mergeCart;
    expect(cart.items).toEqual([{ productId: 'p-001', quantity: 5 }]);
    expect(refused).toHaveLength(3);
    expect(refused).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ code: 'NOT_FOUND', field: ['input', 'items', '1', 'productId'] }),
        expect.objectContaining({ code: 'INVALID', field: ['input', 'items', '2', 'quantity'] }),
        expect.objectContaining({ code: 'NOT_FOUND', field: ['input', 'items', '3', 'productId'] }),
      ]),
    );
    expect((await ask(merge, { items })).data).toEqual(merged.data);
    const bare = merge.replace(errors, '');
    expect(codesOf(await ask(bare, { items }))).toEqual(['UNPROCESSABLE']);
    expect((await ask(bare, { items: items.slice(0, 1) })).data.mergeCart.cart).toEqual(cart);
    expect((await ask(merge, { items: [] })).data.mergeCart).toEqual({ cart, errors: [] });
    await ask('mutation { removeCartItem(input: { productId: "p-001" }) { cart { id } } }');
  });

  it('is refused whole when it is too large, and is no loss while the catalog is away', async () => {
    const { ask } = await house.login('ada');
    const items = Array.from({ length: 51 }, () => ({ productId: 'p-001', quantity: 1 }));
    const { data } = await ask(merge, { items });
    expect(data.mergeCart).toMatchObject({
      cart: { items: [] },
      errors: [{ code: 'INVALID', field: ['input', 'items'] }],
    });
    house.domain.services.catalog.faults.set({ down: true });
    const lost = await ask(merge, { items: items.slice(0, 1) });
    expect([lost.data, codesOf(lost)]).toEqual([null, ['UPSTREAM_FAILED']]);
  });
});

describe('orders refuse with data', () => {
  const place = `mutation ($key: String!) { placeOrder(input: { idempotencyKey: $key }) { order { id status } cart { items { productId } } ${errors} } }`;
  const pay = `mutation ($id: ID!, $key: String!) { payOrder(input: { orderId: $id, idempotencyKey: $key }) { order { id status } ${errors} } }`;
  const put = `mutation ($id: ID!, $quantity: Int!) { putCartItem(input: { productId: $id, quantity: $quantity }) { cart { items { productId quantity } } ${errors} } }`;

  it('from the empty cart to the paid order', async () => {
    const { ask } = await house.login('ada');
    const empty = await ask(place, { key: 'account-3' });
    expect([empty.status, empty.errors]).toEqual([200, undefined]);
    expect(empty.data.placeOrder).toMatchObject({ order: null, cart: { items: [] }, errors: [{ code: 'CART_EMPTY' }] });
    for (const [input, code, field] of [
      [{ id: 'p-999', quantity: 1 }, 'NOT_FOUND', 'productId'],
      [{ id: 'p-001', quantity: 0 }, 'INVALID', 'quantity'],
    ] as const) {
      const { data } = await ask(put, input);
      expect(data.putCartItem).toMatchObject({ cart: { items: [] }, errors: [{ code, field: ['input', field] }] });
    }
    await ask(put, { id: 'p-001', quantity: 1 });
    const placed = await ask(place, { key: 'account-4' });
    expect(placed.data.placeOrder).toMatchObject({ order: { status: 'PENDING' }, errors: [] });
    const { id } = placed.data.placeOrder.order;
    expect((await ask(place, { key: 'account-4' })).data.placeOrder).toEqual(placed.data.placeOrder);
    expect((await ask(pay, { id, key: 'account-5' })).data.payOrder).toMatchObject({
      order: { status: 'PAID' },
      errors: [],
    });
    const twice = await ask(pay, { id, key: 'account-6' });
    expect(twice.data.payOrder).toMatchObject({
      order: { id, status: 'PAID' },
      errors: [{ code: 'ILLEGAL_TRANSITION', field: ['input', 'orderId'] }],
    });
    const inTurn = `mutation ($id: ID!) {
      a: payOrder(input: { orderId: $id, idempotencyKey: "account-8" }) { order { status } ${errors} }
      b: cancelOrder(input: { orderId: $id, idempotencyKey: "account-9" }) { order { status } ${errors} }
      c: payOrder(input: { orderId: $id, idempotencyKey: "account-10" }) { order { status } ${errors} }
    }`;
    expect((await ask(inTurn, { id })).data).toMatchObject({
      a: { order: { status: 'PAID' }, errors: [{ code: 'ILLEGAL_TRANSITION' }] },
      b: { order: { status: 'CANCELLED' }, errors: [] },
      c: { order: { status: 'CANCELLED' }, errors: [{ code: 'ILLEGAL_TRANSITION' }] },
    });
    const { ask: asBob } = await house.login('bob');
    const hidden = await asBob(pay, { id, key: 'account-7' });
    expect([hidden.data, codesOf(hidden)]).toEqual([{ payOrder: null }, ['NOT_FOUND']]);
  });
});

describe('an id', () => {
  const known = `{
    viewer { profile { addresses { __typename id } } wishList { __typename id } }
    cart { __typename id }
    orders(first: 1) { edges { node { __typename id } } }
    categories { __typename id }
    product(id: "p-001") {
      __typename id
      stock { warehouses { __typename id } }
      reviews(first: 1) { edges { node { __typename id } } }
    }
  }`;

  it('leads back to its object, of whatever type, and to nobody else’s', async () => {
    const { ask } = await house.login('ada');
    const found: { __typename: string; id: string }[] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('__typename' in value && 'id' in value)
        found.push({ __typename: String(value.__typename), id: String(value.id) });
      Object.values(value).forEach(collect);
    };
    collect((await ask(known)).data);
    const types = new Set(found.map(({ __typename: type }) => type));
    expect([...types].toSorted()).toEqual(
      ['Address', 'Cart', 'Category', 'Order', 'Product', 'Review', 'WarehouseStock', 'WishList'].toSorted(),
    );
    const { ask: asBob } = await house.login('bob');
    const own = new Set(['Address', 'Cart', 'Order', 'WishList']);
    for (const { __typename: type, id } of found) {
      const answer = { __typename: type, id };
      expect((await ask(node, { id })).data).toEqual({ node: answer });
      expect((await asBob(node, { id })).data).toEqual({ node: own.has(type) ? null : answer });
      expect((await house.ask(node, { id })).data).toEqual({ node: own.has(type) ? null : answer });
    }
  });

  it('gives the fields of its type', async () => {
    const query = `{ a: node(id: "p-001") { id ... on Product { name category { id } } } b: node(id: "desk-lamps") { ... on Category { name } } }`;
    const { data, errors: failed } = await house.ask(query);
    expect(failed).toBeUndefined();
    expect(data).toMatchObject({ a: { id: 'p-001', name: expect.any(String) }, b: { name: 'Desk lamps' } });
    expect(await house.cost(query)).toMatchObject({ calls: 2, waves: 1 });
  });

  it.each([
    '',
    '/',
    'cart',
    'cart/',
    'cart/bob',
    'cart/ada/x',
    'cart/%61da',
    'address/ada',
    'review/',
    'review/a%2Fb',
    'stock/p-001',
    'stock/../x',
    'nothing/p-001',
    '__proto__',
    'wish-list/%E0%A4%A',
    'a b',
    'ä',
  ])('that is malformed, of another type or of somebody else is nothing, without a call: %s', async (id) => {
    const { ask } = await house.login('ada');
    const { data, errors: failed } = await ask(node, { id });
    expect([data, failed]).toEqual([{ node: null }, undefined]);
    expect(await callsOf('ada', node, { id })).toBe(0);
  });

  it('of something that is gone is nothing, and an outage is no answer', async () => {
    for (const id of ['p-999', 'review/p-001-r9999', 'stock/p-001/nowhere', 'stock/p-999/x']) {
      expect((await house.ask(node, { id })).data).toEqual({ node: null });
    }
    house.domain.services.catalog.faults.set({ down: true });
    const failed = await house.ask(node, { id: 'p-001' });
    expect([failed.status, codesOf(failed)]).toEqual([502, ['UPSTREAM_FAILED']]);
  });
});

describe('who has nothing of their own', () => {
  const all = [
    [update, {}],
    [add, { ...home, idempotencyKey: 'k' }],
    [change, { addressId: 'address/bob/a-1' }],
    [choose, { addressId: 'address/bob/a-1' }],
    [drop, { addressId: 'address/bob/a-1' }],
    [wish, { productId: 'p-001' }],
    [unwish, { productId: 'p-001' }],
    [write, { productId: 'p-001', rating: 5, title: 'a', text: 'a', author: 'a' }],
    [withdraw, { productId: 'p-001' }],
  ] as const;

  it('is refused: visitors with 401, support agents with 403, and by no service', async () => {
    const { ask } = await house.login('sam');
    for (const [query, input] of all) {
      const visitor = await house.ask(query, { input });
      expect([visitor.status, codesOf(visitor)]).toEqual([401, ['UNAUTHENTICATED']]);
      const agent = await ask(query, { input });
      expect([agent.status, codesOf(agent)]).toEqual([403, ['FORBIDDEN']]);
    }
    expect((await house.ask(merge, { items: [] })).status).toBe(401);
    expect((await ask(merge, { items: [] })).status).toBe(403);
  });

  it('is a support agent, who sees no wish list and no tier', async () => {
    const { ask } = await house.login('sam');
    const { data, errors: failed, degraded } = await ask('{ viewer { role tier wishList { id } profile { name } } }');
    expect([data.viewer, failed, degraded]).toEqual([
      { role: 'SUPPORT', tier: null, wishList: null, profile: null },
      undefined,
      undefined,
    ]);
    const { data: read } = await ask('{ product(id: "p-001") { viewerReview { id } } }');
    expect(read).toEqual({ product: { viewerReview: null } });
  });
});
