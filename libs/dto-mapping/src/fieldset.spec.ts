import fc from 'fast-check';
import { z } from 'zod';
import { defineRestrictedView, defineView, fieldsetOf } from './index.ts';

const price = z.object({ net: z.object({ amount: z.string(), currency: z.string() }), list: z.string().optional() });
const product = z.object({
  id: z.string(),
  name: z.string(),
  price: price.optional(),
  images: z.array(z.object({ url: z.string(), alt: z.string().nullable() })),
  _links: z.record(z.string(), z.string()),
  degraded: z.array(z.string()).optional(),
});
const value = {
  id: 'p1',
  name: 'Lamp',
  price: { net: { amount: '1.00', currency: 'EUR' }, list: '2.00' },
  images: [
    { url: '/1', alt: null },
    { url: '/2', alt: 'two' },
  ],
  _links: { self: '/p1' },
  degraded: ['stock'],
};
const always = ['id', 'degraded'];
const fieldset = fieldsetOf(product, { always });
const view = defineView('SparseProduct', product);
const written = (...paths: string[]): unknown => JSON.parse(view.serialize(value, fieldset.select(paths).narrow));

describe('a fieldset', () => {
  it('has the path of every member that can be asked for', () => {
    expect(fieldset.paths).toEqual([
      ...['id', 'name', 'price', 'price.net', 'price.net.amount', 'price.net.currency', 'price.list'],
      ...['images', 'images.url', 'images.alt', '_links', 'degraded'],
    ]);
  });

  it.each<[string[], object]>([
    [[], {}],
    [['name'], { name: 'Lamp' }],
    [['name', 'name', 'id'], { name: 'Lamp' }],
    [['price.net'], { price: { net: { amount: '1.00', currency: 'EUR' } } }],
    [['price.net.amount', 'price.list'], { price: { net: { amount: '1.00' }, list: '2.00' } }],
    [['price', 'price.net.amount'], { price: value.price }],
    [['price.net.amount', 'price'], { price: value.price }],
    [['images.url'], { images: [{ url: '/1' }, { url: '/2' }] }],
    [['_links'], { _links: { self: '/p1' } }],
  ])('of %j is these members, and those that always come', (paths, expected) => {
    expect(written(...paths)).toEqual({ id: 'p1', degraded: ['stock'], ...expected });
  });

  it('tells what is wanted, whole or in part', () => {
    const { wants } = fieldset.select(['price.net.amount', 'name']);
    expect(['price', 'name', 'images', 'id'].map(wants)).toEqual([true, true, false, true]);
  });

  it('is of the items of a list, and leaves the rest of it alone', () => {
    const list = z.object({ total: z.number(), _embedded: z.object({ products: z.array(product) }) });
    const ofItems = fieldsetOf(list, { items: ['_embedded', 'products'], always });
    expect(ofItems.paths).toEqual(fieldset.paths);
    const text = defineView('SparseList', list).serialize(
      { total: 1, _embedded: { products: [value] } },
      ofItems.select(['name']).narrow,
    );
    expect(JSON.parse(text)).toEqual({
      total: 1,
      _embedded: { products: [{ id: 'p1', name: 'Lamp', degraded: ['stock'] }] },
    });
  });

  it('shows no member that its reader may not see', () => {
    const schema = z.object({ id: z.string(), cost: z.number().optional() });
    const restricted = defineRestrictedView('SparseCost', schema, { cost: 'buyer' });
    const { narrow } = fieldsetOf(schema, { always: ['id'] }).select(['cost']);
    expect(restricted.serializerFor(() => false)({ id: 'p1', cost: 1 }, narrow)).toBe('{"id":"p1"}');
    expect(restricted.serializerFor(() => true)({ id: 'p1', cost: 1 }, narrow)).toBe('{"id":"p1","cost":1}');
  });

  it('never shows more than was asked for, whatever is', () => {
    fc.assert(
      fc.property(fc.subarray([...fieldset.paths]), (paths) => {
        const leaves = leavesOf(written(...paths)).filter((leaf) => !always.includes(leaf.split('.')[0]!));
        expect(leaves.filter((leaf) => !paths.some((path) => `${leaf}.`.startsWith(`${path}.`)))).toEqual([]);
        for (const path of paths)
          expect(leaves.concat(always).some((leaf) => `${leaf}.`.startsWith(`${path}.`))).toBe(true);
      }),
    );
  });
});

const leavesOf = (of: unknown): string[] => {
  if (Array.isArray(of)) return of.flatMap(leavesOf);
  if (typeof of !== 'object' || of === null) return [''];
  return Object.entries(of).flatMap(([name, member]) =>
    leavesOf(member).map((leaf) => (leaf === '' ? name : `${name}.${leaf}`)),
  );
};
