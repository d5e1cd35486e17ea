import {
  buildSchema,
  execute,
  parse,
  type ExecutionResult,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import fc from 'fast-check';
import { answerAnyhow } from '../test/any-answer.ts';
import { anyOperation } from '../test/any-operation.ts';
import { executing, type Unfenced } from '../test/executing.ts';
import { difference } from '../test/difference.ts';

// No lists of objects that must not be null: there the interpreter leaves rejections to nobody (see execution.ts).
const schema = buildSchema(/* GraphQL */ `
  type Query {
    shop(name: String! = "a"): Shop
    things(first: Int! = 2, kind: Kind, filter: Filter): [Thing]!
    found(words: [String!]): [Person]
    count: Int!
  }
  type Mutation {
    add(input: Filter!): Thing
    remove(id: ID!): Thing!
  }
  type Shop {
    name: String!
    things(first: Int! = 3): [[Thing]]
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
    parts(first: Int): [Thing]
    tags: [String!]!
  }
  type Person {
    name: String
    friends: [Person]
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
`);
answerAnyhow(schema);

const plan = executing(schema);

const interpretWith = async (
  schema: GraphQLSchema,
  { document, variables, context, root }: Unfenced,
): Promise<ExecutionResult> =>
  (await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: context,
    rootValue: root,
  })) as ExecutionResult;

describe('execution by plan', () => {
  it('answers like the interpreter: 1,500 generated operations, with failures and broken promises', async () => {
    let withErrors = 0;
    await fc.assert(
      fc.asyncProperty(anyOperation(schema), fc.nat(10_000), async ({ document, variables }, seed) => {
        const operation = document.definitions[0] as OperationDefinitionNode;
        const execution: Unfenced = { document, operation, variables, context: {}, root: { seed } };
        const expected = await interpretWith(schema, execution);
        if (expected.errors) withErrors += 1;
        expect(difference(await plan(execution), expected)).toBeUndefined();
      }),
      { numRuns: 1_500, endOnFailure: true },
    );
    expect(withErrors).toBeGreaterThan(300);
  });

  it('leaves no rejection to nobody when a list gives up', async () => {
    const lists = buildSchema('type Query { things: [Thing!] } type Thing { slow: Int! name: String! }');
    const { things } = lists.getQueryType()!.getFields();
    const { slow } = (lists.getType('Thing') as GraphQLObjectType).getFields();
    things!.resolve = () => [{ name: 'a' }, null];
    slow!.resolve = () => Promise.reject(new Error('too late'));
    const document = parse('{ things { slow name } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const answer = await executing(lists)({ document, operation, variables: {}, context: {} });
    expect(answer).toMatchObject({ data: { things: null }, errors: [{ path: ['things', 1] }] });
    // The process would be gone.
    await new Promise((resolve) => setImmediate(resolve));
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
    const operation = document.definitions[0] as OperationDefinitionNode;
    const execution = { document, operation, variables: { v: true }, context: { who: 'me' }, root: { r: 1 } };
    const answers = [await interpretWith(small, execution), await executing(small)(execution)];
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ data: { thing: { alias: '[{"short":true},{"who":"me"}]' } } });
    const [expected, found] = told as [GraphQLResolveInfo, GraphQLResolveInfo];
    for (const name of Object.keys(expected) as (keyof GraphQLResolveInfo)[])
      expect(found[name]).toEqual(expected[name]);
  });
});
