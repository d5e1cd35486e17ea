/**
 * Normalised caches of clients, by type and id or by id alone. Apollo's default cache does the first, Relay's store the second. An id
 * names one thing, and everything that a mutation changes has an id, so that pages show its new state.
 */

import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

type Answered = Readonly<Record<string, unknown>>;

/** Normalises the objects of answers that have an id, and records contradictions between answers. */
class NormalisedCache {
  readonly entities = new Map<string, Record<string, unknown>>();
  readonly contradictions: string[] = [];
  readonly #typeOf = new Map<unknown, unknown>();

  /** Takes in an answer. `isNew`: its values replace earlier ones, as after a mutation. */
  take(answered: unknown, isNew = false): void {
    this.#normalise(answered, isNew);
  }

  #normalise(value: unknown, isNew: boolean): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#normalise(item, isNew));
    if (typeof value !== 'object' || value === null) return value;
    const object = Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, this.#normalise(member, isNew)]),
    );
    const { __typename: type, id } = object;
    if (id === undefined) return object;
    const key = `${String(type)}:${String(id)}`;
    if ((this.#typeOf.get(id) ?? type) !== type)
      this.contradictions.push(`${key} is a ${String(this.#typeOf.get(id))}, too`);
    this.#typeOf.set(id, type);
    const entity = this.entities.get(key) ?? {};
    this.entities.set(key, entity);
    for (const [name, member] of Object.entries(object)) {
      const before = entity[name];
      const [was, is] = [JSON.stringify(before), JSON.stringify(member)];
      if (before !== undefined && was !== is && !isNew) this.contradictions.push(`${key}.${name}: ${was}, ${is}`);
      entity[name] = member;
    }
    return { ref: key };
  }
}

const cart = 'cart { __typename id updatedAt items { productId quantity } }';
const put = `mutation ($id: ID!, $quantity: Int!) { putCartItem(input: { productId: $id, quantity: $quantity }) { ${cart} } }`;
const remove = `mutation ($id: ID!) { removeCartItem(input: { productId: $id }) { ${cart} } }`;
const checkout = `mutation ($key: String!) { checkout(input: { idempotencyKey: $key }) { order { __typename id status } ${cart} } }`;

describe('an id', () => {
  it('names one thing of the catalogue', async () => {
    const { data, errors } = await house.ask(`{
      products(first: 12) {
        edges {
          node {
            __typename id name
            category { __typename id name productCount parent { __typename id name } }
            stock { warehouses { __typename id warehouseId name available } }
            reviews(first: 3) { edges { node { __typename id title text } } }
            recommendations { product { __typename id name } }
          }
        }
      }
    }`);
    expect(errors).toBeUndefined();
    const cache = new NormalisedCache();
    cache.take(data);
    expect(cache.contradictions).toEqual([]);
    const typenames = [...cache.entities.keys()].map((key) => key.split(':')[0]);
    expect(new Set(typenames)).toEqual(new Set(['Product', 'Category', 'WarehouseStock', 'Review']));
  });

  it('names one thing of all customers: two who use one browser see nothing of each other', async () => {
    const cache = new NormalisedCache();
    const seen: Answered[] = [];
    for (const person of ['ada', 'bob']) {
      const { ask } = await house.login(person);
      const { data, errors } = await ask(`{
        viewer { __typename id role profile { name addresses { __typename id recipient street } } }
        ${cart}
        orders(first: 5) { edges { node { __typename id status total { amount } } } }
      }`);
      expect(errors).toBeUndefined();
      seen.push(data.cart, ...data.viewer.profile.addresses);
      cache.take(data);
    }
    expect(cache.contradictions).toEqual([]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });
});

describe('the cart', () => {
  it('is known by its id in every answer, and in every session of its owner', async () => {
    const { ask } = await house.login('bob');
    const { data: before } = await ask(`{ ${cart} viewer { id } }`);
    const { id } = before.cart;
    expect(id).toEqual(expect.stringMatching(/^.+$/));
    expect(id).not.toBe(before.viewer.id);
    const { data: filled } = await ask(put, { id: 'p-001', quantity: 2 });
    const { data: emptied } = await ask(remove, { id: 'p-001' });
    const { ask: askAgain } = await house.login('bob');
    const { data: later } = await askAgain(`{ ${cart} }`);
    expect([filled.putCartItem.cart.id, emptied.removeCartItem.cart.id, later.cart.id]).toEqual([id, id, id]);
  });

  it('is nobody’s before the login: there is no id that would have to change then', async () => {
    const { status, errors } = await house.ask(`{ ${cart} }`);
    expect(status).toBe(401);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is shown as it is after a mutation, by a cache that nobody told anything', async () => {
    const { ask } = await house.login('ada');
    const cache = new NormalisedCache();
    const { data } = await ask(`{ ${cart} }`);
    cache.take(data);
    const shown = (): unknown => cache.entities.get(`Cart:${data.cart.id}`)!['items'];
    const { data: stocked } = await house.ask('{ products(first: 50) { edges { node { id stock { status } } } } }');
    const { node } = stocked.products.edges.find(
      ({ node }: { node: { stock: { status: string } } }) => node.stock.status === 'IN_STOCK',
    );
    const item = { id: node.id, quantity: 1 };

    cache.take((await ask(put, item)).data, true);
    expect(shown()).toContainEqual({ productId: node.id, quantity: 1 });
    cache.take((await ask(remove, item)).data, true);
    expect(shown()).toEqual([]);

    await ask(put, item);
    const placed = await ask(checkout, { key: 'web-cache-1' });
    expect(placed.errors).toBeUndefined();
    cache.take(placed.data, true);
    expect(shown()).toEqual([]);
  });
});
