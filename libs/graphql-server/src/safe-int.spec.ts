import { parse, type OperationDefinitionNode } from 'graphql';
import { executing } from './fake/executing.ts';
import { interpret } from './fake/same-answers.ts';
import { safeInt } from './safe-int.ts';
import { mergeSchema } from './schema.ts';

const schema = mergeSchema([
  safeInt,
  {
    typeDefs: 'type Query { money: SafeInt all: [SafeInt!]! @listSize(assumedSize: 3) same(as: SafeInt!): SafeInt }',
    resolvers: { Query: { same: (_: unknown, args: { readonly as: number }) => args.as } },
  },
]);

const ask = async (text: string, root: object, variables: object = {}) => {
  const document = parse(text);
  const [operation] = document.definitions as readonly OperationDefinitionNode[];
  const execution = { document, operation: operation!, variables: { ...variables }, context: {}, root };
  const answer = await executing(schema)(execution);
  return { answer, expected: await interpret(schema, execution) };
};

describe('SafeInt', () => {
  it.each([0, -1, 2 ** 31, -(2 ** 40), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'is %d as a JSON number',
    async (money) => {
      const { answer, expected } = await ask('{ money all }', { money, all: [money] });
      expect(JSON.stringify(answer)).toBe(`{"data":{"money":${money},"all":[${money}]}}`);
      expect(answer).toEqual(expected);
    },
  );

  it.each([[1.5], [2 ** 53], [NaN], [Infinity], ['12'], [true], [{}], [10n]])(
    'is no %p: the field fails, as a value of ours that is wrong',
    async (money) => {
      const { answer, expected } = await ask('{ money }', { money });
      expect(answer.data).toEqual({ money: null });
      expect(answer.errors).toMatchObject([{ path: ['money'], originalError: expect.any(TypeError) }]);
      expect(answer).toEqual(expected);
    },
  );

  it('is taken from a document and from variables', async () => {
    const text = 'query ($n: SafeInt!) { a: same(as: 9007199254740991) b: same(as: $n) }';
    const { answer } = await ask(text, {}, { n: 2 ** 40 });
    expect(answer).toEqual({ data: { a: Number.MAX_SAFE_INTEGER, b: 2 ** 40 } });
  });

  it.each([1.5, '1', 2 ** 53])('takes no %p', async (n) => {
    const { answer } = await ask('query ($n: SafeInt!) { same(as: $n) }', {}, { n });
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('SafeInt cannot represent') }]);
  });
});
