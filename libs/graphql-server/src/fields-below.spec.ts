import { buildSchema, graphqlSync, type GraphQLResolveInfo } from 'graphql';
import { fieldsBelow } from './fields-below.ts';

const schema = buildSchema(`
  type Query { thing: Thing }
  interface Named { name: String }
  type Thing implements Named { name: String parts(first: Int! = 3): [Thing!] }
`);

/** Arguments of `parts` below `thing`, as its resolver finds them. */
function partsBelow(source: string, variableValues: Readonly<Record<string, unknown>> = {}): unknown {
  let found: unknown;
  const thing = (_: unknown, __: unknown, info: GraphQLResolveInfo): object => {
    found = fieldsBelow(info, 'parts');
    return {};
  };
  graphqlSync({ schema, source, rootValue: { thing }, variableValues });
  return found;
}

/** Fragments of which each spreads the next twice: 2 to the 40th power of the last one. */
const doubling = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Thing { ...F${n + 1} ...F${n + 1} }`).join(
  ' ',
);

describe('fields below another', () => {
  it.each<[string, string, object?, object?]>([
    ['directly', '{ thing { parts(first: 2) { name } } }', [{ first: 2 }]],
    ['with a default', '{ thing { parts { name } } }', [{ first: 3 }]],
    ['twice', '{ thing { parts { name } b: parts(first: 1) { name } } }', [{ first: 3 }, { first: 1 }]],
    ['by a variable', 'query ($n: Int!) { thing { parts(first: $n) { name } } }', [{ first: 7 }], { n: 7 }],
    ['in fragments', '{ thing { ... on Named { ...F } } } fragment F on Thing { parts { name } }', [{ first: 3 }]],
    ['in two selections of their parent', '{ thing { name } thing { parts { name } } }', [{ first: 3 }]],
    ['under a condition', 'query ($b: Boolean!) { thing { parts @include(if: $b) { name } } }', [], { b: false }],
    ['in a fragment under one', '{ thing { ... @skip(if: true) { parts { name } } } }', []],
    [
      'once in fragments that double',
      `{ thing { ...F0 } } ${doubling} fragment F40 on Thing { parts { name } }`,
      [{ first: 3 }],
    ],
    ['nowhere', '{ thing { name } }', []],
    ['further below', 'query { thing { a: parts(first: 1) { parts { name } } } }', [{ first: 1 }]],
    ['with an argument that is wrong', 'query ($n: Int = 1) { thing { parts(first: $n) { name } } }', [], { n: null }],
  ])('are found %s', (_, source, expected, variables = {}) => {
    expect(partsBelow(source, { ...variables })).toEqual(expected);
  });
});
