/** Changes of a schema by example: what breaks an operation, what warns, and what nobody notices. */

import { buildSchema, findBreakingChanges, findDangerousChanges, parse } from 'graphql';
import { graphqlRules, graphqlWarnings, type GraphqlRule } from '../rules.ts';
import { operationChanges } from './operation-changes.ts';

const sdl = `
  type Query {
    product(id: ID!): Product
    products(first: Int! = 20, order: Order = NEWEST, filter: Filter): [Product!]!
    found(text: String): [Hit!]
    node: Node
    unused: Unused
  }
  type Mutation { put(input: Put!): Product }
  type Product implements Node { id: ID! name: String! sku: String tags: [String!]! status: Status! amount: Int! owner: Owner! }
  type Owner { name: String! }
  type Shop implements Node { id: ID! title: String! }
  type Unused { name: String! status: Other! }
  interface Node { id: ID! }
  union Hit = Product | Shop
  enum Status { IN_STOCK LOW }
  enum Other { A B }
  enum Order { NEWEST OLDEST }
  input Filter { status: Status order: Order = NEWEST tag: String nested: Filter }
  input Put { id: ID! quantity: Int! = 1 note: String }
`;

const page = 'query Page($id: ID!) { product(id: $id) { id name sku tags status amount owner { name } } }';
const list = 'query List { products { id } }';
const sized = 'query Sized { products(first: 5, order: OLDEST) { id } }';
const maybe = 'query Maybe($order: Order) { products(first: 5, order: $order) { id } }';
const filtered = 'query Filtered($filter: Filter) { products(filter: $filter) { id } }';
const found = 'query Found { found(text: "x") { __typename ... on Product { name } ... on Shop { title } } }';
const node = 'query Any { node { id } }';
const put = 'mutation Put($id: ID!) { put(input: { id: $id }) { name } }';
const byVariable = 'mutation PutBy($input: Put!) { put(input: $input) { name } }';

type Replacement = readonly [before: string, after: string];

function changesOf(text: string, replacements: readonly Replacement[]) {
  let after = sdl;
  for (const [from, to] of replacements) {
    expect(after).toContain(from);
    after = after.replace(from, to);
  }
  const [was, is] = [buildSchema(sdl), buildSchema(after)];
  return { found: operationChanges(was, is, parse(text)), was, is };
}

interface Row {
  readonly change: string;
  readonly text: string;
  readonly replacements: readonly Replacement[];
  readonly rule: GraphqlRule;
  readonly at: string;
}

const row = (rule: GraphqlRule, at: string, change: string, text: string, ...replacements: Replacement[]): Row => ({
  ...{ rule, at, change, text, replacements },
});

const noticed: readonly Row[] = [
  row('operation-invalid', 'query Page', 'a selected field is gone', page, ['sku: String', 'code: String']),
  row('operation-invalid', 'query Page', 'an argument must be given', page, ['id: ID!)', 'id: ID!, shop: ID!)']),
  row('operation-invalid', 'query Sized', 'a given argument is gone', sized, ['order: Order = NEWEST, ', '']),
  row('operation-invalid', 'query Sized', 'a value that is written is gone', sized, ['NEWEST OLDEST', 'NEWEST']),
  row('operation-invalid', 'query Page', 'a variable does not fit any more', page, [
    'product(id: ID!)',
    'product(id: Int!)',
  ]),
  row('operation-invalid', 'query Found', 'a type that is asked for is out of a union', found, [
    'Product | Shop',
    'Product',
  ]),
  row('operation-invalid', 'mutation Put', 'a member must be written', put, ['note: String', 'note: String!']),
  row('operation-invalid', 'query Page', 'a leaf has parts now', page, ['name: String! sku', 'name: Owner! sku']),

  row('field-nullable', 'Product.name', 'a field may be null', page, ['name: String! sku', 'name: String sku']),
  row('field-nullable', 'Product.tags', 'a list may be null', page, ['[String!]!', '[String!]']),
  row('field-nullable', 'Product.tags', 'a list may hold null', page, ['[String!]!', '[String]!']),
  row('field-nullable', 'Product.owner', 'an object may be null', page, ['owner: Owner!', 'owner: Owner']),
  row('field-type-changed', 'Product.amount', 'a number may have a fraction', page, ['amount: Int!', 'amount: Float!']),
  row('field-type-changed', 'Product.sku', 'a value is a list', page, ['sku: String', 'sku: [String]']),
  row('field-type-changed', 'Product.owner', 'an object is of another type', page, ['owner: Owner!', 'owner: Unused!']),
  row('field-type-changed', 'Product.amount', 'both: it may be null as well', page, ['amount: Int!', 'amount: Float']),
  row('enum-value-removed', 'Product.status', 'a value never comes', page, ['IN_STOCK LOW', 'IN_STOCK']),
  row('possible-type-removed', 'Query.node', 'a type never comes', node, ['Shop implements Node', 'Shop']),

  row('variable-type-changed', 'Filter.tag', 'a member is of another type', filtered, ['tag: String', 'tag: Int']),
  row('variable-field-removed', 'Filter.tag', 'a member is gone', filtered, [' tag: String', '']),
  row('variable-field-required', 'Put.note', 'a member must be sent', byVariable, ['note: String', 'note: String!']),
  row('variable-field-required', 'Put.shop', 'a new member must be sent', byVariable, [
    'note: String',
    'note: String shop: ID!',
  ]),
  row('variable-value-removed', 'Order', 'a value is not taken', maybe, ['NEWEST OLDEST', 'NEWEST']),
  row('variable-value-removed', 'Status', 'one of a member is not taken', filtered, ['IN_STOCK LOW', 'IN_STOCK']),

  row('enum-value-added', 'Product.status', 'a new value may come', page, ['IN_STOCK LOW', 'IN_STOCK LOW GONE']),
  row(
    'possible-type-added',
    'Query.node',
    'an object of another type may come',
    node,
    ['type Unused', 'type Unused implements Node'],
    ['type Unused implements Node {', 'type Unused implements Node { id: ID!'],
  ),
  row('possible-type-added', 'Query.found', 'a union is larger', found, ['Product | Shop', 'Product | Shop | Owner']),
  row('default-changed', 'Query.products(first:)', 'a default is another', list, [
    'first: Int! = 20',
    'first: Int! = 50',
  ]),
  row('default-changed', 'Query.products(order:)', 'one that a variable may leave out', maybe, [
    'order: Order = NEWEST,',
    'order: Order = OLDEST,',
  ]),
  row('default-changed', 'Query.products(order:)', 'a default is gone', list, [
    'order: Order = NEWEST,',
    'order: Order,',
  ]),
  row('default-changed', 'Query.products(order:)', 'an argument with a default is gone', list, [
    'order: Order = NEWEST, ',
    '',
  ]),
  row('default-changed', 'Put.quantity', 'a member that is not written', put, [
    'quantity: Int! = 1',
    'quantity: Int! = 2',
  ]),
  row('default-changed', 'Filter.order', 'a member of a variable', filtered, [
    'order: Order = NEWEST tag',
    'order: Order = OLDEST tag',
  ]),
];

it.each(noticed)('$rule is told: $change', ({ text, replacements, rule, at }) => {
  expect(changesOf(text, replacements).found.map((change) => [change.rule, change.at])).toEqual([[rule, at]]);
});

it('tells what graphql-js tells of whole schemas, and defaults of members, which it does not', () => {
  const unseen = noticed.filter(({ text, replacements }) => {
    const { was, is } = changesOf(text, replacements);
    return findBreakingChanges(was, is).length + findDangerousChanges(was, is).length === 0;
  });
  expect(unseen.map(({ rule, at }) => [rule, at])).toEqual([
    ['default-changed', 'Put.quantity'],
    ['default-changed', 'Filter.order'],
  ]);
});

it('has an example of each rule', () => {
  const told = new Set(noticed.map(({ rule }) => rule));
  expect(Object.keys({ ...graphqlRules, ...graphqlWarnings }).filter((rule) => !told.has(rule as GraphqlRule))).toEqual(
    [],
  );
});

describe('no operation notices', () => {
  it.each<[string, string, ...Replacement[]]>([
    ['a field that nobody selects', page, [' status: Other!', '']],
    ['a type that nobody selects', page, ['unused: Unused', 'other: Owner']],
    ['a field that may be null, and is not selected', list, ['name: String! sku', 'name: String sku']],
    ['a field that is never null any more', page, ['sku: String', 'sku: String!']],
    ['a new field', page, ['sku: String', 'sku: String colour: String']],
    ['a new argument that need not be given', page, ['id: ID!)', 'id: ID!, shop: ID)']],
    ['a new argument with a default', page, ['id: ID!)', 'id: ID!, shop: ID! = "x")']],
    ['a value of an enum that is not selected', list, ['IN_STOCK LOW', 'IN_STOCK LOW GONE']],
    [
      'a default that is given',
      sized,
      ['first: Int! = 20', 'first: Int! = 50'],
      ['Order = NEWEST,', 'Order = OLDEST,'],
    ],
    ['a member that need not be sent', byVariable, ['note: String', 'note: String shop: ID']],
    ['a member that need not be sent any more', byVariable, ['id: ID! quantity', 'id: ID quantity']],
    ['a value more for variables', maybe, ['NEWEST OLDEST', 'NEWEST OLDEST DEAREST']],
    ['a value less of an enum nobody uses', page, ['A B', 'A']],
    ['an argument that need not be given any more', page, ['product(id: ID!)', 'product(id: ID)']],
    ['descriptions', page, ['type Owner', '"Somebody." type Owner']],
  ])('%s', (_, text, ...replacements) => {
    expect(changesOf(text, replacements).found).toEqual([]);
  });

  it('anything, where it is new with the schema', () => {
    const text = 'query New { product(id: "a") { colour } products { id } }';
    const replacements: Replacement[] = [
      ['sku: String', 'sku: String colour: String'],
      ['first: Int! = 20', 'first: Int! = 5'],
    ];
    expect(changesOf(text, replacements).found).toEqual([]);
  });
});

describe('every operation that notices a change', () => {
  it('is found behind fragments, aliases and conditions, and a change is told once for each place', () => {
    const text = `
      fragment Names on Product { called: name }
      query Deep($with: Boolean!) { product(id: "a") { ...Names @include(if: $with) } node { ... on Product { name } } }
    `;
    const { found: changes } = changesOf(text, [['name: String! sku', 'name: String sku']]);
    expect(new Set(changes.map(({ at }) => at))).toEqual(new Set(['Product.name']));
  });

  it('is found where its fragments stand first, and a variable may be left out', () => {
    const text =
      'fragment All on Query { products(first: 1, order: $order) { id } } query Maybe($order: Order) { ...All }';
    const { found: changes } = changesOf(text, [['order: Order = NEWEST,', 'order: Order = OLDEST,']]);
    expect(changes.map(({ rule }) => rule)).toEqual(['default-changed']);
  });
});
