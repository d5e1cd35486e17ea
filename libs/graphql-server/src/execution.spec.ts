import {
  buildSchema,
  parse,
  type DocumentNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql';
import { addResolvers } from './fake/any-answer.ts';
import { difference } from './fake/difference.ts';
import { executing } from './fake/executing.ts';
import { haveSameAnswers, interpret } from './fake/same-answers.ts';

const sdl = /* GraphQL */ `
  type Query {
    shop(name: String! = "a"): Shop
    things(first: Int! = 2, kind: Kind, filter: Filter): [Thing]!
    shops(first: Int! = 2): [Shop!]
    all: [Thing!]!
    found(words: [String!]): [Person]
    count: Int!
    node(id: ID! = "n"): Node
    nodes(first: Int! = 3): [Node]!
    results(words: [String!]): [Result!]
    owners: [[Owner!]]
    checked: Checked
  }
  type Mutation {
    add(input: Filter!): Thing
    remove(id: ID!): Thing!
  }
  type Shop {
    name: String!
    things(first: Int! = 3): [[Thing]]
    rows: [[Thing!]!]
    staff: [Person!]!
    best: Thing!
    kinds: [Kind!]
    next(after: String = "x"): Shop
  }
  type Thing {
    id: ID!
    name: String
    price: Float!
    count: Int
    kind: Kind!
    isNew: Boolean
    shop: Shop
    parts(first: Int! = 2): [Thing]
    score(of: Int! = 1, in: Filter): Int
    rank(by: Kind! = BIG): String!
    place(after: [Int!]! = [1]): Float
    tags: [String!]!
  }
  type Person implements Node & Owner {
    id: ID!
    name: String
    friends: [Person]
    children: [Person!]
    best(of: Int! = 1): Owner
  }
  interface Node {
    id: ID!
  }
  interface Owner implements Node {
    id: ID!
    name: String
    best(of: Int! = 1): Node
  }
  type Firm implements Node & Owner {
    id: ID!
    name: String
    best(of: Int! = 1, more: Int): Firm
    staff: [Owner]!
    held: Result
  }
  union Result = Thing | Firm | Person
  union Checked = Ghost | Spook
  type Ghost {
    name: String
    result: Result!
  }
  type Spook {
    name: String
    nodes: [Node!]!
  }
  enum Kind {
    BIG
    SMALL
  }
  input Filter {
    kind: Kind! = BIG
    min: Int
    words: [String!]
    inner: Filter
  }
`;

const operationOf = ({ definitions }: DocumentNode) => definitions[0] as OperationDefinitionNode;

describe('execution by plan', () => {
  it('answers like graphql-js: generated documents, asked again and again, with failures and broken promises', async () => {
    const { withErrors, withoutCondition } = await haveSameAnswers(sdl, { documents: 700 });
    expect(withErrors).toBeGreaterThan(700);
    expect(withoutCondition).toBeGreaterThan(30);
  }, 300_000);

  it('leaves no rejection to nobody when a list gives up', async () => {
    const lists = buildSchema('type Query { things: [Thing!] } type Thing { slow: Int! name: String! }');
    const { things } = lists.getQueryType()!.getFields();
    const { slow } = (lists.getType('Thing') as GraphQLObjectType).getFields();
    things!.resolve = () => [{ name: 'a' }, null];
    slow!.resolve = () => Promise.reject(new Error('too late'));
    const document = parse('{ things { slow name } }');
    const operation = operationOf(document);
    const answer = await executing(lists)({ document, operation, variables: {}, context: {} });
    expect(answer).toMatchObject({ data: { things: null }, errors: [{ path: ['things', 1] }] });
    // An unhandled rejection would have ended the process.
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('leaves no rejection to nobody either when a document is asked in more ways than have a plan', async () => {
    const lists = buildSchema('type Query { things: [Thing!] } type Thing { slow: Int! name: String }');
    lists.getQueryType()!.getFields()['things']!.resolve = () => [{}, null, Promise.reject(new Error('too late'))];
    (lists.getType('Thing') as GraphQLObjectType).getFields()['slow']!.resolve = () =>
      Promise.reject(new Error('too late'));
    const conditions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const fields = conditions.map((name) => `${name}: name @skip(if: $${name})`).join(' ');
    const declared = conditions.map((name) => `$${name}: Boolean = true`).join(' ');
    const document = parse(`query Q(${declared}) { things { slow ${fields} } }`);
    const plan = executing(lists);
    for (let way = 0; way < 2 ** conditions.length; way += 1) {
      const variables = Object.fromEntries(conditions.map((name, index) => [name, Boolean(way & (2 ** index))]));
      const answer = await plan({ document, operation: operationOf(document), variables, context: {} });
      expect(answer).toMatchObject({ data: { things: null }, errors: [{ path: ['things', 1] }] });
    }
    const answer = await plan({ document, operation: operationOf(document), variables: { a: null }, context: {} });
    expect(answer).toMatchObject({ data: { things: null } });
    await new Promise((resolve) => setImmediate(resolve));
  });

  describe('of an abstract type', () => {
    const animals = () =>
      buildSchema(`
        type Query { pet: Pet pets: [Pet!] deep: [[Pet]] things: [Thing!] any: Any }
        interface Pet { name: String }
        type Dog implements Pet { name: String barks: Boolean kind: String }
        type Cat implements Pet { name: String purrs: Boolean kind: Int }
        type Thing { slow: Int! name: String }
        union Any = Dog | Thing
      `);

    /** Answers by plan, twice, and by graphql-js: all alike. */
    async function sameAnswer(schema: ReturnType<typeof animals>, text: string) {
      const document = parse(text);
      const execution = { document, operation: operationOf(document), variables: {}, context: { who: 'me' } };
      const expected = await interpret(schema, execution);
      const plan = executing(schema);
      for (let time = 0; time < 2; time += 1) expect(difference(await plan(execution), expected)).toBeUndefined();
      return expected;
    }

    const rex = { name: 'Rex', barks: true, kind: 'hound' };
    const tom = { name: 'Tom', purrs: true, kind: 7 };
    const selection = '{ __typename name ... on Dog { barks a: kind } ... on Cat { purrs b: kind } ...F } ';
    const fragment = 'fragment F on Pet { t: __typename ... on Pet { n: name } }';

    it('is what __typename of the value says', async () => {
      const schema = animals();
      const values = [
        { __typename: 'Dog', ...rex },
        { __typename: 'Cat', ...tom },
        { __typename: 'Dog', ...rex },
      ];
      schema.getQueryType()!.getFields()['deep']!.resolve = () => [values, null, [null, Promise.resolve(values[1])]];
      const { data, errors } = await sameAnswer(schema, `{ deep ${selection} } ${fragment}`);
      const dog = { __typename: 'Dog', name: 'Rex', barks: true, a: 'hound', t: 'Dog', n: 'Rex' };
      const cat = { __typename: 'Cat', name: 'Tom', purrs: true, b: 7, t: 'Cat', n: 'Tom' };
      expect(errors).toBeUndefined();
      expect(data).toEqual({ deep: [[dog, cat, dog], null, [null, cat]] });
    });

    it.each([
      ['nothing', undefined],
      ['a number', 7],
      ['a type that there is not', 'Bird'],
      ['an enum, an interface, a scalar', 'Pet'],
      ['a type that implements something else', 'Thing'],
      ['a type object', { name: 'Dog' }],
      ['a promise of nothing', Promise.resolve(null)],
      ['a promise', Promise.resolve('Dog')],
      ['a promise that fails', Promise.reject(new Error('unknown'))],
    ])('is what resolveType says: %s', async (_, said) => {
      if (said instanceof Promise) said.catch(() => undefined);
      const schema = animals();
      (schema.getType('Pet') as GraphQLInterfaceType).resolveType = () => said as string;
      const { pet, pets } = schema.getQueryType()!.getFields();
      pet!.resolve = () => rex;
      pets!.resolve = () => [rex, tom];
      const { errors } = await sameAnswer(schema, `{ pet ${selection} pets { name } } ${fragment}`);
      expect(errors?.length).toBe((await Promise.resolve(said).catch(() => undefined)) === 'Dog' ? undefined : 2);
    });

    it.each([
      ['at once', (fits: boolean) => fits],
      ['later', (fits: boolean) => Promise.resolve(fits)],
      ['with an error', (fits: boolean) => (fits ? Promise.resolve(true) : Promise.reject(new Error('cannot tell')))],
    ])('is the one whose isTypeOf accepts the value, %s', async (_, answer) => {
      const schema = animals();
      for (const [name, member] of [
        ['Dog', 'barks'],
        ['Cat', 'purrs'],
        ['Thing', 'slow'],
      ] as const) {
        (schema.getType(name) as GraphQLObjectType).isTypeOf = (value) => answer(member in (value as object));
      }
      const { pet, pets, things } = schema.getQueryType()!.getFields();
      pet!.resolve = () => ({ name: 'Neither' });
      pets!.resolve = () => [rex, tom];
      things!.resolve = () => [{ slow: 1 }, { name: 'no thing' }];
      const { errors } = await sameAnswer(schema, `{ pet ${selection} pets ${selection} things { name } } ${fragment}`);
      expect(errors?.length).toBeGreaterThan(0);
    });

    it('tells resolveType what graphql-js would: the value, the context, the place of the field', async () => {
      const schema = animals();
      const told: unknown[] = [];
      (schema.getType('Pet') as GraphQLInterfaceType).resolveType = (value, context, info, type) => {
        const { fieldName, path, parentType, returnType } = info;
        told.push([value, context, fieldName, path, parentType.name, String(returnType), type.name]);
        return 'Dog';
      };
      schema.getQueryType()!.getFields()['deep']!.resolve = () => [[rex], [rex]];
      await sameAnswer(schema, '{ there: deep { name } }');
      expect(told).toHaveLength(6);
      expect(told[2]).toEqual(told[0]);
      expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
    });

    it('leaves no rejection to nobody beside it', async () => {
      const schema = animals();
      const { things } = schema.getQueryType()!.getFields();
      // graphql-js would leave this rejection unhandled, which fails a spec.
      things!.resolve = () => [{ slow: Promise.reject(new Error('too late')) }, null];
      const document = parse('{ things { slow } }');
      const answer = await executing(schema)({
        document,
        operation: operationOf(document),
        variables: {},
        context: {},
      });
      expect(answer).toMatchObject({ data: { things: null } });
      await new Promise((resolve) => setImmediate(resolve));
    });
  });

  it('adds nothing to the errors of an answer that has been given', async () => {
    const two = buildSchema('type Query { now: Int! later: Thing } type Thing { name: String }');
    let release = (): void => undefined;
    const { now, later } = two.getQueryType()!.getFields();
    now!.resolve = () => Promise.reject(new Error('at once'));
    later!.resolve = () => new Promise((resolve) => (release = () => resolve(new Error('too late'))));
    const document = parse('{ now later { name } }');
    const answer = await executing(two)({
      document,
      operation: operationOf(document),
      variables: {},
      context: {},
    });
    expect(answer.errors).toHaveLength(1);
    release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answer.errors).toHaveLength(1);
  });

  describe('keeps for the next request', () => {
    const shop = buildSchema(`
      type Query { product(id: ID!): Product }
      type Mutation { rate(id: ID!): Product }
      type Product { id: ID! rating: Rating find(filter: Filter): String score(of: Int! = 1): Int }
      type Rating { average: Float }
      input Filter { words: [String!] }
    `);
    let rated = 0;
    const product = (_: unknown, { id }: { readonly id: string }) => ({ id, rating: { average: 4.5 }, score: 1 });
    shop.getQueryType()!.getFields()['product']!.resolve = product;
    shop.getMutationType()!.getFields()['rate']!.resolve = (_, args: { readonly id: string }) => {
      rated += 1;
      return product(_, args);
    };

    it.each([
      ['below the root', 'query', '{ product(id: "p") { id rating @skip(if: $slim) { average } } }'],
      ['at the root', 'query', '{ product(id: "p") @skip(if: $slim) { id } a: product(id: "p") { id } }'],
      [
        'in a fragment',
        'query',
        '{ product(id: "p") { ...F } } fragment F on Product { id ... @include(if: $slim) { rating { average } } }',
      ],
      ['of a mutation', 'mutation', '{ rate(id: "p") { id rating @skip(if: $slim) { average } } }'],
      ['at the root of a mutation', 'mutation', '{ rate(id: "p") @skip(if: $slim) { id } }'],
    ])('nothing of a null where a condition should be: %s', async (_, kind, body) => {
      const all = [{ slim: null }, { slim: false }, {}, { slim: true }];
      for (const first of all) {
        const document = parse(`${kind} P($slim: Boolean = false) ${body}`);
        const plan = executing(shop);
        for (const variables of [first, ...all, ...all]) {
          const execution = { document, operation: operationOf(document), variables, context: {} };
          rated = 0;
          const expected = await interpret(shop, execution);
          const work = rated;
          const answer = await plan(execution);
          expect(difference(answer, expected)).toBeUndefined();
          expect(answer.errors?.length).toBe(variables.slim === null ? 1 : undefined);
          expect(rated).toBe(work * 2);
        }
      }
    });

    it('nothing of what a resolver does to its arguments', async () => {
      (shop.getType('Product') as GraphQLObjectType).getFields()['find']!.resolve = (
        _,
        { filter }: { readonly filter: { readonly words: string[] } },
      ) => {
        filter.words.push('mine');
        return filter.words.join(' ');
      };
      const document = parse('{ product(id: "p") { find(filter: { words: ["yours"] }) } }');
      const plan = executing(shop);
      for (let time = 0; time < 2; time += 1) {
        const answer = await plan({ document, operation: operationOf(document), variables: {}, context: {} });
        expect(answer).toMatchObject({ data: { product: { find: 'yours mine' } } });
      }
    });

    it('nothing of arguments that do not fit, also where nobody resolves', async () => {
      const document = parse('query Q($of: Int = 1) { product(id: "p") { score(of: $of) } }');
      const plan = executing(shop);
      for (const variables of [{ of: null }, { of: 2 }, {}, { of: null }]) {
        const execution = { document, operation: operationOf(document), variables, context: {} };
        expect(difference(await plan(execution), await interpret(shop, execution))).toBeUndefined();
      }
    });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'toJSON', 'then'])(
    'takes %s for a name like any other: alias, fragment, variable, operation',
    async (name) => {
      const text = `query ${name}($${name}: Boolean! = true) {
        a: shop { name ${name}: things @skip(if: $${name}) { id } }
        ${name}: shop @include(if: $${name}) { ...${name} name }
      } fragment ${name} on Shop { ${name}: name best { ${name}: id } }`;
      const document = parse(text);
      const schema = buildSchema(sdl);
      addResolvers(schema);
      const plan = executing(schema);
      for (const given of [true, false, true]) {
        const variables = Object.fromEntries([[name, given]]);
        const execution = { document, operation: operationOf(document), variables, context: {}, root: { seed: 7 } };
        const answer = await plan(execution);
        expect(difference(answer, await interpret(schema, execution))).toBeUndefined();
        expect(Object.keys(answer.data!)).toEqual(given ? ['a', name] : ['a']);
      }
      const mutation = parse(`mutation { ${name}: add(input: { min: 1 }) { ${name}: id } }`);
      const execution = { document: mutation, operation: operationOf(mutation), variables: {}, context: {} };
      const answer = await plan(execution);
      expect(difference(answer, await interpret(schema, execution))).toBeUndefined();
      expect(Object.keys(answer.data!)).toEqual([name]);
    },
  );

  it('tells a resolver within lists the path that graphql-js would', async () => {
    const paths: unknown[] = [];
    const rows = buildSchema('type Query { rows: [[Thing]] } type Thing { name: String }');
    rows.getQueryType()!.getFields()['rows']!.resolve = () => [[{}]];
    (rows.getType('Thing') as GraphQLObjectType).getFields()['name']!.resolve = (_, __, ___, { path }) =>
      void paths.push(path);
    const document = parse('{ a: rows { name } }');
    const execution = { document, operation: operationOf(document), variables: {}, context: {} };
    await interpret(rows, execution);
    await executing(rows)(execution);
    expect(paths).toHaveLength(2);
    expect(paths[1]).toEqual(paths[0]);
  });

  it('asks a resolver with what graphql-js would tell it', async () => {
    const told: GraphQLResolveInfo[] = [];
    const small = buildSchema('type Query { thing: Thing } type Thing { name(short: Boolean = true): String }');
    small.getQueryType()!.getFields()['thing']!.resolve = () => ({});
    (small.getType('Thing') as GraphQLObjectType).getFields()['name']!.resolve = (_, args, context, info) => {
      told.push(info);
      return JSON.stringify([args, context]);
    };
    const document = parse('query Q($v: Boolean) { thing { alias: name } }');
    const operation = operationOf(document);
    const execution = { document, operation, variables: { v: true }, context: { who: 'me' }, root: { r: 1 } };
    const answers = [await interpret(small, execution), await executing(small)(execution)];
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ data: { thing: { alias: '[{"short":true},{"who":"me"}]' } } });
    const [expected, found] = told as [GraphQLResolveInfo, GraphQLResolveInfo];
    for (const name of Object.keys(expected) as (keyof GraphQLResolveInfo)[])
      expect(found[name]).toEqual(expected[name]);
  });
});
