import { costDirectives } from './cost/cost-model.ts';
import { fieldsOfType, undescribed } from './fake/index.ts';

const sdl = `
  "What can be read of the shop."
  type Query { things(first: Int!, "Which of them are wanted." kind: Kind): [Thing!] }
  interface Named { name: String! }
  "Something that is sold." type Thing implements Named { name: String! "The count." count: Int! all: [[Int]] }
  enum Kind { "Of a size that fits no car." BIG SMALL }
  input Filter { kind: Kind }
  scalar Day
  union Any = Thing
  directive @mark(by: String) on FIELD_DEFINITION
`;

describe('what a schema holds', () => {
  it('is named where nothing is said about it but its name', () => {
    expect(undescribed(sdl)).toEqual([
      'Query.things',
      'Query.things(first:)',
      'Named',
      'Named.name',
      'Thing.name',
      'Thing.count',
      'Thing.all',
      'Kind',
      'Kind.SMALL',
      'Filter',
      'Filter.kind',
      'Day',
      'Any',
      '@mark',
      '@mark(by:)',
    ]);
  });

  it('is described in what this library adds', () => {
    expect(
      undescribed(`${costDirectives} "What can be read of the shop." type Query { "One or another." none: ID }`),
    ).toEqual([]);
  });

  it('is found by the type of its values', () => {
    expect(fieldsOfType(sdl, 'Int')).toEqual(['Thing.all', 'Thing.count']);
  });
});
