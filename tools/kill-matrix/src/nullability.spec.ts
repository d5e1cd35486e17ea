import { buildSchema } from 'graphql';
import { fieldAt, nullabilityProblems } from './nullability.ts';

const schema = buildSchema(`
  type Query { products: [Product!] now: String! }
  type Product { id: ID! price: Price! stock: Stock fee: Money! rank: Int! order: Int! }
  type Price { net: Money! }
  type Stock { left: Int! }
  type Money { amount: Int! }
`);
const types = { Query: 'here', Product: 'catalog', Price: 'pricing', Stock: 'inventory', Money: 'parent' };
const table = { types, fields: { 'Product.fee': 'pricing', 'Product.rank': 'catalog', 'Product.order': 'here' } };

describe('the nullability lint', () => {
  it('names every field that another service feeds and that cannot be null', () => {
    expect(nullabilityProblems(schema, table)).toEqual([
      'Product.price is fed by pricing and its parent by catalog: it must be nullable',
      'Product.fee is fed by pricing and its parent by catalog: it must be nullable',
    ]);
  });

  it('wants a source for every type, and a type for every source', () => {
    const { Stock: _, ...rest } = types;
    expect(
      nullabilityProblems(schema, { types: { ...rest, Shop: 'catalog' }, fields: { 'Product.tax': 'pricing' } }),
    ).toEqual([
      'Stock has no source',
      'Shop has a source and is not in the schema',
      'Product.tax has a source and is not in the schema',
      'Product.price is fed by pricing and its parent by catalog: it must be nullable',
    ]);
  });

  it('finds the field that a pointer leads to, and who feeds it', () => {
    const at = (pointer: string) => fieldAt(table, schema.getQueryType()!, pointer);
    expect(at('#/products/3/stock')).toEqual({ coordinate: 'Product.stock', source: 'inventory' });
    expect(at('#/products/0/price/net')).toEqual({ coordinate: 'Price.net', source: 'pricing' });
    expect(at('#/products/0/fee')).toEqual({ coordinate: 'Product.fee', source: 'pricing' });
    expect(at('#/products')).toEqual({ coordinate: 'Query.products', source: 'catalog' });
    expect(() => at('#/products/0/tax')).toThrow('Product has no field tax');
    expect(() => at('#')).toThrow('leads nowhere');
  });
});
