import { makeExecutableSchema } from '@graphql-tools/schema';
import { getVariableValues, Kind, parse, validate, type FragmentDefinitionNode } from 'graphql';
import { costDirectives, createCostModel, problemsOfCosts } from './cost-model.ts';
import { createEstimate } from './estimate.ts';

const typeDefs = `
  type Query {
    name: String
    thing: Thing
    node: Node
    any(first: Int! = 2): [Any] @listSize(slicingArguments: ["first"])
    things(first: Int! = 20, ids: [ID!]): [Thing!] @cost(weight: "100") @listSize(slicingArguments: ["first", "ids"], requireOneSlicingArgument: false)
    connection(first: Int! = 20): Connection @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
  }
  type Mutation { change: Thing @cost(weight: "10") }
  type Connection { edges: [Edge!]! total: Int! others: [Int!]! @listSize(assumedSize: 3) }
  type Edge { node: Thing! }
  type Thing {
    id: ID!
    names: [String!]! @listSize(assumedSize: 4)
    heavy: Heavy
    things(first: Int! = 5): [Thing!]! @listSize(slicingArguments: ["first"])
  }
  type Heavy @cost(weight: "7") { id: ID! }
  interface Node { id: ID! owner: Node tags: [String!] @listSize(assumedSize: 1) }
  type Light implements Node { id: ID! owner: Light tags: [String!] @listSize(assumedSize: 2) light: Int }
  type Rich implements Node { id: ID! owner: Rich @cost(weight: "100") tags: [String!] @listSize(assumedSize: 9) rich: Int @cost(weight: "50") }
  union Any = Light | Rich | Thing
`;
const schema = makeExecutableSchema({ typeDefs: [costDirectives, typeDefs] });
const model = createCostModel();

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  return createEstimate({ schema, model, operation, fragments })(coerced!);
}

describe('the cost of an operation', () => {
  it.each([
    ['a value', '{ name }', 1],
    ['an object and its fields', '{ thing { id } }', 2],
    ['what GraphQL itself says', '{ __typename thing { __typename } }', 3],
    ['a list of the assumed size', '{ thing { names } }', 1 + 4],
    ['a list of the default size', '{ thing { things { id } } }', 1 + 5 * 2],
    ['a list of the size that is asked for', '{ thing { things(first: 9) { id } } }', 1 + 9 * 2],
    ['a list of so many ids', '{ things(ids: ["a", "b", "c"], first: 1) { id } }', 100 + 3 * 2],
    ['a list in a list', '{ thing { things(first: 3) { things(first: 4) { id } } } }', 1 + 3 * (1 + 4 * 2)],
    ['a connection', '{ connection(first: 6) { total edges { node { id } } others } }', 1 + 1 + 6 * 3 + 3],
    ['what a type weighs', '{ thing { heavy { id } } }', 1 + 7 + 1],
    ['what a field takes', 'mutation { change { id } }', 10 + 2],
    [
      'fields of one place, once',
      '{ thing { id } thing { id names } ...F } fragment F on Query { thing { id } }',
      2 + 4,
    ],
    ['aliases, each', '{ a: thing { id } b: thing { id } }', 4],
    [
      'fragments, wherever they are spread',
      '{ thing { ...F things(first: 2) { ...F } } } fragment F on Thing { id }',
      2 + 2 * 2,
    ],
    [
      'nothing for what is skipped',
      '{ name thing @skip(if: true) { id } ... @include(if: false) { connection { total } } }',
      1,
    ],
    ['a field of an interface as that of its dearest type', '{ node { id owner { id } } }', 2 + (100 + 2)],
    ['a list of an interface likewise', '{ node { tags } }', 1 + 9],
    ['what an object of one type has', '{ node { ... on Light { light } ... on Rich { rich } } }', 1 + 1 + (50 + 1)],
    ['one place, whatever the type', '{ node { ... on Light { a: light } ... on Rich { a: rich } } }', 1 + (50 + 1)],
    [
      'a union, as often as it is listed',
      '{ any { __typename ... on Thing { id } ... on Node { id } } }',
      2 * (1 + 1 + 1),
    ],
    ['a fragment on an interface of a known type', '{ node { ... on Light { ... on Node { owner { id } } } } }', 1 + 2],
    ['a size below zero as none', '{ thing { things(first: -9) { id } } }', 1],
  ])('counts %s', (_, text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('counts variables by their values', () => {
    const text = 'query ($n: Int! = 5) { thing { things(first: $n) { id } } }';
    expect([cost(text), cost(text, { n: 30 }), cost(text, { n: 0 })]).toEqual([11, 61, 1]);
    const byIds = 'query ($ids: [ID!]) { things(ids: $ids, first: 0) { id } }';
    expect([cost(byIds, { ids: ['a', 'b'] }), cost(byIds, { ids: null }), cost(byIds)]).toEqual([104, 100, 100]);
  });

  it('follows the conditions that variables decide, and counts what null leaves open', () => {
    const text = 'query ($with: Boolean = false) { name thing @include(if: $with) { id } }';
    expect([cost(text, { with: true }), cost(text, { with: false }), cost(text, { with: null })]).toEqual([3, 1, 3]);
    const merged =
      'query ($a: Boolean!, $b: Boolean!) { thing { id ...F @include(if: $a) ...F @include(if: $b) } } fragment F on Thing { names }';
    expect(cost(merged, { a: false, b: true })).toBe(2 + 4);
  });

  it('stays a number, however large', () => {
    const text = `{ thing { ${'things(first: 2147483647) { '.repeat(10)} id ${'}'.repeat(10)} } }`;
    expect(cost(text)).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('a schema', () => {
  const problems = (text: string): readonly string[] =>
    problemsOfCosts(makeExecutableSchema({ typeDefs: [costDirectives, text] }));

  it('leaves nothing open', () => {
    expect(problems(typeDefs)).toEqual([]);
  });

  it.each([
    ['type Query { list: [Int!]! }', 'Query.list is a list without a declared size (@listSize)'],
    [
      'type Query { list(first: Int): [Int] @listSize(slicingArguments: ["limit"]) }',
      'Query.list is sized by limit, which it lacks',
    ],
    [
      'type Query { list: Page @listSize(assumedSize: 3, sizedFields: ["nodes"]) } type Page { id: ID }',
      'Query.list sizes nodes, which Page lacks',
    ],
    ['type Query { name: String @cost(weight: "much") }', 'Query.name has a @cost that is not a number from 0'],
    ['type Query { name: String @cost(weight: "-1") }', 'Query.name has a @cost that is not a number from 0'],
  ])('says what it leaves open: %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});
