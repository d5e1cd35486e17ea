import { parse } from 'graphql';
import { excessOf } from './document-size.ts';
import { specLimits } from '../test/spec-limits.ts';

const limits = { maxDepth: 4, maxAliases: 3, maxFields: 20, maxOverlaps: 6 };
const excess = (text: string): readonly string[] => excessOf(parse(text), limits).map(({ message }) => message);

describe('the size of a document', () => {
  it.each([
    '{ a { b { c { d } } } }',
    '{ x: a y: a z: a }',
    `{ ${'a { b } '.repeat(3)} }`,
    'query A { a } query B { b } fragment F on T { a }',
    '{ __schema { types { fields { type { ofType { ofType { name } } } } } } }',
  ])('is all right: %s', (text) => {
    expect(excess(text)).toEqual([]);
  });

  it.each([
    ['levels', '{ a { b { c { d { e } } } } }', 'The operation has more than 4 levels of fields.'],
    ['levels in fragments', '{ a { ...F } } fragment F on T { b { c { d { e } } } }', /levels of fields/],
    ['aliases', '{ w: a x: a y: a z: __typename }', 'The operation has more than 3 aliases.'],
    ['aliases in fragments', '{ ...F b { ...F } } fragment F on T { x: a y: a }', /aliases/],
    ['fields', `{ ${Array.from({ length: 21 }, (_, n) => `f${n}`).join(' ')} }`, /more than 20 fields/],
    ['pairs', '{ a a a a a }', /more than 6 pairs of fields with the same place/],
    // 3 pairs of `a`; each has three fields below: nine share one place.
    ['pairs below pairs', '{ a { b b b } a { b b b } a { b b b } }', /pairs of fields/],
    ['pairs in fragments', '{ ...F ...F ...F ...F } fragment F on T { a { b } }', /pairs of fields/],
    ['introspection by alias', '{ __schema: a { b { c { d { e } } } } }', /levels of fields/],
    ['a fragment in itself', '{ ...F } fragment F on T { a { ...G } } fragment G on T { ...F }', /"F" within itself/],
    ['a fragment in itself that nobody spreads', '{ a } fragment F on T { ... on T { ...F } }', /"F" within itself/],
  ])('is too large by %s', (_, text, message) => {
    expect(excess(text)).toEqual([expect.stringMatching(message)]);
  });

  it('is that of all operations together as well', () => {
    const operation = (n: number): string =>
      `query Q${n} { ${Array.from({ length: 19 }, (_, f) => `f${f}`).join(' ')} }`;
    expect(excess([1, 2, 3, 4].map(operation).join('\n'))).toEqual([]);
    expect(excess([1, 2, 3, 4, 5].map(operation).join('\n'))).toEqual([
      'The operations of the document have more than 80 fields.',
    ]);
  });

  it('is found out without looking at more of a bomb than the limits allow', () => {
    // Spread out, it has 2 to the 20th fields; each level doubles.
    const bomb = Array.from({ length: 20 }, (_, n) => `fragment F${n} on T { a { ...F${n + 1} } b { ...F${n + 1} } }`);
    const text = `{ ...F0 } ${bomb.join('\n')} fragment F20 on T { c }`;
    expect(excessOf(parse(text), specLimits)).toHaveLength(1);
  });
});
